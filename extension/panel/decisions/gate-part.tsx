import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Content, Decision } from '../../../core/contract/decision.ts'
import { isOver } from '../../../core/contract/run-state.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { count } from '../words/numbers.ts'
import { Making } from '../work/making.tsx'
import { useMayWrite, Writing } from '../writing.tsx'
import { AskOthers } from './ask-others.tsx'
import { decideOn } from './decide-on.ts'
import type { Decisions, DecisionsWorld } from './decisions-world.ts'
import { GateDialog, type Opened } from './gate-dialog.tsx'
import type { GateSetup } from './gate-setup.ts'
import { gateWords, openBranch } from './gate-words.ts'
import { namedOffers, namedOptions } from './named-options.ts'
import { OfferPart } from './offer-part.tsx'
import { gateRun, whyNot } from './readiness-of-gate.ts'
import { Suggest } from './suggest.tsx'

interface GatePartProps<Value> {
  setup: GateSetup<Value>
  acts: DecisionsWorld
  known: Decisions
  /** What it is for, before anything was offered. */
  teach: ComponentChildren
  /** What stands, once it is decided. */
  decided: ComponentChildren
  /** More that can be taken: what was accepted in the conversation. */
  extra?: (take: (value: Value) => void, held: boolean) => ComponentChildren
  /** The first decision here was taken: on to what comes next. */
  onDecided: () => void
}

/** One of the three decisions: what was offered, taken as it is, changed, mixed, or the creator's own. */
export function GatePart<Value>(props: GatePartProps<Value>) {
  const { setup, acts, known, teach, decided, extra, onDecided } = props
  const { world, feedback } = usePanel()
  const mayWrite = useMayWrite()
  /** What was pressed and goes on: an option's id, or a word. */
  const [busy, setBusy] = useState<string | null>(null)
  const [opened, setOpened] = useState<Opened<Value> | null>(null)
  const { gate } = setup
  const { name } = gateWords[gate]
  const work = world.work.value
  const connection = world.connection.value
  const standing = openBranch(known.ways)?.[gate] ?? null
  const offers = namedOffers(known.offers.filter(offer => offer.gate === gate))
  const options = namedOptions(offers)
  const run = gateRun(gate, work, offers[0]?.offer ?? null)
  const going = run !== null && !isOver(run.state)
  const blocked = whyNot(gate, work, connection)
  const away = connection.state !== 'online'
  const held = away || (busy !== null && busy !== 'offer')

  const decide = async (pressed: string, how: Decision['how'], optionIds: string[], content: Content) => {
    setBusy(pressed)
    const result = await decideOn(acts, { how, optionIds, content })
    setBusy(null)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    setOpened(null)
    if (result.value) feedback.toast({ tone: 'calm', text: result.value })
    else feedback.say(`The ${name} is decided`)
    if (!standing) onDecided()
  }
  const ask = async (wish: string | null) => {
    setBusy('offer')
    const result = await acts.offer(gate, wish)
    setBusy(null)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    feedback.say(`Looking for three ${name}s`)
  }
  const suggest = (primary: boolean) => (
    <Writing>
      <Suggest
        gate={gate}
        blocked={blocked}
        busy={busy === 'offer'}
        primary={primary}
        onAsk={() => void ask(null)}
      />
    </Writing>
  )
  const offered = (
    <>
      <OfferPart
        setup={setup}
        offers={offers}
        chosenIds={standing?.optionIds ?? []}
        busyId={busy}
        held={held}
        onTake={option => void decide(option.id, 'taken', [option.id], option.content)}
        onChange={option => {
          const value = setup.read(option.content)
          if (value !== null) setOpened({ what: 'change', option, value })
        }}
      />
      {extra?.(value => void decide('extra', 'own', [], setup.write(value)), held)}
      <Writing>
        <div class="gate__ways">
          {options.length > 1 && (
            <Button small held={away} onClick={() => setOpened({ what: 'mix' })}>
              Mix them…
            </Button>
          )}
          <Button
            small
            tone={options.length > 0 ? 'plain' : 'quiet'}
            icon="pen"
            held={away}
            onClick={() => setOpened({ what: 'own' })}
          >
            Write your own…
          </Button>
        </div>
        {offers.length > 0 && !going && (
          <AskOthers gate={gate} busy={busy === 'offer'} blocked={blocked} onAsk={wish => void ask(wish)} />
        )}
      </Writing>
    </>
  )
  return (
    <>
      {run && <Making made={gate} run={run} onMake={blocked ? null : () => void ask(null)} />}
      {standing && (
        <>
          {decided}
          {(mayWrite || options.length > 0) && (
            <details class="more gate__offered">
              <summary>{options.length > 0 ? count(options.length, 'option') : `Another ${name}`}</summary>
              <div class="offers">
                {offers.length === 0 && !going && suggest(false)}
                {offered}
              </div>
            </details>
          )}
        </>
      )}
      {!standing && offers.length === 0 && !going && (
        <div class="teach">
          {mayWrite ? teach : <p>No {name} was offered or decided yet. What will be shows here.</p>}
          {suggest(true)}
        </div>
      )}
      {!standing && offered}
      {opened && (
        <GateDialog
          setup={setup}
          opened={opened}
          options={options}
          busy={busy !== null}
          onDecide={(how, ids, content) => void decide('form', how, ids, content)}
          onClosed={() => setOpened(null)}
        />
      )}
    </>
  )
}
