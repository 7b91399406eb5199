/** Requests that follow something the creator did within so many milliseconds are of it. */
const OF_ONE_ACT_MS = 1_000

/** Servers that say of their answers in which trace they were made: only those are told of ours. */
const tracing = new Set<string>()
let act = { id: '', until: 0 }

// What somebody presses begins a trace. The worker has no page: there each request is one of its own.
for (const kind of ['pointerdown', 'keydown'])
  globalThis.document?.addEventListener(kind, () => beginAct(), { capture: true, passive: true })

function beginAct(): void {
  act = { id: random(16), until: Date.now() + OF_ONE_ACT_MS }
}

/**
 * The header by which a server goes on with the trace of what the creator did (W3C Trace Context): random numbers, which
 * say nothing of who, where or what. Empty for a server that keeps no traces.
 */
export function traceOf(server: string): Record<string, string> {
  if (!tracing.has(server)) return {}
  const id = Date.now() < act.until ? act.id : random(16)
  return { traceparent: `00-${id}-${random(8)}-01` }
}

/** Learns from an answer whether its server keeps traces. */
export function learnTracing(server: string, { headers }: Response): void {
  if (headers.has('traceresponse')) tracing.add(server)
  else tracing.delete(server)
}

function random(bytes: number): string {
  const drawn = crypto.getRandomValues(new Uint8Array(bytes))
  return Array.from(drawn, byte => byte.toString(16).padStart(2, '0')).join('')
}
