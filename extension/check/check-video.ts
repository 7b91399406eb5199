import { z } from 'zod'
import type { SourceDetail } from '../../core/contract/source.ts'
import { watchAddress } from '../capture/canonical.ts'
import { globalOf } from '../links/watch-page.ts'
import { askAgain, textOf } from './ask-again.ts'
import type { CheckDeps } from './check-deps.ts'
import { type Verdict, verdict } from './verdict.ts'

const short = z.string().transform(text => text.slice(0, 500))
/** Of what the watch page's player is told, as much as says whether the video is there. */
const PlayerAnswer = z.object({
  playabilityStatus: z.object({
    status: short,
    reason: short.optional().catch(undefined),
  }),
  videoDetails: z
    .object({ videoId: short, title: short.optional().catch(undefined) })
    .optional()
    .catch(undefined),
})

/** A watch page is about 1.5 MB. */
const MOST = 12_000_000

/** Looks at a video again by its watch page, as the creator would: nothing is played, nothing is asked of other places. */
export async function checkVideo(
  { videoId, title }: Pick<SourceDetail, 'videoId' | 'title'>,
  deps: CheckDeps,
  signal: AbortSignal,
): Promise<Verdict> {
  if (!videoId) return verdict('unreachable', 'It is not known which video this is.')
  const asked = await askAgain(watchAddress(videoId), { fetch: deps.fetch, signal, most: MOST })
  if (asked.got === 'verdict') return asked.verdict
  return videoVerdict(globalOf(deps.parse(textOf(asked)), 'ytInitialPlayerResponse'), videoId, title)
}

/** @param answer what the page told its player: not parsed yet */
export function videoVerdict(answer: unknown, videoId: string, title: string): Verdict {
  const parsed = PlayerAnswer.safeParse(answer)
  if (!parsed.success)
    return verdict(
      'unreachable',
      'YouTube gave another page than the video’s. Open the video, then check it again.',
    )
  const { playabilityStatus, videoDetails } = parsed.data
  const { status, reason = '' } = playabilityStatus
  const said = reason ? ` YouTube says: “${reason.slice(0, 200)}”` : ''
  if (/private/i.test(reason)) return verdict('no_access', `The video is private now.${said}`)
  if (/\bmembers?\b|\bjoin this channel\b/i.test(reason))
    return verdict('no_access', `The video is only for the channel’s members now.${said}`)
  if (/LOGIN_REQUIRED|AGE_|CONTENT_CHECK/.test(status))
    return verdict('no_access', `YouTube wants a sign-in to show the video.${said}`)
  if (status === 'ERROR') return verdict('gone', `The video is not there any more.${said}`)
  if (status === 'UNPLAYABLE')
    return /country|region/i.test(reason)
      ? verdict('no_access', `YouTube does not show the video where you are.${said}`)
      : verdict('gone', `YouTube does not play the video any more.${said}`)
  if (videoDetails && videoDetails.videoId !== videoId)
    return verdict('unreachable', 'YouTube gave another video’s page. Open the video, then check it again.')
  const now = videoDetails?.title
  if (now && flat(now) !== flat(title)) return verdict('changed', `Its title is now “${now.slice(0, 200)}”.`)
  return verdict('same', 'The video is still there.')
}

const flat = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()
