import type { Run } from '../../../core/contract/run.ts'
import { isOver } from '../../../core/contract/run-state.ts'
import type { Source } from '../../../core/contract/source.ts'
import type { Connection, Work } from '../world.ts'

/** What is made of the sources by a run: each is kept until it is made anew. */
export type Made = 'brief' | 'claims'

/** What can be said about making it now. */
export interface Readiness {
  /** Sources that the server has read in and that have words. */
  ready: Source[]
  /** Sources that are on their way there. */
  coming: number
  /** Its own work that goes on, or that came to nothing since what is shown. */
  run: Run | null
  /** What changed in the sources since it was made; null when it is current or there is none. */
  stale: { added: number; removed: number } | null
  /** Why it cannot be made now, in words; null when it can. */
  blocked: string | null
}

/** What was made last, as far as it matters here. */
type Shown = { createdAt: string; sources: { id: string }[] } | null

export function readiness(made: Made, work: Work, connection: Connection): Readiness {
  const shown: Shown = made === 'brief' ? work.brief : work.findings
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
    run: runOf(made, shown, work),
    stale: shown && changesSince(shown, work.sources, ready),
    blocked: blocked(made, work, ready, coming, connection),
  }
}

/** The newest of its runs, unless what is shown came of it or after it. */
function runOf(made: Made, shown: Shown, { runs, projectId }: Work): Run | null {
  const newest = runs.find(run => run.kind === made && run.projectId === projectId)
  if (!newest || (newest.state === 'done' && shown)) return null
  if (isOver(newest.state) && shown && shown.createdAt > newest.createdAt) return null
  return newest
}

function changesSince(shown: NonNullable<Shown>, all: Source[], ready: Source[]): Readiness['stale'] {
  const used = new Set(shown.sources.map(source => source.id))
  const here = new Set(all.map(source => source.id))
  const added = ready.filter(source => !used.has(source.id) || source.capturedAt > shown.createdAt).length
  const removed = shown.sources.filter(source => !here.has(source.id)).length
  return added + removed > 0 ? { added, removed } : null
}

const awayWords: Record<Made, string> = {
  brief: 'The brief is built by your server, which is away just now.',
  claims: 'Claims are found by your server, which is away just now.',
}

function blocked(
  made: Made,
  work: Work,
  ready: Source[],
  coming: number,
  connection: Connection,
): string | null {
  if (connection.state === 'needs_token')
    return 'The server does not let this browser in yet: see the line at the bottom.'
  if (connection.state !== 'online') return awayWords[made]
  if (ready.length > 0) return null
  if (coming > 0) return 'Your sources are still being read in.'
  return work.sources.length > 0
    ? 'None of your sources has words that can be quoted.'
    : 'Clip a page or a video first.'
}

/** "1 new source, 2 removed since this brief". */
export function staleWords({ added, removed }: { added: number; removed: number }, made: Made): string {
  const parts = [
    added > 0 && `${added} new or changed ${added === 1 ? 'source' : 'sources'}`,
    removed > 0 && `${removed} removed`,
  ].filter(Boolean)
  return `${parts.join(', ')} since ${made === 'brief' ? 'this brief' : 'these claims'}`
}
