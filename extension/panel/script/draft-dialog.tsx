import { useState } from 'preact/hooks'
import type { Beat } from '../../../core/contract/script.ts'
import { isFree } from '../../../core/script/apply.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { count } from '../words/numbers.ts'
import { useDesk } from './desk.ts'
import { DraftLeaves } from './writing-leaves.tsx'

interface DraftDialogProps {
  /** null: all that have no sentence. */
  beats: Beat[] | null
  blocked: string | null
  onClosed: () => void
}

/** Before beats are drafted: what is wished for, what stays as it is, and what leaves the computer. */
export function DraftDialog({ beats, blocked, onClosed }: DraftDialogProps) {
  const desk = useDesk()
  const { feedback } = usePanel()
  const [wish, setWish] = useState('')
  const [busy, setBusy] = useState(false)
  const rows = desk.rows.value
  const meant = beats
    ? rows.filter(row => beats.some(beat => beat.id === row.beat.id))
    : rows.filter(row => row.sentences.length === 0)
  const kept = meant.flatMap(row => row.sentences).filter(each => !isFree(each)).length
  const title =
    beats?.length === 1 ? `Draft “${beats[0]!.title}”` : `Draft ${count(meant.length, 'empty beat')}`
  const draft = async (close: () => void) => {
    setBusy(true)
    const result = await desk.document.draft(beats?.map(beat => beat.id) ?? null, wish.trim() || null)
    setBusy(false)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    feedback.say('Drafting')
    close()
  }
  return (
    <Dialog title={title} onClosed={onClosed}>
      {close => (
        <form
          class="script-form"
          onSubmit={event => {
            event.preventDefault()
            if (!busy && !blocked && meant.length > 0) void draft(close)
          }}
        >
          <Field
            label="What do you wish of it?"
            value={wish}
            maxLength={1_000}
            hint="May stay empty."
            onText={setWish}
          />
          <p class="script-form__words">
            {kept > 0
              ? `${count(kept, 'sentence')} that you wrote, changed or locked ${kept === 1 ? 'stays as it is' : 'stay as they are'}, to the letter. The rest is written anew.`
              : 'What you write, change or lock is never written over.'}
          </p>
          <p class="script-form__aside">
            {blocked ?? <DraftLeaves beatIds={beats?.map(beat => beat.id) ?? null} wish={wish.trim()} />}
          </p>
          <div class="dialog__acts">
            <Button tone="quiet" onClick={close}>
              Cancel
            </Button>
            <Button
              tone="primary"
              icon="pen"
              type="submit"
              busy={busy}
              held={blocked !== null || meant.length === 0}
            >
              Draft
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
