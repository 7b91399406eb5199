import { newId } from '../../core/contract/new-id.ts'
import { videoIdOf } from '../capture/canonical.ts'
import { type Card, createCard } from './card.ts'
import { takeFrame } from './frame.ts'
import { createHold } from './hold.ts'
import type { FromPage, Told } from './messages.ts'
import { createPlayerButton } from './player-button.ts'
import { durationMs, playheadMs, type ShownVideo, shownVideo } from './shown-video.ts'
import type { Marks } from './words-around.ts'

export interface WatchDeps {
  page: Document
  /** Ends all of this. */
  signal: AbortSignal
  /** Says it to the worker. Rejects where the extension was updated or taken away meanwhile. */
  send: (message: FromPage) => Promise<unknown>
  /** The videos whose words are still wanted. */
  wanting: () => Promise<string[]>
  /** The root that the card lives in, of an element made for it. */
  cardRoot: () => ShadowRoot
  now: () => number
  timer: (run: () => void, ms: number) => () => void
}

/** A second press this long after the end of a moment begins another. */
const FAR_MS = 180_000
/** In and out points closer than this are one press of an unquiet finger. */
const LEAST_MS = 1_000

interface Kept {
  id: string
  shown: ShownVideo
  atMs: number
  marks: Marks
  startMs: number
  kept: Promise<Told>
}

/** Moments of a watch page: from a press to the card. It asks nothing of anybody before the first press. */
export function watchMoments(deps: WatchDeps) {
  const { page, signal, send, timer } = deps
  let shortcut: string | null = null
  let card: Card | null = null
  /** The moment that the card shows. */
  let current: Kept | null = null
  /** A hold goes on: the card says so until it ends. */
  let marking = false
  let pressed: { shown: ShownVideo; atMs: number; does: 'clip' | 'end' } | null = null

  const theCard = () => {
    card ??= createCard({
      page,
      root: deps.cardRoot(),
      timer,
      acts: {
        setEnd: () => current && setEnd(current, playheadMs(current.shown.video)),
        undo,
        note: text => void note(text),
        closed: () => {},
      },
    })
    return card
  }

  const hold = createHold({
    now: deps.now,
    timer,
    began() {
      look()
      const shown = shownVideo(page)
      if (!shown) return
      if (shown.advert)
        return theCard().tell(
          shown.player,
          'An advert is playing',
          'Nothing was kept. Press again when the video goes on.',
        )
      const atMs = playheadMs(shown.video)
      const within =
        card?.isOpen() &&
        current?.shown.videoId === shown.videoId &&
        atMs > current.startMs + LEAST_MS &&
        atMs < current.atMs + FAR_MS
      pressed = { shown, atMs, does: within ? 'end' : 'clip' }
      if (!within) clip(shown, atMs, { inMs: null, outMs: null })
    },
    holding() {
      if (!pressed) return
      marking = true
      theCard().marking(pressed.shown.player, pressed.atMs)
    },
    ended(held, lateMs) {
      const press = pressed
      pressed = null
      marking = false
      if (!press) return
      const { shown, atMs, does } = press
      const late = shown.video.paused ? 0 : lateMs * shown.video.playbackRate
      const outMs = Math.round(playheadMs(shown.video) - late)
      const still = videoIdOf(page.location.href) === shown.videoId
      if (held && still && outMs - atMs >= LEAST_MS) {
        const marks = { inMs: atMs, outMs }
        if (does === 'clip' && current) mark(current, marks)
        else clip(shown, atMs, marks)
      } else if (does === 'end' && current) setEnd(current, atMs)
      else if (held && current) void current.kept.then(told => show(current, told))
    },
  })
  const button = createPlayerButton(page, hold, signal)

  /** Says something of a moment to the worker, and shows the answer while its card is the one that is open. */
  async function ask(of: Kept, message: FromPage): Promise<Told> {
    const told = await say(message)
    show(of, told)
    return told
  }
  /** Twice, if need be: a worker that dies in the middle answers nothing, and the same again changes nothing. */
  async function say(message: FromPage): Promise<Told> {
    for (const last of [false, true])
      try {
        const told = (await send(message)) as Told | null | undefined
        if (told) return told
      } catch {
        if (last) return UPDATED
      }
    return UNHEARD
  }
  function show(of: Kept | null, told: Told): void {
    if (!of || of !== current || !card) return
    if (told.ok) {
      of.startMs = told.startMs
      if (!marking) card.saved(told, shortcut)
    } else card.tell(of.shown.player, 'Not saved', told.message, 15_000)
  }

  function clip(shown: ShownVideo, atMs: number, marks: Marks): void {
    const { frame, frameless } = takeFrame(shown.video)
    const id = newId()
    theCard().saving(shown.player)
    const moment: Kept = {
      id,
      shown,
      atMs,
      marks,
      startMs: marks.inMs ?? atMs,
      kept: Promise.resolve(UNHEARD),
    }
    current = moment
    const { videoId } = shown
    const pageTitle = page.title.slice(0, 2_000)
    moment.kept = ask(moment, {
      ...{ moment: 'keep', id, videoId, atMs, marks, pageTitle, frame, frameless },
      durationMs: durationMs(shown),
    })
    void moment.kept.then(told => {
      if (told.ok && told.words === 'wanted') void ask(moment, { moment: 'words', id })
    })
  }
  function mark(of: Kept, marks: Marks): void {
    of.marks = marks
    void of.kept.then(async told => {
      if (told.ok) await ask(of, { moment: 'mark', id: of.id, marks })
    })
  }
  function setEnd(of: Kept, outMs: number): void {
    if (outMs > of.startMs) mark(of, { ...of.marks, outMs })
  }
  async function note(text: string): Promise<void> {
    const of = current
    const told = of && (await of.kept)
    if (!of || !told?.ok) return
    const noted = await ask(of, { moment: 'note', id: of.id, note: text })
    if (noted.ok && of === current) card?.noted()
  }
  function undo(): void {
    const of = current
    if (!of) return
    void of.kept.then(async told => {
      if (!told.ok) return
      current = null
      const gone = await say({ moment: 'undo', id: of.id })
      if (gone.ok) card?.tell(of.shown.player, 'Moment removed', '', 0)
      else card?.tell(of.shown.player, 'Not removed', gone.message)
    })
  }

  let visited: string | null = null
  function look(): void {
    const videoId = videoIdOf(page.location.href)
    if (current && card?.isOpen() && current.shown.videoId !== videoId) card.shut()
    button.follow(videoId ? (shownVideo(page)?.player ?? null) : null)
    if (videoId === visited) return
    visited = videoId
    void visit()
  }
  /** Words that are still wanted of this video can perhaps be had now. */
  async function visit(): Promise<void> {
    const videoId = visited
    if (!videoId || !(await deps.wanting().catch((): string[] => [])).includes(videoId)) return
    await send({ moment: 'visit', videoId }).catch(() => null)
  }

  const view = page.defaultView!
  const isOurs = ({ key }: KeyboardEvent) =>
    ['Alt', 'Shift', 'Control', 'Meta'].includes(key) ||
    key.toLowerCase() === shortcut?.split('+').at(-1)?.toLowerCase()
  // Before anything of the page: what is typed in the card must not reach it.
  for (const type of ['keydown', 'keypress', 'keyup'] as const)
    view.addEventListener(
      type,
      event => {
        card?.key(event)
        if (type === 'keyup' && isOurs(event)) hold.released()
      },
      { capture: true, signal },
    )
  // The player tells when it is there, goes on or is made anew; nothing of the page is watched for that.
  for (const type of ['loadedmetadata', 'playing', 'pause', 'timeupdate', 'yt-navigate-finish'])
    page.addEventListener(type, look, { capture: true, signal })
  view.addEventListener('online', () => void visit(), { signal })
  signal.addEventListener('abort', () => {
    hold.cancel()
    card?.shut()
    button.remove()
  })
  look()

  return {
    look,
    /** The shortcut was pressed, or is held: it comes as often as the browser tells it. */
    pressed: () => hold.told(),
    named(keys: string | null): void {
      shortcut = keys
      button.name(keys)
    },
  }
}

const UNHEARD: Extract<Told, { ok: false }> = {
  ok: false,
  message: 'Ownwords did not answer, so nothing was kept. Press again.',
}
const UPDATED: Told = {
  ok: false,
  message: 'Ownwords was updated meanwhile. Reload this page, then press again.',
}
