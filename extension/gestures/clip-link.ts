import type { Result } from '../../core/contract/result.ts'
import type { Capture, Source } from '../../core/contract/source.ts'
import type { Alarms } from '../browser/alarms.ts'
import { type Permissions, siteOf } from '../browser/permissions.ts'
import type { Area } from '../browser/storage.ts'
import type { Tab, Tabs } from '../browser/tabs.ts'
import { videoIdOf, watchAddress } from '../capture/canonical.ts'
import type { ClipFailure } from '../capture/clip.ts'
import { linkedPage } from '../links/link-address.ts'
import type { LinkAnswer, LinkedVideo, LinkQuestion } from '../links/link-answer.ts'
import { strandedLinksIn } from '../tabs/stranded-link.ts'
import { whenLoaded } from '../tabs/when-loaded.ts'
import { type GestureDeps, tellOutcome } from './clip-gesture.ts'
import { clipAndKeep } from './clip-tab.ts'

/** Rings for links whose answer or tab never came, or whose worker died meanwhile. */
export const LINK_ALARM = 'ownwords.links'
const KEY = 'links'
const LOAD_MS = 50_000

/** A link on its way: asked for without a tab (`tabId` null), or in a tab in the background. */
interface PendingLink {
  url: string
  fromTabId: number
  windowId: number
  tabId: number | null
}

export interface LinkDeps extends GestureDeps {
  tabs: Tabs
  permissions: Permissions
  session: Area
  alarms: Alarms
  setTimer: (run: () => void, ms: number) => () => void
  /** Fetches and reads a link without opening it. */
  readLink: (question: LinkQuestion) => Promise<LinkAnswer>
  clipLinkedVideo: (video: LinkedVideo, projectId: string) => Promise<Result<Capture, ClipFailure>>
}

const DECLINED: ClipFailure = {
  code: 'needs_permission',
  message:
    'This link was not clipped, because Ownwords may not read its site. Clip it again and allow the site, or open the link and clip the page.',
}
const NO_PAGE: ClipFailure = {
  code: 'forbidden_page',
  message: 'This link leads to no web page, so there is nothing to clip.',
}
const ELSEWHERE = {
  text: '?',
  colour: '#8a4b00',
  title: 'The link led on to another site. Open Ownwords to clip it.',
}

/**
 * Clips what a link leads to without opening it; where that shows too little, in a tab in the background that is
 * closed afterwards. Call it in the click itself: the browser's question for the link's site needs the gesture.
 */
export async function clipLink(deps: LinkDeps, from: Tab, linkUrl: string): Promise<void> {
  const page = linkedPage(linkUrl)
  const videoId = page && videoIdOf(page)
  const url = videoId ? watchAddress(videoId) : page
  const site = url && siteOf(url)
  // Where the question cannot be asked, the site may still be allowed from before.
  const allowed = site
    ? await deps.permissions.request([site]).catch(() => deps.permissions.has([site]).catch(() => false))
    : false
  if (!url || !allowed) return tellOutcome(deps, from.id, { ok: false, error: site ? DECLINED : NO_PAGE })

  await deps.alarms.once(LINK_ALARM, 1)
  const pending: PendingLink = { url, fromTabId: from.id, windowId: from.windowId, tabId: null }
  await note(deps, links => [...links, pending])
  const projectId = await deps.project.orFirst()
  const answer = await deps.readLink({ url, projectId, videoId }).catch((): LinkAnswer => ({ got: 'open' }))
  // Whoever takes it off the list has it: an alarm that rang meanwhile opened it in a tab.
  if (!(await claim(deps, pending))) return
  if (answer.got === 'open') return inTab(deps, pending)
  await tellOutcome(deps, from.id, await keepAnswer(deps, answer, projectId))
}

/** The alarm's: what is left of the links is opened or, where it is open already, clipped as far as it came. */
export async function finishLinks(deps: LinkDeps): Promise<void> {
  for (const link of await read(deps.session)) {
    if (!(await claim(deps, link))) continue
    if (link.tabId === null) await inTab(deps, link)
    else await clipOpened(deps, link, link.tabId)
  }
}

async function keepAnswer(
  deps: LinkDeps,
  answer: Exclude<LinkAnswer, { got: 'open' }>,
  projectId: string,
): Promise<Result<Source, ClipFailure>> {
  if (answer.got === 'failure') return { ok: false, error: answer.failure }
  const captured: Result<Capture, ClipFailure> =
    answer.got === 'capture'
      ? { ok: true, value: answer.capture }
      : await deps.clipLinkedVideo(answer.video, projectId)
  if (!captured.ok) return captured
  const kept = await deps.sender.keep(captured.value)
  return kept.ok ? kept : { ok: false, error: { code: 'error', message: kept.error.message } }
}

async function inTab(deps: LinkDeps, link: PendingLink): Promise<void> {
  await deps.alarms.once(LINK_ALARM, 1)
  const tab = await deps.tabs.open(link.url, { windowId: link.windowId, active: false })
  const opened = { ...link, tabId: tab.id }
  await note(deps, links => [...links, opened])
  await whenLoaded(deps.tabs, tab.id, LOAD_MS, deps.setTimer)
  if (await claim(deps, opened)) await clipOpened(deps, opened, tab.id)
}

async function clipOpened(deps: LinkDeps, link: PendingLink, tabId: number): Promise<void> {
  let result: Result<Source, ClipFailure>
  try {
    const { url } = await deps.tabs.get(tabId)
    // It led on to another site than the one that was asked for: the creator's next word decides, and it stays open.
    if (!url) return await strand(deps, link, tabId)
    result = await clipAndKeep(deps, { tabId, url, what: 'page', projectId: await deps.project.orFirst() })
    await deps.tabs.close(tabId)
  } catch {
    result = {
      ok: false,
      error: { code: 'tab_gone', message: 'The link’s tab was closed before it was clipped.' },
    }
  }
  await tellOutcome(deps, link.fromTabId, result)
}

async function strand(deps: LinkDeps, link: PendingLink, tabId: number): Promise<void> {
  await strandedLinksIn(deps.session).leave({ tabId, url: link.url })
  // On the icon until the creator goes on: nothing went wrong, and something is left to do.
  await deps.badge.show(link.fromTabId, ELSEWHERE.text, ELSEWHERE.colour, ELSEWHERE.title).catch(() => {})
}

/** Takes a link off the list; false where somebody else did. */
async function claim(deps: LinkDeps, link: PendingLink): Promise<boolean> {
  let mine = false
  await note(deps, links => {
    const at = links.findIndex(
      each => each.url === link.url && each.fromTabId === link.fromTabId && each.tabId === link.tabId,
    )
    mine = at >= 0
    return links.filter((_, index) => index !== at)
  })
  return mine
}

async function read(session: Area): Promise<PendingLink[]> {
  const links = await session.get(KEY)
  return Array.isArray(links) ? (links as PendingLink[]) : []
}

let writing: Promise<void> = Promise.resolve()
/** Changes the list, one change after the other: storage has no transactions. */
function note({ session }: LinkDeps, change: (links: PendingLink[]) => PendingLink[]): Promise<void> {
  writing = writing.then(async () => session.set(KEY, change(await read(session))))
  return writing
}
