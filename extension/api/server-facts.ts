import type { Result } from '../../core/contract/result.ts'
import { err, ok } from '../../core/contract/result.ts'
import type { ServerFacts } from '../../core/contract/server.ts'
import { loadShapes } from './load-shapes.ts'
import { type ApiFailure, send, unexpectedAnswer } from './request.ts'

/** What a server tells to anybody. An older one tells nothing: what it is then is told by its address. */
export async function factsOf(
  fetch: typeof globalThis.fetch,
  server: string,
): Promise<Result<ServerFacts | null, ApiFailure>> {
  const answer = await send(fetch, { server, token: null }, { method: 'GET', path: '/about' })
  // Before there was such a page it was nothing that anybody may ask for, or nothing at all.
  if (!answer.ok) return [401, 404].includes(answer.error.status ?? 0) ? ok(null) : answer
  const facts = (await loadShapes())?.answers.facts.safeParse(answer.value)
  return facts?.success ? ok(facts.data) : err(unexpectedAnswer(server, 200))
}
