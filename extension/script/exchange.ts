import type { HeardChange, ScriptState } from '../../core/contract/script.ts'
import type { Replica } from '../../core/script/replica.ts'
import { backoffMs } from '../api/backoff.ts'
import type { FollowEnd } from '../api/event-stream.ts'
import { type ApiFailure, isBusy } from '../api/request.ts'
import type { ScriptApi } from '../api/script.ts'

export interface ExchangeDeps {
  api: Pick<ScriptApi, 'script' | 'change' | 'changesAfter'>
  /** Hears the row over as many connections as it takes; `opened` and `cut` tell of each. */
  follow: (
    from: { branchId: string; lastSeq: number; signal: AbortSignal },
    heard: (change: HeardChange) => void,
    told: { opened: () => unknown; cut: () => void },
  ) => Promise<FollowEnd>
  isOnline: () => boolean
  setTimer: (run: () => void, ms: number) => () => void
  random: () => number
}

/** The document that this is the exchange of. */
export interface Exchanging {
  branchId: string
  replica: () => Replica
  /**
   * More of the server's row; what it knows already is left out. gap: something is missing before it · newer: it has
   * a change that only a newer version understands, and is known up to there
   */
  hear: (changes: readonly HeardChange[]) => 'whole' | 'gap' | 'newer'
  /** The server's script, which has changes that this version does not understand. */
  readAhead: (state: ScriptState) => void
  /** The server's script in the place of what was known of it. `goesBack`: it is behind that. */
  begin: (state: ScriptState, goesBack: boolean) => void
  /** How it goes: null where the server answers. */
  told: (state: { how: 'online' | 'offline' } | { how: 'refused'; failure: ApiFailure }) => void
}

/** What is typed is sent together, after a breath; of somebody who types on at the latest after the second. */
const BREATH_MS = 300
const LATEST_MS = 2_000
const LONGEST_WAIT_MS = 30_000

/**
 * Brings a document's own changes to the server and the server's to it, over any number of broken connections: what
 * may have arrived is sent again as it was, and the server knows it by its id.
 */
export function exchangeOf({ api, follow, isOnline, setTimer, random }: ExchangeDeps, document: Exchanging) {
  const { branchId, replica } = document
  let stopped = false
  let connection: AbortController | null = null
  let _running: Promise<void> | null = null
  let failures = 0
  let isRefused = false
  let pushing: Promise<void> | null = null
  let offTimer = () => {}
  let waitingSince: number | null = null

  /** Asks for all that came since what is known; whether that is all known now. */
  async function catchUp(): Promise<boolean> {
    const { confirmed, pending } = replica()
    if (confirmed.seq === 0 && pending.length === 0) {
      const answer = await api.script(branchId)
      if (stopped) return false
      if (!answer.ok) return refused(answer.error)
      if (replica().confirmed.seq === 0 && replica().pending.length === 0) document.begin(answer.value, false)
      return true
    }
    for (;;) {
      const known = replica().confirmed.seq
      const page = await api.changesAfter(branchId, known)
      if (stopped) return false
      if (!page.ok) return refused(page.error)
      // The server was put back to an older state: what it has counts, and what waits here is sent to it.
      if (page.value.seq < known && page.value.seq < replica().confirmed.seq) {
        const answer = await api.script(branchId)
        if (stopped) return false
        if (!answer.ok) return refused(answer.error)
        document.begin(answer.value, true)
        return true
      }
      if (document.hear(page.value.changes) === 'newer') {
        const answer = await api.script(branchId)
        if (stopped) return false
        if (!answer.ok) return refused(answer.error)
        document.readAhead(answer.value)
      }
      if (replica().confirmed.seq >= page.value.seq) return true
      if (replica().confirmed.seq === known) return false
    }
  }

  function refused(failure: ApiFailure): false {
    const passes = failure.status === null || isBusy(failure.status)
    isRefused = !passes
    document.told(passes ? { how: 'offline' } : { how: 'refused', failure })
    return false
  }

  async function push(): Promise<void> {
    while (!stopped) {
      const ops = replica().outgoing()
      if (ops.length === 0) return
      const answer = await api.change(branchId, ops)
      if (stopped) return
      if (!answer.ok) {
        replica().unsent()
        failures += 1
        refused(answer.error)
        if (!isRefused) later(Math.max(answer.error.retryAfterMs ?? 0, backoffMs(failures, random)), opened)
        return
      }
      failures = 0
      document.told({ how: 'online' })
      if (document.hear(answer.value) !== 'whole') await catchUp()
      // They are in the row, and yet not seen there: the stream brings them, or the next connection does.
      if (replica().outgoing()[0]?.id === ops[0]!.id) {
        replica().unsent()
        return
      }
    }
  }

  /** One at a time: a second would send the same. */
  function pushNow(): Promise<void> {
    offTimer()
    offTimer = () => {}
    waitingSince = null
    pushing ??= push().finally(() => {
      pushing = null
    })
    return pushing
  }

  function later(ms: number, then: () => unknown = pushNow): void {
    offTimer()
    offTimer = setTimer(() => void then(), ms)
  }

  async function run(): Promise<void> {
    for (let tries = 0; !stopped; ) {
      connection = new AbortController()
      const { signal } = connection
      isRefused = false
      if (!(await catchUp())) {
        // What is refused stays so, until something is different.
        if (isRefused || stopped) return
        tries += 1
        await pause(Math.min(LONGEST_WAIT_MS, backoffMs(tries, random)), signal)
        continue
      }
      tries = 0
      document.told({ how: 'online' })
      void pushNow()
      const end = await follow({ branchId, lastSeq: replica().confirmed.seq, signal }, heard, { opened, cut })
      if (end.how === 'refused') refused(end.failure)
      if (end.how === 'over' || end.how === 'refused') return
    }
  }
  function heard(change: HeardChange): void {
    document.told({ how: 'online' })
    if (document.hear([change]) !== 'whole') connection?.abort()
  }
  /** The server answers, or may again. */
  async function opened(): Promise<void> {
    if (!(await catchUp())) return
    document.told({ how: 'online' })
    await pushNow()
  }
  const cut = () => document.told({ how: 'offline' })

  const pause = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise(resolve => {
      const off = setTimer(resolve, ms)
      signal.addEventListener('abort', () => {
        off()
        resolve()
      })
    })

  return {
    /** Begins, or begins anew at once where it waits: the server may be there. */
    connect(): void {
      if (stopped) return
      if (!isOnline()) document.told({ how: 'offline' })
      connection?.abort()
      _running ??= run().finally(() => {
        _running = null
      })
    },
    /** Something waits to be sent. @param now milliseconds, of the clock that all of these are of */
    waits(now: number): void {
      waitingSince ??= now
      later(Math.max(0, Math.min(BREATH_MS, waitingSince + LATEST_MS - now)))
    },
    flush: pushNow,
    stop(): void {
      stopped = true
      offTimer()
      connection?.abort()
    },
  }
}
