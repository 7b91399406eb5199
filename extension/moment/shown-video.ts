import { videoIdOf } from '../capture/canonical.ts'

/** The video that the page plays now, where it is a watch page, a short or a live page. */
export interface ShownVideo {
  videoId: string
  player: HTMLElement
  video: HTMLVideoElement
  /** An advert plays in its place: time and picture are the advert's. */
  advert: boolean
}

const players = '#movie_player, #shorts-player'

/** null on every other page, and while the page still goes from one video to the next. */
export function shownVideo(page: Document): ShownVideo | null {
  const videoId = videoIdOf(page.location.href)
  if (!videoId) return null
  // Its address changes before its video does. Where the page names the video it shows, that must be the same.
  const named = page.querySelector('ytd-watch-flexy:not([hidden])')?.getAttribute('video-id')
  if (named && named !== videoId && page.location.pathname === '/watch') return null
  const all = [...page.querySelectorAll<HTMLElement>(players)]
  // The player of the page before stays, hidden: the one with a place on the screen counts.
  const player = all.find(each => each.getClientRects().length > 0 && each.offsetHeight > 0)
  const video = player?.querySelector<HTMLVideoElement>('video.html5-main-video, video')
  return player && video ? { videoId, player, video, advert: showsAdvert(player) } : null
}

export const showsAdvert = (player: Element): boolean =>
  player.classList.contains('ad-showing') || player.classList.contains('ad-interrupting')

export const playheadMs = (video: HTMLVideoElement): number =>
  Math.max(0, Math.round(video.currentTime * 1000))

/** null before it is known and for a live stream, whose length is no length. */
export function durationMs({ player, video }: ShownVideo): number | null {
  const live = player.classList.contains('ytp-live') || player.querySelector('.ytp-live') !== null
  const { duration } = video
  return !live && Number.isFinite(duration) && duration > 0 && duration < 720_000
    ? Math.round(duration * 1000)
    : null
}
