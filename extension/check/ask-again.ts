import { boundedBytes } from '../capture/bounded-body.ts'
import { decodePage } from '../links/decode-page.ts'
import { type Verdict, verdict } from './verdict.ts'

/** How long a site may take to give the whole of it. */
export const ASK_MS = 15_000

export type Asked =
  | { got: 'body'; bytes: Uint8Array; contentType: string; url: string; redirected: boolean }
  | { got: 'verdict'; verdict: Verdict }

/** Asks for an address in the creator's session, as a visit would. The status is the answer where there is no body. */
export async function askAgain(
  url: string,
  { fetch, signal, most }: { fetch: typeof globalThis.fetch; signal: AbortSignal; most: number },
): Promise<Asked> {
  const told = (state: Verdict['state'], detail: string): Asked => ({
    got: 'verdict',
    verdict: verdict(state, detail),
  })
  const limit = AbortSignal.any([signal, AbortSignal.timeout(ASK_MS)])
  try {
    const answer = await fetch(url.replace(/#.*$/, ''), {
      credentials: 'include',
      redirect: 'follow',
      cache: 'no-cache',
      signal: limit,
    })
    const { status } = answer
    if (status === 404 || status === 410)
      return told('gone', `The site says that it is not there any more (${status}).`)
    if (status === 401 || status === 403 || status === 407 || status === 451)
      return told('no_access', `The site does not show it without a sign-in or a permission (${status}).`)
    if (!answer.ok)
      return told('unreachable', `The site answered with an error (${status}). Check it again later.`)
    const bytes = await boundedBytes(answer, most)
    if (!bytes) return told('unreachable', 'What the site gives now is too large to compare.')
    const contentType = (answer.headers.get('content-type') ?? '').toLowerCase()
    return { got: 'body', bytes, contentType, url: answer.url || url, redirected: answer.redirected }
  } catch {
    signal.throwIfAborted()
    return limit.aborted
      ? told('unreachable', 'The site did not answer within 15 seconds. Check it again later.')
      : told('unreachable', 'The site could not be reached. Check it again when you are online.')
  }
}

export const textOf = ({ bytes, contentType }: Extract<Asked, { got: 'body' }>): string =>
  decodePage(bytes, contentType)
