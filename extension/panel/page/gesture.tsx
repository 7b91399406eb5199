import { usePanel } from '../panel-context.ts'

/** The gesture that clips without any question from the browser: the shortcut, or the toolbar icon. */
export function Gesture() {
  const shortcut = usePanel().world.shortcut.value
  return shortcut ? (
    <>
      <kbd>{shortcut}</kbd> or Ownwords’ icon in the toolbar
    </>
  ) : (
    <>Ownwords’ icon in the toolbar</>
  )
}
