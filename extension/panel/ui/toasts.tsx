import { useEffect, useRef } from 'preact/hooks'
import type { Toast } from '../feedback.ts'
import { usePanel } from '../panel-context.ts'
import { Button, IconButton } from './button.tsx'

/** Long enough to read it and reach its button; the clock stops while it is pointed at or focused. */
const shownMs = 8_000

/** The place for what is said in passing: the panel's own, or that of the dialog above it (`shown`). The regions are there from the start, or nobody would hear them. */
export function Toasts({ shown = true }: { shown?: boolean }) {
  const { feedback } = usePanel()
  return (
    <>
      <section class="toasts" aria-label="Messages" aria-live="polite">
        {shown &&
          feedback.toasts.value.map(toast => (
            <ToastRow key={toast.id} toast={toast} onDone={() => feedback.dismiss(toast.id)} />
          ))}
      </section>
      <p class="unseen" role="status">
        {shown && feedback.spoken.value}
      </p>
    </>
  )
}

function ToastRow({ toast, onDone }: { toast: Toast; onDone: () => void }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const done = useRef(onDone)
  done.current = onDone
  const stop = () => clearTimeout(timer.current)
  const start = () => {
    stop()
    timer.current = setTimeout(() => done.current(), shownMs)
  }
  useEffect(() => {
    start()
    return stop
  }, [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only stops its clock
    <div
      class={`toast toast--${toast.tone}`}
      onMouseEnter={stop}
      onMouseLeave={start}
      onFocusIn={stop}
      onFocusOut={start}
    >
      <p class="toast__text" dir="auto">
        {toast.text}
      </p>
      {toast.undo && (
        <Button
          small
          tone="quiet"
          onClick={() => {
            toast.undo?.()
            onDone()
          }}
        >
          Undo
        </Button>
      )}
      <IconButton icon="close" label="Dismiss" onClick={onDone} />
    </div>
  )
}
