import { setTimeout as sleep } from 'node:timers/promises'
import postgres, { type Options, type Sql } from 'postgres'

interface Listener {
  heard(payload: string): void
  ready(): void
}

/** Between tries to listen again while the database is away. */
const AGAIN_MS = 250

/**
 * Hears notifications by one session, which is opened with the first listener. When it breaks, it is opened anew
 * until it stands again, however long that takes, and then each listener is told that it is ready: what was sent
 * meanwhile nobody heard. (postgres.js tries once, and then never hears anything again.)
 */
export function openListening(url: string, options: Options<Record<string, never>>) {
  const channels = new Map<string, Set<Listener>>()
  let session: Sql | undefined
  let listened = new Set<string>()
  let closed = false
  let returning = false
  /** One at a time: what is asked for meanwhile is part of the next round. */
  let round: Promise<void> | undefined

  function open(): Sql {
    const mine = postgres(url, {
      ...options,
      max: 1,
      idle_timeout: 0,
      max_lifetime: null,
      fetch_types: false,
      onclose() {
        if (session !== mine || closed) return
        session = undefined
        listened = new Set()
        void mine.end({ timeout: 1 })
        void again()
      },
      // Documented nowhere, and what `sql.listen` itself is made of.
      onnotify(channel: string, payload: string) {
        for (const { heard } of channels.get(channel) ?? []) heard(payload)
      },
    } as Options<Record<string, never>>)
    session = mine
    return mine
  }

  async function again(): Promise<void> {
    if (returning) return
    returning = true
    while (!closed && channels.size > 0 && !session) {
      await sleep(AGAIN_MS, undefined, { ref: false })
      // Still away: who follows something looks for itself now and then.
      await listenToAll().catch(() => {})
    }
    returning = false
  }

  async function listenToAll(): Promise<void> {
    while (round) await round.catch(() => {})
    round = subscribe().finally(() => {
      round = undefined
    })
    await round
  }

  async function subscribe(): Promise<void> {
    const at = session ?? open()
    for (const [channel, listeners] of channels) {
      if (listened.has(channel)) continue
      await at`listen ${at(channel)}`
      if (session !== at) throw new Error('The session that listens broke')
      listened.add(channel)
      for (const { ready } of listeners) ready()
    }
  }

  async function leave(channel: string, listener: Listener): Promise<void> {
    const listeners = channels.get(channel)
    if (!listeners?.delete(listener) || listeners.size > 0) return
    channels.delete(channel)
    if (listened.delete(channel))
      await session?.unsafe(`unlisten "${channel.replaceAll('"', '""')}"`).catch(() => {})
  }

  return {
    async listen(channel: string, heard: (payload: string) => void, ready: () => void = () => {}) {
      const listener = { heard, ready }
      const others = channels.get(channel)
      const known = others !== undefined && listened.has(channel)
      channels.set(channel, (others ?? new Set()).add(listener))
      try {
        if (known) ready()
        else await listenToAll()
      } catch (error) {
        await leave(channel, listener)
        throw error
      }
      return () => leave(channel, listener)
    },
    async close() {
      closed = true
      await session?.end({ timeout: 1 })
    },
  }
}
