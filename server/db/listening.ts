import { setTimeout as sleep } from 'node:timers/promises'
import postgres, { type Options, type Sql } from 'postgres'

interface Listener {
  heard(payload: string): void
  ready(): void
}

/** Between tries to listen again while the database is away. */
const AGAIN_MS = 250

/** Whether the database says anything, as told by the one session that is always there and never busy. */
export interface Pulse {
  /** It left a question unanswered. */
  silent(): void
  /** It answers again, or refuses: somebody is there. */
  back(): void
}

const TICK_MS = 1_000
/**
 * So many ticks without an answer are silence. Counted rather than measured: a process that was busy or asleep itself for
 * as long has missed ticks, and reads the answer that came meanwhile before the next.
 */
const SILENT_TICKS = 8
/** What a try to connect ends with where nobody says anything. */
const SILENCE = /^(CONNECT_TIMEOUT|CONNECTION_DESTROYED|ETIMEDOUT|EHOSTUNREACH)$/

/**
 * Hears notifications by one session, which is opened with the first listener. When it breaks, it is opened anew
 * until it stands again, however long that takes, and then each listener is told that it is ready: what was sent
 * meanwhile nobody heard. (postgres.js tries once, and then never hears anything again.)
 *
 * It also asks by that session whether the database is there. A server that is frozen, or behind a line that carries
 * nothing any more, closes no connection, and no limit of its own ends what waits for it; a limit of ours on each
 * statement would end long ones that are well. So it is asked what takes no time, apart from all else.
 */
export function openListening(
  url: string,
  options: Options<Record<string, never>>,
  pulse: Pulse,
  tickMs: number = TICK_MS,
) {
  const channels = new Map<string, Set<Listener>>()
  let session: Sql | undefined
  let listened = new Set<string>()
  let closed = false
  let returning = false
  /** One at a time: what is asked for meanwhile is part of the next round. */
  let round: Promise<void> | undefined

  let silent = false
  /** Since when the session owes an answer, in ticks; undefined while it owes none. */
  let owed: number | undefined
  const ticking = setInterval(() => {
    if (!session) return
    if (owed === undefined) ask(session)
    else if (++owed >= SILENT_TICKS) giveUp(session)
  }, tickMs).unref()

  function ask(at: Sql): void {
    owed = 0
    const over = () => {
      if (session === at) owed = undefined
    }
    // By its words whoever looks at the server's sessions knows which one this is.
    at`select 1 as listening`.then(over, over)
  }

  /** As if it had closed, which may never be told. */
  function giveUp(at: Sql): void {
    forget()
    void at.end({ timeout: 0 })
    beSilent(true)
    void again()
  }

  function beSilent(is: boolean): void {
    if (silent === is || closed) return
    silent = is
    if (is) pulse.silent()
    else pulse.back()
  }

  function forget(): void {
    session = undefined
    listened = new Set()
    owed = undefined
  }

  function open(): Sql {
    const mine = postgres(url, {
      ...options,
      max: 1,
      idle_timeout: 0,
      max_lifetime: null,
      fetch_types: false,
      onclose() {
        if (session !== mine || closed) return
        forget()
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
    while (!closed && (channels.size > 0 || silent) && !session) {
      await sleep(AGAIN_MS, undefined, { ref: false })
      // Still away: who follows something looks for itself now and then.
      await listenToAll().then(
        () => beSilent(false),
        error => beSilent(SILENCE.test(error.code)),
      )
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
    if (silent) await at`select 1 as listening`
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
      clearInterval(ticking)
      await session?.end({ timeout: 1 })
    },
  }
}
