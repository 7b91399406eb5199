import '../research/research.css'
import { useState } from 'preact/hooks'
import type { Branch, Gate, Ways } from '../../../core/contract/decision.ts'
import { ok, type Result } from '../../../core/contract/result.ts'
import { Dialog } from '../ui/dialog.tsx'
import { NotOpened } from '../ui/not-opened.tsx'
import { useAnswer } from '../use-answer.ts'
import { type Comparison, compare } from '../versions/compare.ts'
import { Difference } from '../versions/difference.tsx'
import type { Failure } from '../world.ts'
import { linesOf, titleOf } from './content-text.ts'
import type { DecisionsWorld } from './decisions-world.ts'
import { gates, gateWords } from './gate-words.ts'
import { scriptText } from './script-text.ts'

interface CompareSheetProps {
  acts: DecisionsWorld
  ways: Ways
  onClosed: () => void
}

/** Two ways that the video may go: their decisions side by side, their scripts word by word. */
export function CompareSheet({ acts, ways, onClosed }: CompareSheetProps) {
  const { branches, openId } = ways
  const other = branches.findLast(each => each.id !== openId) ?? branches[0]!
  const [ids, setIds] = useState({ from: other.id, to: openId })
  const of = (id: string) => branches.find(each => each.id === id) ?? branches[0]!
  const [from, to] = [of(ids.from), of(ids.to)]
  return (
    <Dialog title="Compare two ways" shape="sheet" onClosed={onClosed}>
      {() => (
        <div class="versions">
          <div class="versions__choice">
            <Choice
              label="From"
              branches={branches}
              chosen={from}
              choose={id => setIds({ ...ids, from: id })}
            />
            <Choice label="To" branches={branches} chosen={to} choose={id => setIds({ ...ids, to: id })} />
          </div>
          {from.id === to.id ? (
            <p class="versions__aside">Choose two that are not the same.</p>
          ) : (
            <>
              {gates.map(gate => (
                <Beside key={gate} gate={gate} from={from} to={to} />
              ))}
              <section class="beside" aria-label="Their scripts">
                <h3 class="beside__gate">Script</h3>
                <Scripts key={`${from.id} ${to.id}`} acts={acts} from={from.id} to={to.id} />
              </section>
            </>
          )}
        </div>
      )}
    </Dialog>
  )
}

interface ChoiceProps {
  label: string
  branches: Branch[]
  chosen: Branch
  choose: (id: string) => void
}

function Choice({ label, branches, chosen, choose }: ChoiceProps) {
  return (
    <label class="versions__label">
      <span>{label}</span>
      <select
        class="versions__select"
        value={chosen.id}
        onChange={event => choose(event.currentTarget.value)}
      >
        {branches.map(each => (
          <option key={each.id} value={each.id} selected={each.id === chosen.id}>
            {each.name}
          </option>
        ))}
      </select>
    </label>
  )
}

function Beside({ gate, from, to }: { gate: Gate; from: Branch; to: Branch }) {
  const [a, b] = [from[gate], to[gate]]
  const { Name } = gateWords[gate]
  const same = a !== null && b !== null && linesOf(a.content).join('\n') === linesOf(b.content).join('\n')
  return (
    <section class="beside" aria-label={Name}>
      <h3 class="beside__gate">{Name}</h3>
      {same ? (
        <p class="beside__same" dir="auto">
          The same: {titleOf(a.content)}
        </p>
      ) : (
        <div class="beside__sides">
          {[
            { way: from, decision: a },
            { way: to, decision: b },
          ].map(({ way, decision }) => (
            <div key={way.id} class="side">
              <p class="side__count">
                <bdi>{way.name}</bdi>
              </p>
              {decision ? (
                linesOf(decision.content).map((line, at) => (
                  <p key={`${at} ${line}`} class={at === 0 ? 'side__says' : 'beside__line'} dir="auto">
                    {line}
                  </p>
                ))
              ) : (
                <p class="beside__line">Not decided</p>
              )}
            </div>
          ))}
        </div>
      )}
    </section>
  )
}

function Scripts({ acts, from, to }: { acts: DecisionsWorld; from: string; to: string }) {
  const [compared, again] = useAnswer(compareScripts, [from, to])
  async function compareScripts(): Promise<Result<Comparison, Failure>> {
    const [before, after] = await Promise.all([acts.scriptOf(from), acts.scriptOf(to)])
    if (!before.ok) return before
    if (!after.ok) return after
    const pause = () => new Promise<void>(resolve => setTimeout(resolve))
    return ok(await compare(scriptText(before.value), scriptText(after.value), pause))
  }
  if (compared.state === 'loading') return <p role="status">Comparing…</p>
  if (compared.state === 'failed')
    return <NotOpened title="The scripts could not be compared" failure={compared.failure} again={again} />
  return <Difference comparison={compared.value} />
}
