import type { Brief } from '../../core/contract/brief.ts'
import type { Findings } from '../../core/contract/findings.ts'
import type { Project } from '../../core/contract/project.ts'
import type { Run } from '../../core/contract/run.ts'
import type { Source } from '../../core/contract/source.ts'
import { isSending } from '../outbox/clips.ts'
import type { ClipEntry, Operation } from '../outbox/database.ts'
import type { Work } from '../panel/world.ts'

/** What the server said last, and what waits on this computer to be said to it. */
export interface Known {
  projectId: string
  projects: Project[]
  sources: Source[]
  brief: Brief | null
  findings: Findings | null
  runs: Run[]
  clips: ClipEntry[]
  operations: Operation[]
  loading: boolean
}

/** The work as the creator sees it: as it will be once everything that waits has arrived. */
export function project(known: Known, now: number): Work {
  const { projectId, operations, clips, runs, brief, findings, loading } = known
  const waiting = clips.filter(clip => clip.projectId === projectId)
  const waitingIds = new Set(waiting.map(clip => clip.id))
  const deleted = new Set(operations.filter(each => each.kind === 'source.delete').map(each => each.id))
  const tags = new Map(
    operations.filter(each => each.kind === 'source.tags').map(each => [each.id, each.tags]),
  )
  const stored = known.sources.filter(source => !waitingIds.has(source.id) && !deleted.has(source.id))
  return {
    projects: projectsOf(known.projects, operations),
    projectId,
    sources: [...waiting.map(clip => clip.source), ...stored]
      .map(source => ({ ...source, tags: tags.get(source.id) ?? source.tags }))
      .sort((a, b) => (a.capturedAt < b.capturedAt ? 1 : a.capturedAt > b.capturedAt ? -1 : 0)),
    waiting: waiting.map(clip => ({
      source: clip.source,
      state: clip.state === 'refused' ? 'refused' : isSending(clip, now) ? 'sending' : 'waiting',
      why: clip.why,
    })),
    runs,
    brief,
    findings,
    loading,
  }
}

export function projectsOf(stored: Project[], operations: Operation[]): Project[] {
  const titles = new Map<string, Operation>()
  const deleted = new Set<string>()
  for (const each of operations) {
    if (each.kind === 'project.put') titles.set(each.id, each)
    if (each.kind === 'project.delete') deleted.add(each.id)
  }
  const made = [...titles.values()]
    .filter(each => !stored.some(known => known.id === each.id))
    .map(each => {
      const at = new Date(each.savedAt).toISOString()
      return { id: each.id, title: each.title ?? '', createdAt: at, updatedAt: at, sources: 0 }
    })
  return [...made, ...stored]
    .filter(each => !deleted.has(each.id))
    .map(each => ({ ...each, title: titles.get(each.id)?.title ?? each.title }))
}
