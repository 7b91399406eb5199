import type { Gate, Offer } from '../../../core/contract/decision.ts'
import type { Run } from '../../../core/contract/run.ts'
import type { Connection, Work } from '../world.ts'
import { gateWords } from './gate-words.ts'

/** The newest run of a gate that goes on, or that came to nothing since what was offered last. */
export function gateRun(gate: Gate, { runs, projectId }: Work, newest: Offer | null): Run | null {
  const run = runs.find(each => each.kind === gate && each.projectId === projectId)
  if (!run || run.state === 'done' || run.id === newest?.id) return null
  const over = run.state === 'failed' || run.state === 'cancelled'
  return over && newest && newest.createdAt > run.createdAt ? null : run
}

/** Why options cannot be made now, in words; null when they can. */
export function whyNot(gate: Gate, work: Work, connection: Connection): string | null {
  if (connection.state === 'needs_token')
    return 'The server does not let this browser in yet: see the line at the bottom.'
  if (connection.state !== 'online')
    return `${gateWords[gate].Name}s are suggested by your server, which is away just now.`
  if (work.sources.some(source => source.state === 'ready' && source.passages > 0)) return null
  return work.sources.length > 0
    ? 'Your sources are still being read in, or have no words that can be quoted.'
    : 'Clip a page or a video first: options come from what your sources say.'
}
