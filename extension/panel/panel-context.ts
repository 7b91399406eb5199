import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Feedback } from './feedback.ts'
import type { ClipAttempts } from './page/attempt.ts'
import type { World } from './world.ts'

/** What every part of the panel may use. Made once by <Panel>. */
export interface PanelContext {
  world: World
  feedback: Feedback
  attempts: ClipAttempts
  /** tab: the same in a tab of its own, where there is room beside the work. */
  place: 'panel' | 'tab'
}

export const Context = createContext<PanelContext | null>(null)

export function usePanel(): PanelContext {
  const panel = useContext(Context)
  if (!panel) throw new Error('usePanel outside of <Panel>')
  return panel
}
