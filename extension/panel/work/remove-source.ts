import type { Source } from '../../../core/contract/source.ts'
import type { PanelContext } from '../panel-context.ts'

export interface RemoveSteps {
  /** It is gone, and nothing is said of it yet. */
  removed?: () => void
  /** The creator took the removal back. */
  restored?: () => void
}

/** Removes a source and offers to take that back; what fails is said and changes nothing. */
export async function removeSource(
  source: Source,
  { world, feedback }: Pick<PanelContext, 'world' | 'feedback'>,
  { removed, restored }: RemoveSteps = {},
): Promise<void> {
  const result = await world.removeSource(source.id)
  if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
  removed?.()
  feedback.toast({
    tone: 'calm',
    text: `Removed “${source.title}”`,
    undo: async () => {
      const back = await world.restoreSource(source.id)
      if (!back.ok) feedback.toast({ tone: 'bad', text: back.error.message })
      else restored?.()
    },
  })
}
