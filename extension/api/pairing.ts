import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Locks } from '../browser/locks.ts'
import type { Here } from '../servers/here.ts'
import type { Servers } from '../servers/kept-servers.ts'
import { type ApiFailure, type Credentials, failure, send, unexpectedAnswer } from './request.ts'
import { factsOf } from './server-facts.ts'

/**
 * Who we are to the server that is worked with. Kept in storage.local: it stays on this computer. The token goes into
 * the Authorization header and nowhere else.
 */
export interface Pairing {
  credentials(): Promise<Credentials>
  /** Those there are, or new ones where the server pairs by itself. Fails with needs_token where it does not. */
  pair(): Promise<Result<Credentials, ApiFailure>>
  /** After a 401 for this token: another one, where there can be one. */
  renew(refused: string | null): Promise<Result<Credentials, ApiFailure>>
  /** Another token for the same server. */
  use(token: string | null): Promise<void>
  onChanged(heard: () => void): () => void
}

/** Only a server on this computer pairs by itself: it knows the extension by its origin. */
export function isLoopback(server: string): boolean {
  if (!URL.canParse(server)) return false
  const { hostname } = new URL(server)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/** A token by asking from this computer, where the server gives it so. */
export async function askFromHere(
  fetch: typeof globalThis.fetch,
  server: string,
): Promise<Result<string, ApiFailure>> {
  if (!isLoopback(server))
    return err(
      failure('needs_token', `The server at ${server} needs a token. Make one there with \`npm run token\`.`),
    )
  const answer = await send(fetch, { server, token: null }, { method: 'POST', path: '/pair' })
  if (!answer.ok) return answer
  const { token } = (answer.value ?? {}) as Record<string, unknown>
  return typeof token === 'string' && token ? ok(token) : err(unexpectedAnswer(server))
}

export function createPairing(deps: {
  servers: Servers
  here: Here
  locks: Locks
  fetch: typeof globalThis.fetch
}): Pairing {
  const { servers, here, locks, fetch } = deps

  async function credentials(id?: string): Promise<Credentials> {
    const kept = await servers.find(id ?? (await here()))
    return { server: kept?.server ?? '', token: kept?.token ?? null }
  }

  async function pairAnew(id: string, server: string): Promise<Result<Credentials, ApiFailure>> {
    if (!server) return err(failure('needs_token', 'This server was removed from Ownwords.'))
    const given = await askFromHere(fetch, server)
    if (!given.ok) {
      await learnWay(id, server)
      return given
    }
    const token = given.value
    await servers.edit(id, { token, pairing: 'loopback' })
    return ok({ server, token })
  }

  /** How it lets us in instead: the panel asks for that, and not for a token where a code would do. */
  async function learnWay(id: string, server: string): Promise<void> {
    const known = (await servers.find(id))?.pairing
    if (known === 'code' || known === 'token') return
    const facts = await factsOf(fetch, server)
    if (facts.ok && facts.value) await servers.edit(id, { pairing: facts.value.pairing })
  }

  return {
    credentials: () => credentials(),
    pair: () =>
      locks.hold('ownwords.pairing', async () => {
        const id = await here()
        const now = await credentials(id)
        return now.token ? ok(now) : pairAnew(id, now.server)
      }),
    renew: refused =>
      locks.hold('ownwords.pairing', async () => {
        const id = await here()
        const now = await credentials(id)
        // Another context was here first.
        return now.token && now.token !== refused ? ok(now) : pairAnew(id, now.server)
      }),
    use: async token => servers.edit(await here(), { token }),
    onChanged: heard => servers.onChanged(heard),
  }
}
