import { useState } from 'preact/hooks'
import type { Angle, Decision } from '../../../core/contract/decision.ts'
import { changedHow, decideOn } from '../decisions/decide-on.ts'
import type { DecisionsWorld } from '../decisions/decisions-world.ts'
import { howWords } from '../decisions/gate-words.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { exactly, onDay } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { Writing } from '../writing.tsx'
import { AngleBody } from './angle-body.tsx'
import { AngleForm } from './angle-form.tsx'

interface AngleDecidedProps {
  acts: DecisionsWorld
  decision: Decision
  angle: Angle
  onNext: () => void
}

/** The angle that stands, and the way on. */
export function AngleDecided({ acts, decision, angle, onNext }: AngleDecidedProps) {
  const { world, feedback } = usePanel()
  const [changing, setChanging] = useState(false)
  const [busy, setBusy] = useState(false)
  const away = world.connection.value.state !== 'online'
  const change = async (changed: Angle) => {
    setBusy(true)
    const { optionIds } = decision
    const content = { gate: 'angle' as const, angle: changed }
    const result = await decideOn(acts, { how: changedHow(optionIds), optionIds, content })
    setBusy(false)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    setChanging(false)
    if (result.value) feedback.toast({ tone: 'calm', text: result.value })
  }
  return (
    <article class="decided" aria-label="Your angle">
      <p class="option__name">
        Your angle · {howWords[decision.how]},{' '}
        <time dateTime={decision.at} title={exactly(decision.at)}>
          {onDay(decision.at, now.value)}
        </time>
      </p>
      <h3 class="decided__title" dir="auto">
        {angle.title}
      </h3>
      <AngleBody value={angle} />
      <div class="option__acts">
        <Button tone="primary" icon="next" onClick={onNext}>
          On to the outline
        </Button>
        <Writing>
          <Button small icon="pen" held={away} onClick={() => setChanging(true)}>
            Change it
          </Button>
        </Writing>
      </div>
      {changing && (
        <Dialog title="Change your angle" shape="sheet" onClosed={() => setChanging(false)}>
          {close => (
            <AngleForm value={angle} busy={busy} onDone={value => void change(value)} onLeave={close} />
          )}
        </Dialog>
      )}
    </article>
  )
}
