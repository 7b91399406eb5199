import { signal } from '@preact/signals'
import type { DeviceCode } from '../../core/contract/account.ts'
import { loadShapes } from '../api/load-shapes.ts'
import { type ApiFailure, send, unexpectedAnswer } from '../api/request.ts'
import type { Area } from '../browser/storage.ts'
import type { CodePairing } from '../panel/servers/servers-world.ts'

/** In storage.session: it goes on when the panel is closed, and is gone with the browser. */
const KEY = 'pairing-code'
/** What `slow_down` asks for (RFC 8628, 3.5). */
const SLOWER_MS = 5_000
/** Between two questions, whatever a server says: it is asked neither all the time nor never. */
const LEAST_MS = 1_000
const MOST_MS = 60_000

interface Kept {
  server: string
  code: DeviceCode
  expiresAt: number
  intervalMs: number
}

export interface CodeDeps {
  session: Area
  fetch: typeof globalThis.fetch
  clock: () => number
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** How this browser is called among the creator's devices. */
  label: string
  /** The token is here: comes in with it. */
  approved: (server: string, token: string) => Promise<ApiFailure | null>
}

/** Pairs by a code that is shown here and approved on a page of the server (RFC 8628). One at a time. */
export function pairByCode(deps: CodeDeps) {
  const { session, fetch, clock, wait } = deps
  const code = signal<CodePairing | null>(null)
  let control: AbortController | null = null

  async function forget(): Promise<void> {
    control?.abort()
    control = null
    await session.remove(KEY)
  }
  async function end(how: CodePairing): Promise<void> {
    await forget()
    code.value = how
  }

  async function follow(kept: Kept): Promise<void> {
    control?.abort()
    const mine = new AbortController()
    control = mine
    const { server, expiresAt } = kept
    const { userCode, deviceCode, verificationUriComplete: approveAt } = kept.code
    let { intervalMs } = kept
    let unreached = false
    while (!mine.signal.aborted) {
      code.value = { state: 'shown', server, userCode, approveAt, expiresAt, unreached }
      await wait(Math.min(intervalMs, Math.max(0, expiresAt - clock())), mine.signal).catch(() => {})
      if (mine.signal.aborted) return
      const answer = await send(
        fetch,
        { server, token: null },
        { method: 'POST', path: '/pair/codes/token', body: { deviceCode }, signal: mine.signal },
      )
      if (mine.signal.aborted) return
      if (answer.ok) {
        const { token } = (answer.value ?? {}) as Record<string, unknown>
        if (typeof token !== 'string' || !token)
          return end({ state: 'failed', server, message: unexpectedAnswer(server).message })
        const why = await deps.approved(server, token)
        return end(why ? { state: 'failed', server, message: why.message } : { state: 'approved', server })
      }
      const { code: why, status, message, retryAfterMs } = answer.error
      if (why === 'code_refused') return end({ state: 'refused', server })
      if (why === 'code_expired' || clock() >= expiresAt) return end({ state: 'expired', server })
      unreached = status === null
      if (why === 'slow_down' || status === 429)
        intervalMs = Math.min(MOST_MS, Math.max(intervalMs + SLOWER_MS, retryAfterMs ?? 0))
      else if (why !== 'authorization_pending' && status !== null && status < 500)
        return end({ state: 'failed', server, message })
    }
  }

  return {
    code,

    async begin(server: string): Promise<void> {
      await forget()
      code.value = { state: 'asking', server }
      const answer = await send(
        fetch,
        { server, token: null },
        { method: 'POST', path: '/pair/codes', body: { label: deps.label } },
      )
      if (!answer.ok) return end({ state: 'failed', server, message: answer.error.message })
      const parsed = (await loadShapes())?.answers.deviceCode.safeParse(answer.value)
      if (!parsed?.success) return end({ state: 'failed', server, message: unexpectedAnswer(server).message })
      const kept: Kept = {
        server,
        code: parsed.data,
        expiresAt: clock() + parsed.data.expiresInSeconds * 1000,
        intervalMs: Math.min(MOST_MS, Math.max(LEAST_MS, parsed.data.intervalSeconds * 1000)),
      }
      await session.set(KEY, kept)
      void follow(kept)
    },

    /** Goes on with the code that was shown before the panel was closed. */
    async resume(): Promise<void> {
      const kept = (await session.get(KEY)) as Kept | undefined
      if (!kept?.code || control) return
      if (kept.expiresAt <= clock()) return end({ state: 'expired', server: kept.server })
      void follow(kept)
    },

    async cancel(): Promise<void> {
      await forget()
      code.value = null
    },

    stop(): void {
      control?.abort()
    },
  }
}
