import { useEffect, useState } from 'preact/hooks'
import type { ScriptPoint, ScriptState } from '../../../core/contract/script.ts'
import { spokenOf } from '../../../core/script/order.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { NotOpened } from '../ui/not-opened.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useAnswer } from '../use-answer.ts'
import { type Comparison, compare } from '../versions/compare.ts'
import { Difference } from '../versions/difference.tsx'
import { ago, exactly } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { Writing } from '../writing.tsx'
import { useDesk } from './desk.ts'

/** The script's named points: keep one, hold one against what is there now, go back to one. */
export function PointsSheet({ onClosed }: { onClosed: () => void }) {
  const desk = useDesk()
  const { feedback } = usePanel()
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [shown, setShown] = useState<ScriptPoint | null>(null)
  const [answer, again] = useAnswer(() => desk.document.points(), [desk])
  const keep = async () => {
    setBusy(true)
    const result = await desk.document.keepPoint(name.trim())
    setBusy(false)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    feedback.toast({ tone: 'calm', text: `“${result.value.name}” is kept` })
    setName('')
    again()
  }
  return (
    <Dialog title="Points of this script" shape="sheet" onClosed={onClosed}>
      {close => (
        <div class="points">
          <Writing>
            <form
              class="points__keep"
              onSubmit={event => {
                event.preventDefault()
                if (name.trim() && !busy) void keep()
              }}
            >
              <Field
                label="Keep the script as it is now, as"
                value={name}
                maxLength={200}
                hint="Every change is kept anyway; a point is a place to come back to."
                onText={setName}
              />
              <Button type="submit" busy={busy} held={name.trim() === ''}>
                Keep this point
              </Button>
            </form>
          </Writing>
          {answer.state === 'loading' && <Skeleton rows={2} />}
          {answer.state === 'failed' && (
            <NotOpened title="The points could not be had" failure={answer.failure} again={again} />
          )}
          {answer.state === 'there' && answer.value.length === 0 && <p>No point was kept yet.</p>}
          {answer.state === 'there' && answer.value.length > 0 && (
            <ul class="points__list">
              {answer.value.map(point => (
                <li key={point.id} class="points__one">
                  <div class="points__words">
                    <b dir="auto">{point.name}</b>
                    <span class="brief__made">
                      {point.by === 'draft' && 'kept by itself before a draft · '}
                      <time dateTime={point.at} title={exactly(point.at)}>
                        {ago(point.at, now.value)}
                      </time>
                    </span>
                  </div>
                  <Button
                    small
                    aria-pressed={shown?.id === point.id}
                    onClick={() => setShown(shown?.id === point.id ? null : point)}
                  >
                    Compare
                  </Button>
                </li>
              ))}
            </ul>
          )}
          {shown && <Compared key={shown.id} point={shown} onGone={close} />}
        </div>
      )}
    </Dialog>
  )
}

function Compared({ point, onGone }: { point: ScriptPoint; onGone: () => void }) {
  const desk = useDesk()
  const { feedback } = usePanel()
  const [answer, again] = useAnswer(() => desk.document.stateAt(point), [desk, point.id])
  const [busy, setBusy] = useState(false)
  const there = answer.state === 'there' ? answer.value : null
  const comparison = useComparison(there, desk.document.state.value)
  const goBack = async () => {
    setBusy(true)
    const result = await desk.document.goBack(point)
    setBusy(false)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    feedback.toast({ tone: 'calm', text: `Back at “${point.name}”. What was there is kept as a point.` })
    onGone()
  }
  return (
    <section class="points__compared" aria-label={`Since “${point.name}”`}>
      <div class="dock__head">
        <h3 class="theme__title">
          Since “<bdi>{point.name}</bdi>”
        </h3>
        <Writing>
          <Button small busy={busy} held={!there} onClick={() => void goBack()}>
            Go back to it
          </Button>
        </Writing>
      </div>
      {answer.state === 'failed' && (
        <NotOpened title="It could not be read" failure={answer.failure} again={again} />
      )}
      {comparison ? (
        <Difference comparison={comparison} />
      ) : (
        answer.state !== 'failed' && <Skeleton rows={3} />
      )}
    </section>
  )
}

/** What became of the words since then. */
function useComparison(then: ScriptState | null, current: ScriptState): Comparison | null {
  const [comparison, setComparison] = useState<Comparison | null>(null)
  useEffect(() => {
    if (!then) return
    let wanted = true
    const pause = () => new Promise<void>(resolve => setTimeout(resolve))
    void compare(byLines(then), byLines(current), pause).then(made => {
      if (wanted) setComparison(made)
    })
    return () => {
      wanted = false
    }
  }, [then, current])
  return comparison
}

/** A sentence a line: so a difference is told in it, and not in its whole beat. */
const byLines = (state: ScriptState) =>
  spokenOf(state)
    .map(each => each.text.trim())
    .filter(Boolean)
    .join('\n')
