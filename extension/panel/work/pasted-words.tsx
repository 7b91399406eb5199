import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Source } from '../../../core/contract/source.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'

/** A place to paste a video's transcript, as plain words or in any caption format. What was pasted stays until it is taken. */
export function PastedWords({ source, close }: { source: Source; close: () => void }) {
  const { world, feedback } = usePanel()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => field.current?.focus(), [])

  async function take(): Promise<void> {
    // Read from the field, not kept at each key: a transcript may be of many pages.
    const text = field.current?.value ?? ''
    setBusy(true)
    setError(null)
    const result = await world.addCaptions(source.id, text)
    setBusy(false)
    if (!result.ok) {
      setError(result.error.message)
      field.current?.focus()
      return
    }
    feedback.toast({ tone: 'calm', text: `The words of “${source.title}” came from what you pasted` })
    close()
  }

  return (
    <form
      class="pasted"
      onSubmit={event => {
        event.preventDefault()
        if (!busy) void take()
      }}
    >
      <label class="pasted__label" for={id}>
        Transcript of this video, with or without times
      </label>
      <textarea
        ref={field}
        id={id}
        class="field__input pasted__field"
        dir="auto"
        rows={4}
        spellcheck={false}
        aria-describedby={error ? `${id}-error` : undefined}
        aria-invalid={error ? 'true' : undefined}
        onKeyDown={event => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          close()
        }}
      />
      <p id={`${id}-error`} class="field__error" role="alert">
        {error}
      </p>
      <div class="captions">
        <Button small type="submit" tone="primary" busy={busy}>
          Add these words
        </Button>
        <Button small tone="quiet" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
