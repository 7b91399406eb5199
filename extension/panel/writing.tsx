import type { ComponentChildren } from 'preact'
import type { Project } from '../../core/contract/project.ts'
import { usePanel } from './panel-context.ts'

/** Whether the project that is open may be changed: not where it is somebody else's, to read. Follows their word. */
export const useMayWrite = (): boolean => usePanel().world.held.value === null

/** What changes the project is there only where it may be changed. Why it is not is said once, above every stage. */
export function Writing({ children }: { children: ComponentChildren }) {
  return <>{useMayWrite() && children}</>
}

/** Whose project it is that is open, and what one may do in it; null in one's own. */
export function useShared(): NonNullable<Project['shared']> | null {
  const { projects, projectId } = usePanel().world.work.value
  return projects.find(({ id }) => id === projectId)?.shared ?? null
}
