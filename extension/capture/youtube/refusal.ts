import type { LegYield } from './leg.ts'

/** No one waits longer for a video's words than a day. */
const longestMs = 86_400_000

/**
 * What it means that YouTube answered a question for words with `status` and `body`; null where that is an answer to
 * be read. A web page instead of data is its check for robots or its consent wall, whatever the status.
 * @param now milliseconds since 1970, for a Retry-After that is a date
 */
export function refusal(answer: Response, body: string, now: number): LegYield | null {
  const { status } = answer
  const refused = { status, retryAfterMs: retryAfterMs(answer.headers.get('retry-after'), now) }
  if (status === 429)
    return {
      outcome: 'rate_limited',
      detail: `YouTube asks to wait${waiting(refused.retryAfterMs)} before more captions are fetched.`,
      refused,
    }
  if (/^\s*(?:<!doctype html|<html[\s>])/i.test(body.slice(0, 2_000)))
    return isConsent(body)
      ? {
          outcome: 'login_required',
          detail:
            'YouTube first wants its question about cookies answered. Answer it on the page, then clip again.',
          refused,
        }
      : {
          outcome: 'rate_limited',
          detail:
            'YouTube showed a check instead of the captions. Reload the page, answer the check there, then clip again.',
          refused,
        }
  if (status === 401 || status === 403)
    return {
      outcome: 'login_required',
      detail: `YouTube refused the captions to this session (${status}). Sign in on YouTube, then clip again.`,
      refused,
    }
  if (status === 400)
    return {
      outcome: 'error',
      detail: body.includes('FAILED_PRECONDITION')
        ? 'YouTube refused the transcript to this session (400). Answer its question about cookies or sign in there, then clip again.'
        : 'YouTube did not understand the question for the transcript (400).',
      refused,
    }
  if (!answer.ok) return { outcome: 'error', detail: `YouTube answered ${status} for the captions.` }
  return null
}

/** The wall that asks about cookies before anything is shown. */
export const isConsent = (html: string): boolean => /https:\/\/consent\.(?:youtube|google)\.com\//.test(html)

/** Retry-After (RFC 9110, 10.2.3): seconds or a date. */
function retryAfterMs(header: string | null, now: number): number | null {
  if (!header) return null
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), longestMs) : null
}

const waiting = (ms: number | null): string =>
  ms === null ? '' : ms < 90_000 ? ` ${Math.ceil(ms / 1000)} seconds` : ` ${Math.ceil(ms / 60_000)} minutes`
