import { setTimeout as sleep } from 'node:timers/promises'
import { EventSourceParserStream } from 'eventsource-parser/stream'

export interface Followed {
  connections: number
  /** What was wrong with what came: a number that was left out, came again or out of order; null where nothing was. */
  complaint: string | null
}

const TERMINAL = new Set(['done', 'failed', 'cancelled'])

/**
 * Follows a run to its end as the panel does: by `Last-Event-ID` at any API that answers, whenever the stream broke.
 * Every number must come exactly once and in order.
 */
export async function followAcross(
  apis: readonly string[],
  headers: Record<string, string>,
  runId: string,
  random: () => number,
  giveUp: AbortSignal,
): Promise<Followed> {
  let seen = 0
  let connections = 0
  while (!giveUp.aborted) {
    const api = apis[Math.floor(random() * apis.length)]!
    try {
      const answer = await fetch(`${api}/runs/${runId}/events`, {
        headers: { ...headers, ...(seen > 0 && { 'last-event-id': String(seen) }) },
        signal: giveUp,
      })
      if (answer.ok) {
        connections++
        const events = answer
          .body!.pipeThrough(new TextDecoderStream())
          .pipeThrough(new EventSourceParserStream())
        for await (const { id, event } of events) {
          if (Number(id) !== seen + 1) return { connections, complaint: `after ${seen} came ${id}` }
          seen++
          if (TERMINAL.has(event ?? '')) return { connections, complaint: null }
        }
      } else await answer.body?.cancel()
    } catch {
      // The API is gone, or went in the middle.
    }
    await sleep(200)
  }
  return { connections, complaint: `it had no end, after ${seen} events` }
}
