import { captionBytes } from '../../../core/transcript/decode.ts'
import { parseCaptions } from '../../../core/transcript/parse.ts'
import { boundedText } from '../bounded-body.ts'
import type { LegYield } from './leg.ts'
import type { PlayerFacts, Track } from './player-facts.ts'
import { refusal } from './refusal.ts'
import { spokenTracks } from './spoken-track.ts'

/** A track whose address carries one of these marks answers 200 with nothing in it to everyone but YouTube's player. */
export function isGated({ url }: Track): boolean {
  const marks = URL.canParse(url) ? new URL(url).searchParams.get('exp') : null
  return /xpe|xpv/.test(marks ?? '')
}

/**
 * Leg 1: the first open track in the spoken language, fetched in the creator's own session. Recognised words are second
 * best where a person's own are there, too, but gated.
 */
export async function openTrack(
  facts: PlayerFacts,
  fetch: typeof globalThis.fetch,
  now: () => number = Date.now,
): Promise<LegYield> {
  const tracks = spokenTracks(facts)
  const track = tracks.find(each => captionAddress(each) !== null && !isGated(each))
  if (!track)
    return tracks.length
      ? { outcome: 'gated', detail: 'YouTube gives this video’s captions to its own player only.' }
      : { outcome: 'unavailable', detail: 'The page names no captions of this video.' }
  const answer = await fetch(captionAddress(track)!, { credentials: 'same-origin' })
  const body = await boundedText(answer, captionBytes)
  if (body === null)
    return { outcome: 'too_large', detail: 'What YouTube gave is too large to be one video’s captions.' }
  const refused = refusal(answer, body, now())
  if (refused) return refused
  // Empty never means that there are no captions.
  if (!body.length) return { outcome: 'gated', detail: 'YouTube gave an empty answer for the captions.' }
  const parsed = parseCaptions(body, { language: track.language, kind: track.kind })
  // Every form that YouTube serves has times: anything else is no caption track.
  if (!parsed.ok || !parsed.value.timed)
    return !parsed.ok && parsed.error.code === 'no_speech'
      ? { outcome: 'empty', detail: 'The captions hold no spoken words.' }
      : { outcome: 'error', detail: 'The captions that YouTube gave could not be read.' }
  const { transcript, sounds } = parsed.value
  const written = tracks.some(each => each.kind === 'manual' && each.language === track.language)
  return track.kind === 'auto' && written
    ? {
        outcome: 'ok',
        detail: 'Auto-captions: YouTube keeps the written ones back.',
        second: true,
        transcript,
        sounds,
      }
    : { outcome: 'ok', transcript, sounds }
}

/**
 * The track's address with json3 asked for; null where it is not YouTube's own caption address. `set`, because a
 * second `fmt` is ignored; without `xosf`, which YouTube adds for its player; without `tlang`, since a translation is
 * nobody's words.
 */
function captionAddress({ url }: Track): string | null {
  if (!URL.canParse(url)) return null
  const address = new URL(url)
  if (address.origin !== 'https://www.youtube.com' || address.pathname !== '/api/timedtext') return null
  address.searchParams.set('fmt', 'json3')
  address.searchParams.delete('xosf')
  address.searchParams.delete('tlang')
  return address.href
}
