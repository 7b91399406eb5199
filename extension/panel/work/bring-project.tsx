import { useRef, useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { Failure } from '../world.ts'

/** A project comes out of the folder that it was saved as: by itself, or beside the one that it was saved of. */
export function BringProject({ onClosed }: { onClosed: () => void }) {
  const { world, feedback } = usePanel()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [error, setError] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const isThere = error?.code === 'conflict'
  const bring = async (from: File, asNew: boolean, close: () => void) => {
    setBusy(true)
    setError(null)
    const result = await world.exports.bring(from, asNew)
    setBusy(false)
    if (!result.ok) return setError(result.error)
    close()
    feedback.toast({ tone: 'calm', text: `“${result.value.title}” is here. Its sources are being read.` })
  }
  return (
    <Dialog title="Bring a project in" onClosed={onClosed}>
      {close => (
        <>
          <p>Choose the file that “Save the whole project” made. All of it comes in, or nothing.</p>
          <p class="field__error" role="alert">
            {error?.message}
          </p>
          <div class="dialog__acts">
            <Button tone="quiet" onClick={close}>
              Cancel
            </Button>
            {isThere && file && (
              <Button busy={busy} onClick={() => void bring(file, true, close)}>
                Bring it in as a new one
              </Button>
            )}
            <Button tone="primary" icon="file" busy={busy} onClick={() => input.current?.click()}>
              Choose a file
            </Button>
          </div>
          <input
            ref={input}
            type="file"
            hidden
            accept=".zip,application/zip"
            aria-label="The zipped folder of a project"
            onChange={event => {
              const chosen = event.currentTarget.files?.[0]
              event.currentTarget.value = ''
              if (!chosen) return
              setFile(chosen)
              void bring(chosen, false, close)
            }}
          />
        </>
      )}
    </Dialog>
  )
}
