import { createMiddleware } from 'hono/factory'
import type { ApiEnv } from './env.ts'
import { ApiError } from './problem.ts'

export interface AtOnceLimits {
  /** Of one token: requests that are worked on at the same time, and streams that are open. */
  atOnce: number
  streams: number
}

/** Of the whole process. What is beyond them waits elsewhere, in the clients and not in this memory. */
const MOST_REQUESTS = 1_000
const MOST_STREAMS = 10_000
/** Bytes of bodies, as they are told: read and parsed, each takes a few times as much. */
const MOST_BYTES = 256 * 1024 * 1024

/**
 * Holds what is done at the same time within bounds, for each token and for the process.
 * @param memory the share of the memory that is used, 0 to 1
 */
export function atOnce({ atOnce: mostRequests, streams: mostStreams }: AtOnceLimits, memory: () => number) {
  const requests = new Tally()
  const streams = new Tally()
  let bytes = 0

  return {
    /** Before anything is looked at: a process that has no room left says so while it still can. */
    ofProcess: createMiddleware<ApiEnv>(async (c, next) => {
      const told = Number(c.req.header('content-length') ?? 0) || 0
      if (requests.all >= MOST_REQUESTS || streams.all >= MOST_STREAMS) throw overloaded()
      if (told > 0 && bytes > 0 && bytes + told > MOST_BYTES) throw overloaded()
      if (memory() > FULL) throw overloaded()
      bytes += told
      try {
        await next()
      } finally {
        bytes -= told
      }
    }),

    ofToken: createMiddleware<ApiEnv>(async (c, next) => {
      const key = c.get('account').tokenHash.toString('hex')
      if (requests.of(key) >= mostRequests)
        throw tooMany(
          `This token has ${mostRequests} requests that are being answered. Wait for one of them.`,
        )
      requests.begin(key)
      try {
        await next()
      } finally {
        requests.end(key)
      }
      if (!c.res.headers.get('content-type')?.startsWith('text/event-stream') || !c.res.body) return
      if (streams.of(key) >= mostStreams) {
        await c.res.body.cancel()
        throw tooMany(`This token has ${mostStreams} open streams. Close one of them, then open it again.`)
      }
      streams.begin(key)
      c.res = new Response(
        toldOfEnd(c.res.body, () => streams.end(key)),
        c.res,
      )
    }),
  }
}

/** The rest is for what is being done already, and for the garbage that nobody has collected yet. */
const FULL = 0.9

const overloaded = () =>
  new ApiError(
    'overloaded',
    'The server has more to do than it can hold. Nothing was changed: try again in a few seconds.',
    { headers: { 'Retry-After': '5', Connection: 'close' } },
  )

const tooMany = (detail: string) => new ApiError('rate_limited', detail, { headers: { 'Retry-After': '2' } })

/** How many there are, in all and by key; a key of which there is none takes no memory. */
class Tally {
  all = 0
  readonly #by = new Map<string, number>()
  of = (key: string): number => this.#by.get(key) ?? 0
  begin(key: string): void {
    this.all++
    this.#by.set(key, this.of(key) + 1)
  }
  end(key: string): void {
    this.all--
    const left = this.of(key) - 1
    if (left > 0) this.#by.set(key, left)
    else this.#by.delete(key)
  }
}

/** The same stream; `ended` is called once, when it is read to its end, breaks or is let go. */
function toldOfEnd(body: ReadableStream<Uint8Array>, ended: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let over = false
  const end = () => {
    if (!over) ended()
    over = true
  }
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (!done) return controller.enqueue(value)
        end()
        controller.close()
      } catch (error) {
        end()
        controller.error(error)
      }
    },
    cancel(reason) {
      end()
      return reader.cancel(reason)
    },
  })
}
