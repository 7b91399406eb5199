import { type ReadonlySignal, signal } from '@preact/signals'
import { DEFAULT_SERVER } from '../../core/contract/extension.ts'
import type { Capabilities } from '../../core/contract/server.ts'
import type { Api } from '../api/client.ts'
import type { Pairing } from '../api/pairing.ts'
import type { ApiFailure } from '../api/request.ts'
import type { Connection } from '../panel/world.ts'

export interface ConnectionDeps {
  pairing: Pairing
  api: Pick<Api, 'capabilities'>
  /** Told before anything is asked of the server: what is known of another account is not its. */
  accountIs: (accountId: string) => Promise<void>
  clock: () => number
  setTimer: (run: () => void, ms: number) => () => void
  /** Calls when the network came back or the panel is looked at again. */
  onHope: (heard: () => void) => () => void
  isVisible: () => boolean
}

/** Milliseconds until the server is looked for again; the last goes on. */
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000]

/** Whether the server is there: pairs where it can, tries again by itself while the panel is seen. */
export function followConnection(deps: ConnectionDeps): {
  connection: ReadonlySignal<Connection>
  connect: () => Promise<void>
  /** Every failed request comes here. */
  failed: (failure: ApiFailure) => void
  stop: () => void
} {
  const { pairing, api, clock, setTimer, onHope, isVisible } = deps
  const connection = signal<Connection>({ state: 'connecting', server: DEFAULT_SERVER })
  let going: Promise<void> | null = null
  let attempts = 0
  let cancelTimer = () => {}
  /** What is the same as before is told to nobody: the panel rests while the server is away. */
  const tell = (next: Connection) => {
    if (JSON.stringify(next) !== JSON.stringify(connection.peek())) connection.value = next
  }

  function settle(server: string, why: ApiFailure): void {
    if (why.code === 'stopped') return
    if (why.code === 'read_only' || why.code === 'not_allowed') return
    if (why.code === 'needs_token' || why.status === 401 || why.status === 403) {
      const refused = why.code === 'needs_token' ? null : why.message
      tell({ state: 'needs_token', server, refused })
      return
    }
    const before = connection.peek()
    const since = before.state === 'offline' && before.server === server ? before.since : clock()
    tell({ state: 'offline', server, since })
    cancelTimer()
    // Out of sight nobody waits for it: the look at the panel is the next attempt.
    if (!isVisible()) return
    const wait = RETRY_MS[Math.min(attempts++, RETRY_MS.length - 1)]!
    cancelTimer = setTimer(() => {
      if (isVisible()) void connect()
    }, wait)
  }

  async function online(server: string, capabilities: Capabilities): Promise<void> {
    attempts = 0
    cancelTimer()
    await deps.accountIs(capabilities.accountId)
    tell({ state: 'online', server, capabilities })
  }

  function connect(): Promise<void> {
    going ??= (async () => {
      const { server } = await pairing.credentials()
      const before = connection.peek()
      if (before.server !== server || before.state === 'needs_token') tell({ state: 'connecting', server })
      const answer = await api.capabilities()
      const now = await pairing.credentials()
      // Asked of a server that is no longer ours.
      if (now.server !== server) return
      if (!answer.ok) return settle(server, answer.error)
      await online(server, answer.value)
    })().finally(() => {
      going = null
    })
    return going
  }

  const offHope = onHope(() => {
    if (connection.peek().state === 'needs_token' || !isVisible()) return
    attempts = 0
    void connect()
  })
  const offPairing = pairing.onChanged(async () => {
    const { token } = await pairing.credentials()
    if (token && connection.peek().state === 'needs_token') await connect()
  })

  return {
    connection,
    connect,
    failed(why) {
      // Only what says something of the connection: a refused request came from a server that is there.
      const gone = why.status === null && why.code !== 'stopped'
      if ((gone || why.status === 401) && connection.peek().state === 'online')
        settle(connection.peek().server, why)
    },
    stop() {
      cancelTimer()
      offHope()
      offPairing()
    },
  }
}
