/** What reaches out of the server and takes time: tests bring their own. */
export interface Outside {
  fetch: typeof globalThis.fetch
  /** Rejects when `signal` aborts. */
  pause: (ms: number, signal: AbortSignal) => Promise<unknown>
}
