import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Result } from '../../../core/contract/result.ts'
import type { Failure } from '../world.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

interface ConfirmProps {
  /** The question. */
  title: string
  /** What its two buttons say: to leave everything as it is, and to do it. */
  keep: string
  act: string
  /** Does it. Where it fails the dialog stays and says why. */
  onAct: () => Promise<Result<unknown, Failure>>
  onDone?: () => void
  onClosed: () => void
  /** What goes with it. */
  children: ComponentChildren
}

/** Asks before what cannot be taken back. */
export function Confirm({ title, keep, act, onAct, onDone, onClosed, children }: ConfirmProps) {
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  return (
    <Dialog title={title} onClosed={onClosed}>
      {close => (
        <>
          {children}
          <p class="field__error" role="alert">
            {error}
          </p>
          <div class="dialog__acts">
            <Button tone="quiet" onClick={close}>
              {keep}
            </Button>
            <Button
              tone="danger"
              busy={busy}
              onClick={async () => {
                setBusy(true)
                const result = await onAct()
                setBusy(false)
                if (!result.ok) return setError(result.error.message)
                close()
                onDone?.()
              }}
            >
              {act}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}
