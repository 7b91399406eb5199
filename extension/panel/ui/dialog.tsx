import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { IconButton } from './button.tsx'
import { openDialogs, openedDialog } from './open-dialogs.ts'
import { Toasts } from './toasts.tsx'

interface DialogProps {
  title: string
  /** sheet: fills the panel, for reading. */
  shape?: 'box' | 'sheet'
  /** Called once it is closed, by whatever way; the focus is back where it was. */
  onClosed: () => void
  children: (close: () => void) => ComponentChildren
}

/** The platform's modal dialog. Mount it to open it; it asks to be unmounted by `onClosed`. */
export function Dialog({ title, shape = 'box', onClosed, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  const close = () => dialog.current?.close()
  useLayoutEffect(() => {
    // A dialog that has left the document cannot give the focus back: it is closed first, then unmounted.
    dialog.current?.showModal()
    return openedDialog(heading)
  }, [])
  return (
    <dialog ref={dialog} class={`dialog dialog--${shape}`} aria-labelledby={heading} onClose={onClosed}>
      <div class="dialog__head">
        <h2 id={heading} class="dialog__title" dir="auto">
          {title}
        </h2>
        <IconButton icon="close" label="Close" onClick={close} />
      </div>
      {children(close)}
      <Toasts shown={openDialogs.value.at(-1) === heading} />
    </dialog>
  )
}
