import { ok, type Result } from '../../core/contract/result.ts'
import type { Capabilities, ServerFacts } from '../../core/contract/server.ts'
import type { Api } from '../api/client.ts'
import { askFromHere, isLoopback } from '../api/pairing.ts'
import type { ApiFailure, Credentials } from '../api/request.ts'
import type { Servers } from './kept-servers.ts'

export interface ComeInDeps {
  servers: Servers
  fetch: typeof globalThis.fetch
  /** An api with these credentials, kept nowhere: to try an address and a token before they are. */
  tryApi: (credentials: Credentials) => Pick<Api, 'capabilities'>
}

export const pairingOf = (server: string, facts: ServerFacts | null): ServerFacts['pairing'] =>
  facts?.pairing ?? (isLoopback(server) ? 'loopback' : 'token')

/**
 * Works with a server from now on, once it has let us in: whatever worked before is not given up for what does not.
 * Who comes in as somebody else, where people sign in, has a place of their own on this computer.
 * @param token null: this computer's own server gives one
 * @returns the id of the server
 */
export async function comeIn(
  deps: ComeInDeps,
  { server, token, pairing }: { server: string; token: string | null; pairing: ServerFacts['pairing'] },
): Promise<Result<string, ApiFailure>> {
  const { servers } = deps
  const given = token ? ok(token) : await askFromHere(deps.fetch, server)
  if (!given.ok) return given
  const answer = await deps.tryApi({ server, token: given.value }).capabilities()
  if (!answer.ok) return answer
  const { list } = await servers.read()
  const known = list.find(each => each.server === server && isSame(each.account, answer.value))
  const own = { token: given.value, pairing, account: accountOf(known?.account, answer.value) }
  const id = known?.id ?? (await servers.add({ server, label: null, ...own }))
  if (known) await servers.edit(id, own)
  await servers.choose(id)
  return ok(id)
}

/** Without people there is one account to a server: another one is the same creator's, after a fresh start. */
const isSame = (before: { id: string } | null, { accountId, people }: Capabilities): boolean =>
  !before || !people || before.id === accountId

const accountOf = (
  before: { id: string; name: string | null } | null | undefined,
  { accountId }: Capabilities,
) => ({ id: accountId, name: before?.id === accountId ? before.name : null })
