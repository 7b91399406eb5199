import { Unanswered } from './unanswered.ts'

/** One answer of YouTube's may take so long, in milliseconds, and be so large: the largest lists have 2 MB. */
const PATIENCE = 10_000
const ANSWER_BYTES = 24 * 1024 * 1024

const PLACES = /^\/(?:youtubei\/v1\/|feeds\/videos\.xml$|api\/timedtext$)/

/**
 * `fetch` to YouTube's own addresses and nowhere else, whatever an answer or a library names: bounded in time and size,
 * no redirects, no cookies, and no `Origin`, since a server is no page of YouTube's. Rejects with `Unanswered` for
 * everything but a 2xx answer that is no web page.
 */
export function politeFetch(fetch: typeof globalThis.fetch, signal: AbortSignal): typeof globalThis.fetch {
  return async (input, init = {}) => {
    // Not `instanceof`: @hono/node-server puts a Request of its own in the global's place when it begins to listen, and
    // youtubei.js keeps the one that it found.
    const request = typeof input === 'object' && 'url' in input ? input : null
    const url = new URL(request?.url ?? String(input))
    if (url.origin !== 'https://www.youtube.com' || !PLACES.test(url.pathname))
      throw new Unanswered('unreadable')
    const headers = new Headers(init.headers)
    headers.delete('origin')
    try {
      const answer = await fetch(url, {
        method: init.method ?? request?.method ?? 'GET',
        headers,
        ...(init.body ? { body: init.body } : {}),
        redirect: 'manual',
        credentials: 'omit',
        signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
      })
      if (!answer.ok) {
        await answer.body?.cancel()
        throw new Unanswered('refused', answer.status)
      }
      const body = await bounded(answer)
      // Its check for robots and its question for consent are pages, whatever was asked for.
      if (/^\s*(?:<!doctype html|<html[\s>])/i.test(new TextDecoder().decode(body.subarray(0, 1_000))))
        throw new Unanswered('refused', answer.status)
      return new Response(body, { status: answer.status, headers: { 'content-type': 'application/json' } })
    } catch (error) {
      signal.throwIfAborted()
      throw error instanceof Unanswered ? error : new Unanswered('unreached')
    }
  }
}

async function bounded(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let taken = 0
  for await (const chunk of answer.body ?? []) {
    taken += chunk.length
    if (taken > ANSWER_BYTES) throw new Unanswered('unreadable')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
