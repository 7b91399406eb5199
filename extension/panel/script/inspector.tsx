import { useState } from 'preact/hooks'
import { limits } from '../../../core/contract/limits.ts'
import type { Sentence, Standing } from '../../../core/contract/script.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { later } from '../ui/later.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { count } from '../words/numbers.ts'
import { Backing, StandingWord } from './backing.tsx'
import { Conflict, rivalsOf } from './conflict.tsx'
import { CueField } from './cue-field.tsx'
import { useDesk } from './desk.ts'
import { OwnOrder } from './own-order.tsx'
import { rewriteNames, rewriteOrder } from './rewrite-words.ts'
import { RewriteLeaves } from './writing-leaves.tsx'

const Search = later(() => import('../search/search-place.tsx').then(part => part.SearchPlace))

/** What backs the chosen sentence, whose words it is, and what can be done with it. */
export function Inspector({ blocked }: { blocked: string | null }) {
  const desk = useDesk()
  const { sentences } = desk.document.state.value
  const chosen = (desk.chosen.value?.ids ?? []).flatMap(id => sentences[id] ?? [])
  const [ordering, setOrdering] = useState(false)
  const [first] = chosen
  if (!first)
    return (
      <div class="dock__body dock__body--idle">
        <p class="dock__hint">
          Put the cursor into a sentence to see what backs it, and to have it rewritten.
        </p>
      </div>
    )
  const rivals = chosen.length === 1 ? rivalsOf(desk.document.state.value, first) : null
  const ids = chosen.filter(each => !each.locked && each.text.trim() !== '').map(each => each.id)
  return (
    <div class="dock__body" tabIndex={-1}>
      <div class="dock__head">
        <p class="dock__what" aria-live="polite">
          {chosen.length === 1 ? (
            <StandingWord sentence={first} />
          ) : (
            <b>{count(chosen.length, 'sentence')} chosen</b>
          )}
        </p>
        <div class="dock__acts">
          <LockButton chosen={chosen} />
          <StandingMenu chosen={chosen} />
          <Menu
            label="Rewrite"
            trigger={
              <>
                <Icon name="pen" />
                <span class="button__words">Rewrite</span>
              </>
            }
            triggerClass="button button--plain button--small"
            items={rewriteItems()}
          />
        </div>
      </div>
      {ordering && <OwnOrder ids={ids} onDone={() => setOrdering(false)} />}
      {rivals ? <Conflict {...rivals} /> : chosen.length === 1 && <Backing sentence={first} />}
      {chosen.length === 1 && <CueField key={first.id} sentence={first} />}
      <p class="dock__aside">
        {blocked ?? <RewriteLeaves branchId={desk.document.branchId} sentenceIds={ids} />}
      </p>
    </div>
  )

  function rewriteItems(): MenuItem[] {
    if (blocked) return [{ label: blocked, act: () => {} }]
    if (ids.length === 0) return [{ label: 'It is locked, or empty: nothing to rewrite', act: () => {} }]
    return rewriteOrder.map(how => ({
      label: rewriteNames[how],
      apart: how === 'own_order',
      act: () => (how === 'own_order' ? setOrdering(true) : void desk.rewrite(ids, how, null)),
    }))
  }
}

function LockButton({ chosen }: { chosen: readonly Sentence[] }) {
  const desk = useDesk()
  const locked = chosen.every(each => each.locked)
  return (
    <Button
      small
      icon={locked ? 'unlock' : 'lock'}
      aria-pressed={locked}
      onClick={() =>
        desk.edit(chosen.map(each => ({ do: 'sentence.lock', sentenceId: each.id, locked: !locked })))
      }
    >
      {locked ? 'Unlock' : 'Lock'}
    </Button>
  )
}

const byHand = [
  { standing: 'own_knowledge', label: 'I know this myself', why: 'You said that you know this yourself.' },
  { standing: 'opinion', label: 'It is my opinion', why: 'You said that this is your opinion.' },
  { standing: 'open', label: 'Leave it open', why: 'You left this open.' },
] as const satisfies { standing: Standing; label: string; why: string }[]

/** What the creator may say of a sentence themselves: never that a source says so. */
function StandingMenu({ chosen }: { chosen: readonly Sentence[] }) {
  const desk = useDesk()
  const [sought, setSought] = useState<Sentence | null>(null)
  const only = chosen.length === 1 && chosen[0]!.text.trim() !== '' ? chosen[0]! : null
  return (
    <>
      <Menu
        label="Backed by"
        trigger={
          <>
            <span class="button__words">Backed by</span>
            <Icon name="chevron" />
          </>
        }
        triggerClass="button button--plain button--small"
        items={[
          ...(only ? [{ label: 'Find a source', act: () => setSought(only) }] : []),
          ...byHand.map(({ standing, label, why }) => ({
            label,
            chosen: chosen.every(each => each.ledger.standing === standing),
            act: () =>
              desk.setStanding(
                chosen.map(each => each.id),
                standing,
                why,
              ),
          })),
        ]}
      />
      {sought && (
        <Search
          asked={sought.text.slice(0, limits.queryChars)}
          backed={{ document: desk.document, sentenceId: sought.id }}
          onClosed={() => setSought(null)}
        />
      )}
    </>
  )
}
