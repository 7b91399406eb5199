import { useId, useState } from 'preact/hooks'
import type { VoiceEdit } from '../../../core/contract/voice.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { figureIn, figureWritten, measuredWritten } from './edits.ts'
import { figure, unitWords } from './trait-words.ts'
import { type Editable, useVoice } from './use-voice.ts'

const noteChars = 500

/** The creator's own figure and what they have to say of it. */
export function EditDialog({
  thing,
  edit,
  measured,
  onClosed,
}: {
  thing: Editable
  edit: VoiceEdit
  measured: number
  onClosed: () => void
}) {
  const voice = useVoice()
  const unit = thing.unit ?? 'score'
  const [written, setWritten] = useState(
    edit.value === null ? measuredWritten(measured, unit) : figureWritten(edit.value, unit),
  )
  const [note, setNote] = useState(edit.note ?? '')
  const [locked, setLocked] = useState(edit.locked)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const noteId = useId()
  const untouched = written.trim() === measuredWritten(measured, unit)
  return (
    <Dialog title={thing.name} onClosed={onClosed}>
      {close => (
        <form
          class="voice-form"
          onSubmit={async event => {
            event.preventDefault()
            if (busy) return
            const value = untouched ? null : figureIn(written, unit)
            if (!untouched && value === null)
              return setError(
                unit === 'share'
                  ? 'Write a number from 0 to 100: how often of 100 times.'
                  : 'Write a number, such as 2.1.',
              )
            setBusy(true)
            await voice.edit(thing, { value, note: note.trim() || null, locked })
            close()
          }}
        >
          <Field
            label={`Figure${unitWords(unit) && `, ${unitWords(unit)}`}`}
            value={written}
            maxLength={12}
            hint={`Measured: ${figure(measured, unit)}. Your own figure is what a writer is given.`}
            error={error}
            onText={text => {
              setWritten(text)
              setError(null)
            }}
          />
          {!untouched && (
            <Button
              small
              tone="quiet"
              icon="retry"
              onClick={() => setWritten(measuredWritten(measured, unit))}
            >
              As measured
            </Button>
          )}
          <div class="field">
            <label class="field__label" for={noteId}>
              Note
            </label>
            <textarea
              id={noteId}
              class="field__input voice-form__note"
              rows={3}
              maxLength={noteChars}
              dir="auto"
              value={note}
              onInput={event => setNote(event.currentTarget.value)}
            />
          </div>
          <label class="voice-check">
            <input
              type="checkbox"
              checked={locked}
              onChange={event => setLocked(event.currentTarget.checked)}
            />
            Keep it over new measurings
          </label>
          <div class="dialog__acts">
            <Button tone="quiet" onClick={close}>
              Cancel
            </Button>
            <Button tone="primary" type="submit" busy={busy}>
              Save
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
