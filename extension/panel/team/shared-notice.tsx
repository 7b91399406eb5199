import { usePanel } from '../panel-context.ts'
import { Notice } from '../ui/notice.tsx'
import { useShared } from '../writing.tsx'

/** Whose project it is, where it is somebody else's, and what one may do in it. */
export function SharedNotice() {
  const { world } = usePanel()
  const shared = useShared()
  if (!shared) return null
  const held = world.held.value
  return (
    <Notice
      tone="calm"
      title={
        held === null ? `You work in a project of ${shared.owner}` : `A project of ${shared.owner}, to read`
      }
    >
      <p>{held ?? 'What you change is changed for everybody in it, and the model is paid by its owner.'}</p>
    </Notice>
  )
}
