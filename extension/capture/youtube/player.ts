import type { PlayerFacts } from './player-facts.ts'

/**
 * Leg 0, in the page's own world: it travels as source text, so nothing outside it is in reach, and the page can change
 * all that it touches, so what it gives is parsed (PlayerFacts) before it is used. It asks nothing of the network.
 * The page's globals stay those of the video before for a while after in-page navigation: only an answer with the
 * asked id counts, waited for up to three seconds.
 */
export async function readPlayer(videoId: string): Promise<PlayerFacts | null> {
  // biome-ignore lint/suspicious/noExplicitAny: YouTube's trees have no types; PlayerFacts parses what leaves here.
  type Tree = Record<string, any>
  const text = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, 1_000) : null)
  const label = (value: Tree | undefined): string | null =>
    text(value?.simpleText) ?? text(value?.runs?.map((run: Tree) => run?.text ?? '').join(''))
  const look = (read: () => unknown): Tree | null => {
    try {
      const value = read()
      return value && typeof value === 'object' ? (value as Tree) : null
    } catch {
      return null
    }
  }
  const page = window as unknown as Tree
  const flexy = document.querySelector('ytd-watch-flexy') as Tree | null
  const answer = (): Tree | null => {
    const answers = [
      look(() => (document.querySelector('#movie_player') as Tree | null)?.getPlayerResponse()),
      look(() => flexy?.playerData),
      look(() => page.ytInitialPlayerResponse),
    ]
    return answers.find(each => each?.videoDetails?.videoId === videoId) ?? null
  }
  // Where the video may not be played the answer names no video: it is this page's if nothing was navigated in it.
  const refusal = (): Tree | null => {
    const status = look(() => page.ytInitialPlayerResponse)
    const shown = look(() => page.ytInitialData)?.currentVideoEndpoint?.watchEndpoint?.videoId
    return status?.playabilityStatus && !status.videoDetails && (!shown || shown === videoId) ? status : null
  }
  let found = answer()
  for (let waited = 0; !found && waited < 3_000; waited += 150) {
    if (refusal()) break
    await new Promise(resolve => setTimeout(resolve, 150))
    found = answer()
  }
  found ??= refusal()
  if (!found) return null

  const details: Tree = found.videoDetails ?? {}
  const captions: Tree = found.captions?.playerCaptionsTracklistRenderer ?? {}
  const micro: Tree = found.microformat?.playerMicroformatRenderer ?? {}
  const data = [look(() => flexy?.data), look(() => page.ytInitialData)].find(
    each => each?.currentVideoEndpoint?.watchEndpoint?.videoId === videoId,
  )
  const bar = (data?.playerOverlays ?? data?.response?.playerOverlays)?.playerOverlayRenderer
    ?.decoratedPlayerBarRenderer?.decoratedPlayerBarRenderer?.playerBar?.multiMarkersPlayerBarRenderer
  const markers: Tree[] = Array.isArray(bar?.markersMap) ? bar.markersMap : []
  const marked = ['DESCRIPTION_CHAPTERS', 'AUTO_CHAPTERS']
    .map(key => markers.find(marker => marker?.key === key)?.value?.chapters)
    .find(Array.isArray)
  const audio = captions.audioTracks?.[captions.defaultAudioTrackIndex ?? 0]
  return {
    videoId,
    title: text(details.title),
    author: text(details.author) ?? text(micro.ownerChannelName),
    lengthSeconds: Number.parseInt(details.lengthSeconds ?? '0', 10) || 0,
    published: text(micro.publishDate),
    status: text(found.playabilityStatus?.status),
    reason: text(found.playabilityStatus?.reason),
    isLive: details.isLive === true,
    isUpcoming: details.isUpcoming === true,
    tracks: (Array.isArray(captions.captionTracks) ? captions.captionTracks : [])
      .slice(0, 1_000)
      .map((track: Tree) => ({
        url: String(track?.baseUrl ?? ''),
        language: String(track?.languageCode ?? ''),
        kind: track?.kind === 'asr' ? ('auto' as const) : ('manual' as const),
      })),
    defaultTrack: Number.isInteger(audio?.defaultCaptionTrackIndex) ? audio.defaultCaptionTrackIndex : null,
    chapters: (marked ?? []).slice(0, 1_000).flatMap((entry: Tree) => {
      const { title, timeRangeStartMillis } = entry?.chapterRenderer ?? {}
      const startMs = Math.round(Number(timeRangeStartMillis))
      return startMs >= 0 ? [{ startMs, title: label(title)?.slice(0, 500) ?? '' }] : []
    }),
  }
}
