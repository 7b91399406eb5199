import type { Result } from '../../core/contract/result.ts'
import type { Source } from '../../core/contract/source.ts'
import type { Alarms } from '../browser/alarms.ts'
import { type Permissions, siteOf } from '../browser/permissions.ts'
import type { Area } from '../browser/storage.ts'
import type { Tab, Tabs } from '../browser/tabs.ts'
import type { ClipFailure } from '../capture/clip.ts'
import { type GestureDeps, tellOutcome } from './clip-gesture.ts'
import { clipAndKeep, NEEDS_PERMISSION } from './clip-tab.ts'

/** Rings for links whose tab never finished loading, or whose worker died meanwhile. */
export const LINK_ALARM = 'ownwords.links'
const KEY = 'links'

/** A link's tab in the background, and the tab it was clicked in. */
interface OpenLink {
  tabId: number
  fromTabId: number
}

export interface LinkDeps extends GestureDeps {
  tabs: Tabs
  permissions: Permissions
  session: Area
  alarms: Alarms
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

/**
 * Opens a link in the background, clips it when it is loaded and closes it. Call it in the click itself: the
 * browser's question for the link's site needs the gesture.
 */
export async function clipLink(deps: LinkDeps, from: Tab, linkUrl: string): Promise<void> {
  const site = siteOf(linkUrl)
  const allowed = site ? await deps.permissions.request([site]).catch(() => false) : false
  if (!allowed) return tellOutcome(deps, from.id, { ok: false, error: site ? DECLINED : NO_PAGE })

  await deps.alarms.once(LINK_ALARM, 1)
  const tab = await deps.tabs.open(linkUrl, { windowId: from.windowId, active: false })
  await note(deps, links => [...links, { tabId: tab.id, fromTabId: from.id }])
  if (await loaded(deps.tabs, tab.id)) await finishLink(deps, tab.id)
}

/** The alarm's: what of the opened links is left is clipped as far as it came, and closed. */
export async function finishLinks(deps: LinkDeps): Promise<void> {
  for (const link of await read(deps.session)) await finishLink(deps, link.tabId)
}

async function finishLink(deps: LinkDeps, tabId: number): Promise<void> {
  let link: OpenLink | undefined
  // Taking it off the list first is the claim: alarm and load cannot both clip it.
  await note(deps, links => {
    link = links.find(each => each.tabId === tabId)
    return links.filter(each => each !== link)
  })
  if (!link) return
  let result: Result<Source, ClipFailure>
  try {
    const { url } = await deps.tabs.get(tabId)
    result = url
      ? await clipAndKeep(deps, { tabId, url, what: 'page', projectId: await deps.project.orFirst() })
      : // It led on to another site than the one that was asked for.
        { ok: false, error: NEEDS_PERMISSION }
    await deps.tabs.close(tabId)
  } catch {
    result = {
      ok: false,
      error: { code: 'tab_gone', message: 'The link’s tab was closed before it was clipped.' },
    }
  }
  await tellOutcome(deps, link.fromTabId, result)
}

/** Resolves true when the tab has loaded, false when it is closed. */
function loaded(tabs: Tabs, tabId: number): Promise<boolean> {
  return new Promise(resolve => {
    const end = (value: boolean) => {
      for (const off of offs) off()
      resolve(value)
    }
    const offs = [
      tabs.onUpdated(tab => {
        if (tab.id === tabId && !tab.loading) end(true)
      }),
      tabs.onRemoved(removed => {
        if (removed === tabId) end(false)
      }),
    ]
    // It may have loaded before anybody listened. A tab just opened says complete of its empty page: that has no address.
    void tabs.get(tabId).then(
      tab => {
        if (!tab.loading && tab.url && tab.url !== 'about:blank') end(true)
      },
      () => end(false),
    )
  })
}

async function read(session: Area): Promise<OpenLink[]> {
  const links = await session.get(KEY)
  return Array.isArray(links) ? (links as OpenLink[]) : []
}

let writing: Promise<void> = Promise.resolve()
/** Changes the list, one change after the other: storage has no transactions. */
function note({ session }: LinkDeps, change: (links: OpenLink[]) => OpenLink[]): Promise<void> {
  writing = writing.then(async () => session.set(KEY, change(await read(session))))
  return writing
}
