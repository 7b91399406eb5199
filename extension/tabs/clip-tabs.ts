import type { Result } from '../../core/contract/result.ts'
import type { Capture, Source } from '../../core/contract/source.ts'
import type { Tab, Tabs } from '../browser/tabs.ts'
import { canonicalAddress, videoIdOf } from '../capture/canonical.ts'
import type { Clip, ClipFailure } from '../capture/clip.ts'
import { isSamePage } from '../capture/clip-tab.ts'
import { takeFromTab } from '../gestures/clip-tab.ts'
import type { BatchTab, TabOutcome } from '../panel/tabs/tabs-world.ts'
import { whenLoaded } from './when-loaded.ts'

export interface ClipTabsDeps {
  tabs: Tabs
  clip: Clip
  keep: (capture: Capture) => Promise<Result<Source, { message: string }>>
  /** What the project has of its sources now. */
  known: () => Source[]
  /** Told of every step. */
  step: (at: number, outcome: TabOutcome) => void
  stopped: () => boolean
  clock: () => number
  random: () => number
  setTimer: (run: () => void, ms: number) => () => void
}

/** More at once would make a window of forty tabs crawl. */
const AT_ONCE = 2
/** A page that still loads after this is read as far as it came. */
const LOAD_MS = 30_000
/** A page that does not answer: it hangs, or shows a question of its own that stops its scripts. */
const SILENT_MS = 60_000
/** Between two videos: YouTube is asked at the pace of a person. */
const VIDEO_GAP_MS = 3_000

/** Clips what waits among these tabs into one project, two at a time and one video at a time. */
export async function clipTabs(list: BatchTab[], projectId: string, deps: ClipTabsDeps): Promise<void> {
  const { step, stopped, clock, random, setTimer } = deps
  const waiting = new Set(list.flatMap((tab, at) => (tab.outcome.state === 'waiting' ? [at] : [])))
  const taken = new Set<string>()
  let videoUnderWay = false
  let nextVideoAt = 0

  for (const [at, tab] of list.entries()) {
    if (!tab.url) continue
    const page = canonicalAddress(tab.url, null)
    if (waiting.has(at) && taken.has(page)) {
      waiting.delete(at)
      step(at, { state: 'skipped', why: 'duplicate' })
    }
    taken.add(page)
  }
  taken.clear()

  const isVideo = (at: number) => videoIdOf(list[at]!.url ?? '') !== null
  /** The next in order; while a video is under way, the next that is none. */
  const pick = (): number | undefined => {
    const at = [...waiting].find(each => !(videoUnderWay && isVideo(each)))
    if (at !== undefined) waiting.delete(at)
    return at
  }

  async function lane(): Promise<void> {
    while (!stopped()) {
      const at = pick()
      if (at === undefined) return
      const video = isVideo(at)
      if (video) {
        videoUnderWay = true
        const gap = nextVideoAt - clock()
        if (gap > 0) await new Promise<void>(resolve => setTimer(resolve, gap))
      }
      step(at, await one(list[at]!, doing => step(at, { state: 'working', doing })))
      if (video) {
        videoUnderWay = false
        nextVideoAt = clock() + VIDEO_GAP_MS * (1 + random())
      }
    }
  }

  async function one(
    { tabId, url }: BatchTab,
    tell: (doing: 'waking' | 'loading' | 'reading') => void,
  ): Promise<TabOutcome> {
    if (!url) return { state: 'skipped', why: 'browser_page' }
    let tab: Tab
    try {
      tab = await deps.tabs.get(tabId)
    } catch {
      return closed
    }
    if (!tab.url || !isSamePage(tab.url, url)) return navigated
    const woken = tab.asleep
    try {
      if (woken || tab.loading) {
        tell(woken ? 'waking' : 'loading')
        // Listening first: a page from the cache may be there before the answer to its reload.
        const there = whenLoaded(deps.tabs, tabId, LOAD_MS, setTimer)
        if (woken) await deps.tabs.reload(tabId)
        if ((await there) === 'closed') return closed
      }
      tell('reading')
      const found = await within(
        SILENT_MS,
        takeFromTab(deps.clip, { tabId, url, what: 'page', projectId }),
        setTimer,
      )
      return found ? await keepTaken(found, woken) : silent
    } catch {
      const there = await deps.tabs.get(tabId).catch(() => null)
      return there ? broken : closed
    } finally {
      // As it was found: forty pages that were asleep would otherwise fill the memory.
      if (woken && !tab.active) await deps.tabs.sleep(tabId).catch(() => {})
    }
  }

  async function keepTaken(found: Result<Capture, ClipFailure>, woken: boolean): Promise<TabOutcome> {
    if (!found.ok) return failedBy(found.error)
    const capture = found.value
    // Two tabs may show one page by two addresses, which only the page itself tells.
    const page = `${capture.kind} ${capture.canonicalUrl}`
    if (taken.has(page)) return { state: 'skipped', why: 'duplicate' }
    taken.add(page)
    const before = deps
      .known()
      .find(
        source =>
          source.projectId === projectId &&
          source.kind === capture.kind &&
          source.canonicalUrl === capture.canonicalUrl,
      )
    if (before?.contentHash === capture.contentHash) return { state: 'unchanged', sourceId: before.id, woken }
    const kept = await deps.keep(capture)
    if (!kept.ok) return { state: 'failed', why: 'unreadable', message: kept.error.message }
    return { state: before ? 'changed' : 'saved', sourceId: kept.value.id, woken }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  for (const at of waiting) step(at, { state: 'skipped', why: 'stopped' })
}

const closed: TabOutcome = {
  state: 'failed',
  why: 'closed',
  message: 'The tab was closed before its page was clipped.',
}
const navigated: TabOutcome = {
  state: 'failed',
  why: 'navigated',
  message: 'The tab went on to another page meanwhile, so nothing of it was clipped.',
}
const broken: TabOutcome = {
  state: 'failed',
  why: 'unreadable',
  message: 'This page could not be read. Reload it and clip it there.',
}
const silent: TabOutcome = {
  state: 'failed',
  why: 'silent',
  message:
    'The page did not answer for a minute. Open it, close any question that it shows, and clip it there.',
}

function failedBy(failure: ClipFailure): TabOutcome {
  switch (failure.code) {
    case 'needs_permission':
      return { state: 'skipped', why: 'no_access' }
    case 'forbidden_page':
      return { state: 'skipped', why: 'browser_page' }
    case 'tab_gone':
      return closed
    case 'navigated_away':
      return navigated
    default:
      return { state: 'failed', why: 'unreadable', message: failure.message }
  }
}

/** The value, or null where it takes longer. */
function within<Value>(
  ms: number,
  work: Promise<Value>,
  setTimer: ClipTabsDeps['setTimer'],
): Promise<Value | null> {
  return new Promise((resolve, reject) => {
    const off = setTimer(() => resolve(null), ms)
    work.then(resolve, reject).finally(off)
  })
}
