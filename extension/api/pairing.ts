import { DEFAULT_SERVER } from '../../core/contract/extension.ts'
import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Locks } from '../browser/locks.ts'
import type { Area } from '../browser/storage.ts'
import { type ApiFailure, type Credentials, failure, send, unexpectedAnswer } from './request.ts'

const KEY = 'server'

/**
 * Who we are to the server. Kept in storage.local: it stays on this computer. The token goes into the
 * Authorization header and nowhere else.
 */
export interface Pairing {
  credentials(): Promise<Credentials>
  /** Those there are, or new ones where the server pairs by itself. Fails with needs_token where it does not. */
  pair(): Promise<Result<Credentials, ApiFailure>>
  /** After a 401 for this token: another one, where there can be one. */
  renew(refused: string | null): Promise<Result<Credentials, ApiFailure>>
  use(credentials: Credentials): Promise<void>
  onChanged(heard: () => void): () => void
}

/** Only a server on this computer pairs by itself: it knows the extension by its origin. */
export function isLoopback(server: string): boolean {
  if (!URL.canParse(server)) return false
  const { hostname } = new URL(server)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

export function createPairing(deps: { local: Area; locks: Locks; fetch: typeof globalThis.fetch }): Pairing {
  const { local, locks, fetch } = deps

  async function credentials(): Promise<Credentials> {
    const kept = (await local.get(KEY)) as Partial<Credentials> | undefined
    return {
      server: typeof kept?.server === 'string' ? kept.server : DEFAULT_SERVER,
      token: typeof kept?.token === 'string' ? kept.token : null,
    }
  }

  async function pairAnew(server: string): Promise<Result<Credentials, ApiFailure>> {
    if (!isLoopback(server))
      return err(
        failure(
          'needs_token',
          `The server at ${server} needs a token. Make one there with \`npm run token\`.`,
        ),
      )
    const answer = await send(fetch, { server, token: null }, { method: 'POST', path: '/pair' })
    if (!answer.ok) return answer
    const { token } = (answer.value ?? {}) as Record<string, unknown>
    if (typeof token !== 'string' || !token) return err(unexpectedAnswer(server))
    const paired = { server, token }
    await local.set(KEY, paired)
    return ok(paired)
  }

  return {
    credentials,
    pair: () =>
      locks.hold('ownwords.pairing', async () => {
        const now = await credentials()
        return now.token ? ok(now) : pairAnew(now.server)
      }),
    renew: refused =>
      locks.hold('ownwords.pairing', async () => {
        const now = await credentials()
        // Another context was here first.
        return now.token && now.token !== refused ? ok(now) : pairAnew(now.server)
      }),
    use: ({ server, token }) => local.set(KEY, { server, token }),
    onChanged: heard => local.onChanged(KEY, heard),
  }
}
