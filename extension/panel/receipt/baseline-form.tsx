import { useState } from 'preact/hooks'
import { Baseline } from '../../../core/contract/receipt-of-time.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { hoursWords, minutesOf } from './receipt-words.ts'
import type { ReceiptWorld } from './receipt-world.ts'

interface BaselineFormProps {
  receipt: ReceiptWorld
  before: Baseline | null
  onSaved: () => void
  onClosed: () => void
}

const NO_TIME = 'Give hours as a number, such as 4 or 4.5, and more than none in all.'

/** How long it took before, in the creator's own words. */
export function BaselineForm({ receipt, before, onSaved, onClosed }: BaselineFormProps) {
  const { feedback } = usePanel()
  const [research, setResearch] = useState(before ? hoursWords(before.researchMinutes) : '')
  const [script, setScript] = useState(before ? hoursWords(before.scriptMinutes) : '')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const keep = async (baseline: Baseline | null) => {
    setBusy(true)
    const answer = await receipt.setBaseline(baseline)
    setBusy(false)
    if (!answer.ok) return setError(answer.error.message)
    feedback.say(baseline ? 'Kept' : 'Taken back')
    onSaved()
  }
  return (
    <form
      class="time__form"
      onSubmit={event => {
        event.preventDefault()
        if (busy) return
        const said = { researchMinutes: minutesOf(research), scriptMinutes: minutesOf(script) }
        const parsed = Baseline.safeParse(said)
        if (parsed.success) void keep(parsed.data)
        else setError(NO_TIME)
      }}
    >
      <h3 class="time__question">How long did your last video’s research and script take?</h3>
      <p class="time__aside">Hours of work, as you remember them. This project is held against it.</p>
      <div class="time__fields">
        <Field label="Research, in hours" value={research} onText={setResearch} />
        <Field label="Script, in hours" value={script} onText={setScript} />
      </div>
      <p class="field__error" role="alert">
        {error}
      </p>
      <div class="time__acts">
        <Button small tone="primary" type="submit" busy={busy}>
          Keep it
        </Button>
        {before && (
          <Button small held={busy} onClick={() => void keep(null)}>
            Take it back
          </Button>
        )}
        <Button small tone="quiet" held={busy} onClick={onClosed}>
          {before ? 'Cancel' : 'Not now'}
        </Button>
      </div>
    </form>
  )
}
