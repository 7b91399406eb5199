import type { PlayerFacts } from './player-facts.ts'

/**
 * Leg 0, in the page's own world: it travels as source text, so nothing outside it is in reach, and the page can change
 * all that it touches, so what it gives is parsed (PlayerFacts) before it is used. It asks nothing of the network.
 * The page's globals stay those of the video before for a while after in-page navigation: only an answer with the
 * asked id counts, waited for up to three seconds. During an advert the player answers with the advert: same rule.
 * @param given answers at hand (`player`, and `next` for the chapters) that are read instead of a page
 */
export async function readPlayer(
  videoId: string,
  given?: { player: unknown; next?: unknown },
): Promise<PlayerFacts | null> {
  // biome-ignore lint/suspicious/noExplicitAny: YouTube's trees have no types; PlayerFacts parses what leaves here.
  type Tree = Record<string, any>
  const text = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, 1_000) : null)
  const short = (value: unknown, most: number): string =>
    typeof value === 'string' && value.length <= most ? value : ''
  const label = (value: Tree | undefined): string | null =>
    text(value?.simpleText) ??
    (Array.isArray(value?.runs) ? text(value.runs.map((run: Tree) => run?.text ?? '').join('')) : null)
  const look = (read: () => unknown): Tree | null => {
    try {
      const value = read()
      return value && typeof value === 'object' ? (value as Tree) : null
    } catch {
      return null
    }
  }
  const page: Tree = given
    ? { ytInitialPlayerResponse: given.player, ytInitialData: given.next }
    : (window as unknown as Tree)
  const flexy = given ? null : (document.querySelector('ytd-watch-flexy') as Tree | null)
  const answer = (): Tree | null => {
    const answers = [
      look(() => !given && (document.querySelector('#movie_player') as Tree | null)?.getPlayerResponse()),
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
  for (let waited = 0; !found && !given && waited < 3_000; waited += 150) {
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
  // Where the bar has no marks, the list of chapters beside the video has them: that of the creator first.
  const panels: Tree[] = Array.isArray(data?.engagementPanels) ? data.engagementPanels : []
  const beside = panels
    .map(panel => panel?.engagementPanelSectionListRenderer)
    .sort((a, b) => Number(/auto/i.test(a?.targetId)) - Number(/auto/i.test(b?.targetId)))
    .map(panel => panel?.content?.macroMarkersListRenderer?.contents)
    .find(Array.isArray)
  const chapters = (marked ?? beside ?? []).slice(0, 1_000).flatMap((entry: Tree) => {
    const chapter: Tree = entry?.chapterRenderer ?? entry?.macroMarkersListItemRenderer ?? {}
    const startMs = Math.round(
      Number(chapter.timeRangeStartMillis ?? chapter.onTap?.watchEndpoint?.startTimeSeconds * 1000),
    )
    return startMs >= 0 && startMs < 1e12
      ? [{ startMs, title: label(chapter.title)?.slice(0, 500) ?? '' }]
      : []
  })
  const version = look(() => ({ now: page.ytcfg?.get('INNERTUBE_CLIENT_VERSION') }))
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
        url: short(track?.baseUrl, 8_000),
        language: short(track?.languageCode, 35),
        kind: track?.kind === 'asr' ? ('auto' as const) : ('manual' as const),
      })),
    captionsListed: typeof found.captions === 'object' && found.captions !== null,
    clientVersion: text(version?.now),
    defaultTrack: Number.isInteger(audio?.defaultCaptionTrackIndex) ? audio.defaultCaptionTrackIndex : null,
    chapters,
  }
}
