import { measures } from '../telemetry/measures.ts'

/** Milliseconds that a client waits before it comes back; after a stop a little longer, for the start that follows. */
const RETRY = 1_000
const RETRY_AFTER_STOP = 3_000

/** One server-sent event. `seq` becomes its id, so that `Last-Event-ID` says where to go on. */
interface Frame {
  seq: number
  event: string
  data: unknown
}

interface EventStreamOptions<Item> {
  frame(item: Item): Frame

  /** Whoever follows has gone away. */
  gone: AbortSignal
  shutdown: AbortSignal
  /** The end that nobody asked for: the client is only told to come back. */
  failed(error: unknown): void
}

/**
 * What is followed as server-sent events. Ends after what `events` ends with, when the client goes, or when the server stops; its loop ends with it.
 * @param events gets the signal at which it must end
 */
export function eventStream<Item>(
  events: (signal: AbortSignal) => AsyncIterable<Item | 'ping'>,
  { frame, gone, shutdown, failed }: EventStreamOptions<Item>,
): Response {
  const left = new AbortController()
  const signal = AbortSignal.any([gone, shutdown, left.signal])
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      send(`retry: ${RETRY}\n\n`)
      measures()?.stream(1)
      void follow().finally(() => measures()?.stream(-1))

      async function follow() {
        try {
          for await (const event of events(signal)) {
            if (signal.aborted) break
            send(event === 'ping' ? ': ping\n\n' : written(frame(event)))
          }
        } catch (error) {
          if (!signal.aborted) failed(error)
        } finally {
          if (!left.signal.aborted && !gone.aborted) {
            if (shutdown.aborted) send(`: the server is stopping\nretry: ${RETRY_AFTER_STOP}\n\n`)
            controller.close()
          }
        }
      }
    },
    cancel() {
      left.abort()
    },
  })
  return new Response(body, {
    status: 200,
    headers: {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      // Tells nginx and its kind not to collect what must arrive at once.
      'X-Accel-Buffering': 'no',
    },
  })
}

// JSON has no line breaks of its own, so that one data line holds the whole event.
const written = ({ seq, event, data }: Frame): string =>
  `id: ${seq}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`

/** The number after which to go on; 0 for none and for what is no number of ours. */
export function lastEventId(header: string | undefined): number {
  return /^\d{1,9}$/.test(header ?? '') ? Number(header) : 0
}
