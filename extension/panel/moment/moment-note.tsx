import { useEffect, useRef, useState } from 'preact/hooks'
import { limits } from '../../../core/contract/limits.ts'
import type { Source } from '../../../core/contract/source.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Writing } from '../writing.tsx'

/** What the creator wrote to a moment, and the line to write it in. */
export function MomentNote({ source }: { source: Pick<Source, 'id' | 'title' | 'moment'> }) {
  const { world, feedback } = usePanel()
  const [kept, setKept] = useState(source.moment?.note ?? '')
  const [draft, setDraft] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const opener = useRef<HTMLDivElement>(null)
  // News of it from the server, or from the card in the player: what is being typed here stays.
  useEffect(() => setKept(source.moment?.note ?? ''), [source.moment?.note])
  const writing = draft !== null
  useEffect(() => {
    field.current?.focus()
  }, [writing])

  const close = () => {
    setDraft(null)
    requestAnimationFrame(() => opener.current?.querySelector('button')?.focus())
  }
  const save = async () => {
    const note = (draft ?? '').trim()
    if (busy) return
    if (note === kept) return close()
    setBusy(true)
    const result = await world.moments.setNote(source.id, note)
    setBusy(false)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    setKept(note)
    feedback.say(note ? 'Note saved' : 'Note removed')
    close()
  }

  if (draft === null)
    return (
      <div class="moment-note" ref={opener}>
        {kept && (
          <p class="moment-note__words" dir="auto">
            {kept}
          </p>
        )}
        <Writing>
          <button
            type="button"
            class="word-button"
            aria-label={kept ? `Edit the note: ${kept}` : `Add a note to ${source.title}`}
            onClick={() => setDraft(kept)}
          >
            {kept ? 'Edit' : 'Add a note'}
          </button>
        </Writing>
      </div>
    )
  return (
    <form
      class="moment-note moment-note--open"
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <textarea
        ref={field}
        class="moment-note__field"
        aria-label={`Note on ${source.title}`}
        dir="auto"
        rows={2}
        maxLength={limits.noteChars}
        value={draft}
        onInput={event => setDraft(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
            event.preventDefault()
            void save()
          } else if (event.key === 'Escape') {
            // The sheet that it may stand in stays open.
            event.preventDefault()
            event.stopPropagation()
            close()
          }
        }}
      />
      <div class="moment-note__acts">
        <Button small tone="primary" busy={busy} onClick={() => void save()}>
          Save note
        </Button>
        <Button small tone="quiet" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
