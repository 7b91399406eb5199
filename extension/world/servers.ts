import { ok } from '../../core/contract/result.ts'
import { loadShapes } from '../api/load-shapes.ts'
import { type Credentials, send } from '../api/request.ts'
import { factsOf } from '../api/server-facts.ts'
import type { Area } from '../browser/storage.ts'
import type { Tabs } from '../browser/tabs.ts'
import type { Outbox } from '../outbox/open-outbox.ts'
import type { ServersWorld } from '../panel/servers/servers-world.ts'
import { type ComeInDeps, comeIn, pairingOf } from '../servers/come-in.ts'
import { pairByCode } from '../servers/pair-by-code.ts'
import { serverAddress } from '../servers/server-address.ts'

/** The creator waits for it, and a server that is gone for good never answers. */
const SIGN_OUT_MS = 3_000

export interface ServersDeps {
  outbox: Pick<Outbox, 'servers' | 'others'>
  tryApi: ComeInDeps['tryApi']
  /** Of the computer's, not of a server's. */
  session: Area
  tabs: Pick<Tabs, 'open'>
  fetch: typeof globalThis.fetch
  clock: () => number
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** Looks again whether the server lets us in. */
  connect: () => Promise<void>
  count: () => Promise<void>
}

/** Which servers there are, and how another one is come into. */
export function serversWorld(deps: ServersDeps): ServersWorld & { stop: () => void } {
  const { fetch, tabs, connect, count } = deps
  const { servers, others } = deps.outbox
  const into = { servers, fetch, tryApi: deps.tryApi }

  const code = pairByCode({
    ...deps,
    label: browserLabel(),
    async approved(server, token) {
      const came = await comeIn(into, { server, token, pairing: 'code' })
      if (came.ok) await connect()
      return came.ok ? null : came.error
    },
  })
  void code.resume()

  return {
    code: code.code,
    async look(written) {
      const address = serverAddress(written)
      if (!address.ok) return address
      const facts = await factsOf(fetch, address.value)
      if (!facts.ok) return facts
      return ok({ server: address.value, pairing: pairingOf(address.value, facts.value) })
    },
    async comeIn(written, token) {
      const address = serverAddress(written)
      if (!address.ok) return address
      const given = token?.trim() || null
      const pairing = given ? 'token' : 'loopback'
      const came = await comeIn(into, { server: address.value, token: given, pairing })
      if (!came.ok) return came
      await connect()
      return ok(undefined)
    },
    pairByCode: server => code.begin(server),
    async openApproval() {
      const shown = code.code.peek()
      if (shown?.state === 'shown') await tabs.open(shown.approveAt, { active: true })
    },
    cancelCode: () => code.cancel(),
    use: id => servers.choose(id),
    rename: (id, label) => servers.edit(id, { label: label.trim().slice(0, 100) || null }),
    async remove(id) {
      const gone = await servers.find(id)
      if (gone) await signOut(gone)
      await others.forget(id)
      // Last: the panel of a server that is gone begins anew, and nothing after it is done.
      await servers.remove(id)
    },
    unsent: id => others.unsent(id),
    count,
    stop: code.stop,
  }

  /** The token of a server that is forgotten should count no more; where that fails, it can be revoked there. */
  async function signOut(gone: Credentials): Promise<void> {
    if (!gone.token) return
    const answer = await send(fetch, gone, { method: 'GET', path: '/devices', timeoutMs: SIGN_OUT_MS })
    if (!answer.ok) return
    const known = (await loadShapes())?.answers.devices.safeParse(answer.value)
    const mine = known?.success ? known.data.find(device => device.current) : undefined
    if (mine)
      await send(fetch, gone, { method: 'DELETE', path: `/devices/${mine.id}`, timeoutMs: SIGN_OUT_MS })
  }
}

/** "Chromium on Linux": by this the creator knows the browser in the list of their devices. */
function browserLabel(): string {
  const { userAgent = '' } = globalThis.navigator ?? {}
  const browser = /Edg\//.test(userAgent) ? 'Edge' : /OPR\//.test(userAgent) ? 'Opera' : 'Chrome'
  const system = [
    ['Windows', /Windows/],
    ['ChromeOS', /CrOS/],
    ['macOS', /Mac OS/],
    ['Linux', /Linux/],
  ] as const
  const name = system.find(([, pattern]) => pattern.test(userAgent))?.[0]
  return name ? `${browser} on ${name}` : browser
}
