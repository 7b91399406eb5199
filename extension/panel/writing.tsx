import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Project } from '../../core/contract/project.ts'
import { usePanel } from './panel-context.ts'

const OnlyReadHere = createContext(false)
/** What is only read though its project may be changed, with all that stands in it. */
export const OnlyRead = OnlyReadHere.Provider

/** Whether the project that is open may be changed: not where it is somebody else's, to read. Follows their word. */
export function useMayWrite(): boolean {
  const onlyRead = useContext(OnlyReadHere)
  return usePanel().world.held.value === null && !onlyRead
}

/** What changes the project is there only where it may be changed. Why it is not is said once, above every stage. */
export function Writing({ children }: { children: ComponentChildren }) {
  return <>{useMayWrite() && children}</>
}

/** Whose project it is that is open, and what one may do in it; null in one's own. */
export function useShared(): NonNullable<Project['shared']> | null {
  const { projects, projectId } = usePanel().world.work.value
  return projects.find(({ id }) => id === projectId)?.shared ?? null
}
