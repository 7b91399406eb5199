import type { Brief } from '../../../core/contract/brief.ts'
import type { Run } from '../../../core/contract/run.ts'
import { isOver } from '../../../core/contract/run-state.ts'
import type { Source } from '../../../core/contract/source.ts'
import type { Connection, Work } from '../world.ts'

/** What can be said about building a brief now. */
export interface Readiness {
  /** Sources that the server has read in and that have words. */
  ready: Source[]
  /** Sources that are on their way there. */
  coming: number
  /** The brief's own work that goes on, or that came to nothing since the brief that is shown. */
  run: Run | null
  /** What changed in the sources since the brief; null when it is current or there is none. */
  stale: { added: number; removed: number } | null
  /** Why it cannot be built now, in words; null when it can. */
  blocked: string | null
}

export function readiness(work: Work, connection: Connection): Readiness {
  const ready = work.sources.filter(source => source.state === 'ready' && source.passages > 0)
  const refused = new Set(work.waiting.filter(clip => clip.state === 'refused').map(clip => clip.source.id))
  const waiting = new Set(work.waiting.map(clip => clip.source.id))
  const coming = work.sources.filter(
    source =>
      !refused.has(source.id) &&
      (waiting.has(source.id) || source.state === 'stored' || source.state === 'ingesting'),
  ).length
  return {
    ready,
    coming,
    run: briefRun(work),
    stale: work.brief && changesSince(work.brief, work.sources, ready),
    blocked: blocked(work, ready, coming, connection),
  }
}

/** The newest of the brief's runs, unless the brief that is shown came of it or after it. */
function briefRun({ runs, brief, projectId }: Work): Run | null {
  const newest = runs.find(run => run.kind === 'brief' && run.projectId === projectId)
  if (!newest || (newest.state === 'done' && brief)) return null
  if (isOver(newest.state) && brief && brief.createdAt > newest.createdAt) return null
  return newest
}

function changesSince(brief: Brief, all: Source[], ready: Source[]): Readiness['stale'] {
  const used = new Set(brief.sources.map(source => source.id))
  const here = new Set(all.map(source => source.id))
  const added = ready.filter(source => !used.has(source.id) || source.capturedAt > brief.createdAt).length
  const removed = brief.sources.filter(source => !here.has(source.id)).length
  return added + removed > 0 ? { added, removed } : null
}

function blocked(work: Work, ready: Source[], coming: number, connection: Connection): string | null {
  if (connection.state === 'needs_token') return 'The server wants a token first: see the line at the bottom.'
  if (connection.state !== 'online') return 'The brief is built by your server, which is away just now.'
  if (ready.length > 0) return null
  if (coming > 0) return 'Your sources are still being read in.'
  return work.sources.length > 0
    ? 'None of your sources has words that can be quoted.'
    : 'Clip a page or a video first.'
}

/** "1 new source, 2 removed since this brief". */
export function staleWords({ added, removed }: { added: number; removed: number }): string {
  const parts = [
    added > 0 && `${added} new or changed ${added === 1 ? 'source' : 'sources'}`,
    removed > 0 && `${removed} removed`,
  ].filter(Boolean)
  return `${parts.join(', ')} since this brief`
}
