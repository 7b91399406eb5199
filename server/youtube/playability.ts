import type { LegOutcome } from '../../core/contract/receipt.ts'
import { type PlayerAnswer, tracksOf } from './player-answer.ts'

/** Why a server has no captions of a video to fetch, as one sentence; null where it may go on. */
export function obstacle(player: PlayerAnswer): { outcome: LegOutcome; detail: string } | null {
  const { status, reason = '' } = player.playabilityStatus
  const { isLive = false, isUpcoming = false } = player.videoDetails ?? {}
  const said = reason ? ` YouTube says: “${oneLine(reason)}”.` : ''
  if (isUpcoming || status === 'LIVE_STREAM_OFFLINE')
    return { outcome: 'upcoming', detail: 'The video has not been shown yet. Try again afterwards.' }
  if (/LOGIN_REQUIRED|AGE_|CONTENT_CHECK/.test(status) || /\bmembers?\b/i.test(reason))
    return {
      outcome: 'login_required',
      detail: `YouTube does not show this video to a server that is signed in as nobody.${said} Clip it in your own browser.`,
    }
  if (status !== 'OK')
    return { outcome: 'unavailable', detail: `YouTube does not play this video to this server.${said}` }
  if (isLive)
    return {
      outcome: 'live_pending',
      detail: 'The video is live: its transcript exists some time after the end. Try again then.',
    }
  if (tracksOf(player).length > 0) return null
  return player.captions
    ? { outcome: 'no_captions', detail: 'YouTube has no captions for this video. Add a caption file.' }
    : {
        outcome: 'disabled',
        detail: 'Captions are switched off for this video, or not made yet. Add a caption file.',
      }
}

const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
    .replace(/[\ud800-\udbff]$/, '')
