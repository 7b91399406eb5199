import type { ServerTranscript } from '../../core/contract/channel.ts'
import { parseCaptions } from '../../core/transcript/parse.ts'
import { measureTranscript } from '../../core/transcript/receipt.ts'
import type { Innertube } from './innertube.ts'
import { obstacle } from './playability.ts'
import { type CaptionTrack, isAuto, PlayerAnswer, tracksIn } from './player-answer.ts'
import { Unanswered } from './unanswered.ts'

/** Hidden from everyone but YouTube's own player: such an address answers 200 with nothing in it. */
const GATED = /xpe|xpv/

/**
 * The words of a video as a server may have them: the open caption track in `language` (null: the spoken one). What
 * YouTube keeps to its own player stays there.
 * @param fetch only reaches YouTube (`politeFetch`)
 */
export async function fetchTranscript(
  videoId: string,
  language: string | null,
  { innertube, fetch }: { innertube: Innertube; fetch: typeof globalThis.fetch },
): Promise<ServerTranscript> {
  const parsed = PlayerAnswer.safeParse(await innertube.ask('/player', { videoId }))
  if (!parsed.success) throw new Unanswered('unreadable')
  const player = parsed.data
  // A stale or confused answer would put another video's words under this one's name.
  if (player.videoDetails && player.videoDetails.videoId !== videoId) throw new Unanswered('unreadable')
  const why = obstacle(player)
  if (why) return nothing(why.outcome, why.detail)
  const tracks = tracksIn(player, language)
  if (tracks.length === 0)
    return nothing('no_captions', `YouTube has no captions in this language (${language}) for this video.`)
  const addressed = tracks.flatMap(track => {
    const url = openAddress(track)
    return url ? [{ track, url }] : []
  })
  const open = addressed[0]
  if (!open)
    return nothing(
      'gated',
      'YouTube gives this video’s captions to its own player only. Clip it in your own browser.',
    )
  const answer = await fetch(open.url)
  const body = new Uint8Array(await answer.arrayBuffer())
  // Empty never means that there are no captions.
  if (body.length === 0)
    return nothing(
      'gated',
      'YouTube gave an empty answer for the captions. Clip the video in your own browser.',
    )
  const captions = parseCaptions(body, {
    language: open.track.languageCode,
    kind: isAuto(open.track) ? 'auto' : 'manual',
  })
  if (!captions.ok) {
    if (captions.error.code === 'no_speech') return nothing('empty', 'The captions hold no spoken words.')
    throw new Unanswered('unreadable')
  }
  const { transcript, sounds } = captions.value
  const durationMs = (player.videoDetails?.lengthSeconds ?? 0) * 1000
  const { truncated } = measureTranscript(transcript, durationMs)
  return {
    outcome: truncated ? 'truncated' : 'ok',
    detail: truncated ? 'So few words came for the length of the video that some must be missing.' : null,
    transcript,
    sounds,
  }
}

const nothing = (outcome: ServerTranscript['outcome'], detail: string): ServerTranscript => ({
  outcome,
  detail,
  transcript: null,
  sounds: 0,
})

/** `set`, because a second `fmt` is ignored; without `xosf`, which YouTube adds for its player. */
function openAddress({ baseUrl }: CaptionTrack): string | null {
  if (!URL.canParse(baseUrl)) return null
  const url = new URL(baseUrl)
  if (url.origin !== 'https://www.youtube.com' || url.pathname !== '/api/timedtext') return null
  if (GATED.test(url.searchParams.get('exp') ?? '')) return null
  url.searchParams.set('fmt', 'json3')
  url.searchParams.delete('xosf')
  return url.href
}
