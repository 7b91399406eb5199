import { parseCaptions } from '../../../core/transcript/parse.ts'
import type { LegYield } from './leg.ts'
import type { PlayerFacts, Track } from './player-facts.ts'
import { spokenTracks } from './spoken-track.ts'

/** A track whose address carries one of these marks answers 200 with nothing in it to everyone but YouTube's player. */
export function isGated({ url }: Track): boolean {
  const marks = URL.canParse(url) ? new URL(url).searchParams.get('exp') : null
  return /xpe|xpv/.test(marks ?? '')
}

/** Leg 1: the first open track in the spoken language, fetched in the creator's own session. */
export async function openTrack(facts: PlayerFacts, fetch: typeof globalThis.fetch): Promise<LegYield> {
  const tracks = spokenTracks(facts)
  const track = tracks.find(each => captionAddress(each) !== null && !isGated(each))
  if (!track)
    return { outcome: 'gated', detail: 'YouTube gives this video’s captions to its own player only.' }
  const answer = await fetch(captionAddress(track)!, { credentials: 'same-origin' })
  if (answer.status === 429)
    return { outcome: 'rate_limited', detail: 'YouTube asks to wait before more captions are fetched.' }
  if (!answer.ok) return { outcome: 'error', detail: `YouTube answered ${answer.status} for the captions.` }
  const body = new Uint8Array(await answer.arrayBuffer())
  // Empty never means that there are no captions.
  if (!body.length) return { outcome: 'gated', detail: 'YouTube gave an empty answer for the captions.' }
  const parsed = parseCaptions(body, { language: track.language, kind: track.kind })
  if (parsed.ok) return { outcome: 'ok', transcript: parsed.value.transcript, sounds: parsed.value.sounds }
  if (parsed.error.code === 'web_page')
    return { outcome: 'rate_limited', detail: 'YouTube asked for a check instead of giving the captions.' }
  return parsed.error.code === 'no_speech'
    ? { outcome: 'empty', detail: 'The captions hold no spoken words.' }
    : { outcome: 'error', detail: 'The captions that YouTube gave could not be read.' }
}

/**
 * The track's address with json3 asked for; null where it is not YouTube's own caption address. `set`, because a
 * second `fmt` is ignored; without `xosf`, which YouTube adds for its player.
 */
function captionAddress({ url }: Track): string | null {
  if (!URL.canParse(url)) return null
  const address = new URL(url)
  if (address.origin !== 'https://www.youtube.com' || address.pathname !== '/api/timedtext') return null
  address.searchParams.set('fmt', 'json3')
  address.searchParams.delete('xosf')
  return address.href
}
