import { usePanel } from '../panel-context.ts'

/** Beside a video that is watched: the key that keeps a place in it, which works without this panel, too. */
export function MomentHint() {
  const { world } = usePanel()
  const keys = world.moments.shortcut.value
  if (!keys) return null
  return (
    <p class="moment-hint">
      <kbd>{keys}</kbd> in the video clips the moment
    </p>
  )
}
