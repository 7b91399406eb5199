import type { LegOutcome } from '../../../core/contract/receipt.ts'
import type { PlayerFacts } from './player-facts.ts'

/** What leg 0 concludes: `ok` to go on with the captions, else why there is nothing to read, as one sentence. */
export function playability(facts: PlayerFacts | null): { outcome: LegOutcome; detail?: string } {
  if (!facts)
    return {
      outcome: 'error',
      detail: 'The page does not show this video’s player yet. Reload the page, then clip again.',
    }
  const reason = facts.reason ? ` YouTube says: “${facts.reason.slice(0, 200)}”.` : ''
  if (facts.isUpcoming || facts.status === 'LIVE_STREAM_OFFLINE')
    return { outcome: 'upcoming', detail: 'The video has not been shown yet. Clip it again afterwards.' }
  if (
    /LOGIN_REQUIRED|AGE_|CONTENT_CHECK/.test(facts.status ?? '') ||
    /\bmembers?\b/i.test(facts.reason ?? '')
  )
    return {
      outcome: 'login_required',
      detail: `YouTube shows this video only to some who are signed in.${reason} Sign in there, then clip again.`,
    }
  if (facts.status && facts.status !== 'OK')
    return { outcome: 'unavailable', detail: `YouTube does not play this video here.${reason}` }
  if (facts.isLive)
    return {
      outcome: 'live_pending',
      detail: 'The video is live: its transcript exists some time after the end. Clip it again then.',
    }
  // Only an answer that says it plays the video can mean by its silence that there are no captions.
  if (!facts.tracks.length && facts.status)
    return facts.captionsListed
      ? {
          outcome: 'no_captions',
          detail: 'YouTube has no captions for this video. Drop a caption file on it to add its words.',
        }
      : {
          outcome: 'disabled',
          detail:
            'Captions are switched off for this video, or not made yet. Drop a caption file on it to add its words.',
        }
  return { outcome: 'ok' }
}
