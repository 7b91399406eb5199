import { type ReadonlySignal, signal } from '@preact/signals'
import { DEFAULT_SERVER } from '../../core/contract/extension.ts'
import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Capabilities } from '../../core/contract/server.ts'
import type { Api } from '../api/client.ts'
import { isLoopback, type Pairing } from '../api/pairing.ts'
import { type ApiFailure, type Credentials, failure } from '../api/request.ts'
import type { Connection } from '../panel/world.ts'

export interface ConnectionDeps {
  pairing: Pairing
  api: Pick<Api, 'capabilities'>
  /** An api with these credentials, kept nowhere: to try an address and a token before they are. */
  tryApi: (credentials: Credentials) => Pick<Api, 'capabilities'>
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
  use: (address: string, token: string | null) => Promise<Result<void, ApiFailure>>
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

  async function use(address: string, token: string | null): Promise<Result<void, ApiFailure>> {
    const server = serverOf(address)
    if (!server)
      return err(
        failure(
          'bad_address',
          `“${address.slice(0, 100)}” is no address of a server. It looks like ${DEFAULT_SERVER}.`,
        ),
      )
    const given = token?.trim() || null
    if (!given && !isLoopback(server))
      return err(
        failure(
          'needs_token',
          `The server at ${server} needs a token. Make one there with \`npm run token\`.`,
        ),
      )
    const before = await pairing.credentials()
    if (given) {
      const answer = await deps.tryApi({ server, token: given }).capabilities()
      if (!answer.ok) return answer
    }
    await pairing.use({ server, token: given })
    await going
    await connect()
    const now = connection.peek()
    if (now.state === 'online') return ok(undefined)
    // Whatever worked before is not given up for what does not.
    await pairing.use(before)
    await connect()
    if (now.state === 'needs_token')
      return err(failure('needs_token', now.refused ?? `The server at ${server} needs a token.`))
    return err(
      failure('network', `The Ownwords server at ${server} cannot be reached. Start it with \`npm start\`.`),
    )
  }

  const offHope = onHope(() => {
    if (connection.peek().state === 'needs_token' || !isVisible()) return
    attempts = 0
    void connect()
  })
  const offPairing = pairing.onChanged(async () => {
    const { server } = await pairing.credentials()
    if (server !== connection.peek().server) await connect()
  })

  return {
    connection,
    connect,
    use,
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

/** Scheme, host and port of what the creator wrote; null for what is no address of a web server. */
export function serverOf(address: string): string | null {
  const written = address.trim()
  const url = /^[a-z]+:\/\//i.test(written) ? written : `http://${written}`
  if (!written || !URL.canParse(url)) return null
  const { protocol, origin, username, password } = new URL(url)
  return /^https?:$/.test(protocol) && !username && !password ? origin : null
}
