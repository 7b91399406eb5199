import { useId, useState } from 'preact/hooks'
import type { Citation } from '../../../core/contract/brief.ts'
import type { OutlineBeat } from '../../../core/contract/decision.ts'
import type { BeatKind } from '../../../core/contract/script.ts'
import { beatNames } from '../../../core/script/forms/form.ts'
import { WordsField } from '../decisions/words-field.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { BeatEvidence } from './beat-evidence.tsx'
import { lengthText, secondsOf } from './length.ts'
import { beatKinds } from './planned-beats.ts'

interface BeatFormProps {
  beat: OutlineBeat
  /** Quotes that could back it. */
  pool: Citation[]
  onDone: (beat: OutlineBeat) => void
  onLeave: () => void
}

/** All that is planned of one beat. */
export function BeatForm({ beat, pool, onDone, onLeave }: BeatFormProps) {
  const id = useId()
  const [title, setTitle] = useState(beat.title)
  const [purpose, setPurpose] = useState(beat.purpose)
  const [kind, setKind] = useState(beat.kind)
  const [time, setTime] = useState(beat.seconds === 0 ? '' : lengthText(beat.seconds))
  const [evidence, setEvidence] = useState(beat.evidence)
  const seconds = secondsOf(time)
  const ready = title.trim() !== '' && seconds !== null
  return (
    <form
      class="beat-form"
      onSubmit={event => {
        event.preventDefault()
        if (ready)
          onDone({ kind, title: title.trim(), purpose: purpose.trim(), seconds: seconds ?? 0, evidence })
      }}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        event.preventDefault()
        onLeave()
      }}
    >
      <Field label="Title" value={title} maxLength={200} onText={setTitle} />
      <WordsField
        label="What it is to do for the viewer"
        rows={2}
        maxLength={1_000}
        value={purpose}
        onText={setPurpose}
      />
      <div class="beat-form__row">
        <div class="field">
          <label class="field__label" for={`${id}-kind`}>
            Kind
          </label>
          <select
            id={`${id}-kind`}
            class="field__input"
            value={kind}
            onChange={event => setKind(event.currentTarget.value as BeatKind)}
          >
            {beatKinds.map(each => (
              <option key={each} value={each} selected={each === kind}>
                {beatNames[each]}
              </option>
            ))}
          </select>
        </div>
        <Field
          label="Length"
          value={time}
          maxLength={8}
          error={seconds === null ? 'Minutes and seconds, such as 1:30.' : null}
          onText={setTime}
        />
      </div>
      <BeatEvidence evidence={evidence} pool={pool} onEvidence={setEvidence} />
      <div class="option__acts">
        <Button small type="submit" tone="primary" held={!ready}>
          Keep it
        </Button>
        <Button small tone="quiet" onClick={onLeave}>
          Leave it
        </Button>
      </div>
    </form>
  )
}
