import { type ReadonlySignal, signal } from '@preact/signals'
import { EVERY_SITE, type Permissions } from '../browser/permissions.ts'
import type { Area } from '../browser/storage.ts'
import type { Tabs } from '../browser/tabs.ts'
import type { Clip } from '../capture/clip.ts'
import { clipAndKeep } from '../gestures/clip-tab.ts'
import type { Sender } from '../outbox/sender.ts'
import type { StrandedLink, TabsWorld } from '../panel/tabs/tabs-world.ts'

const KEY = 'stranded-links'

/** Kept where the worker writes and the panel reads: the oldest is shown first. */
export const strandedLinksIn = (session: Area) => {
  const read = async () => linksOf(await session.get(KEY))
  return {
    read,
    leave: async (link: StrandedLink) => session.set(KEY, [...(await read()), link]),
    forget: async (tabId: number) =>
      session.set(
        KEY,
        (await read()).filter(link => link.tabId !== tabId),
      ),
    onChanged: (heard: (links: StrandedLink[]) => void) =>
      session.onChanged(KEY, value => heard(linksOf(value))),
  }
}

export interface StrandedDeps {
  tabs: Tabs
  permissions: Permissions
  session: Area
  clip: Clip
  sender: Pick<Sender, 'keep'>
  projectId: () => Promise<string>
  /** After clips: shows what is on disk now. */
  clipped: () => Promise<void>
}

/** The panel's end of a link that led on to another site: one press more makes it a clip. */
export function strandedLink(deps: StrandedDeps): Record<'stopFollowing', () => void> & {
  link: ReadonlySignal<StrandedLink | null>
  clip: TabsWorld['clipLink']
  show: TabsWorld['showLink']
  drop: TabsWorld['dropLink']
} {
  const { tabs, permissions, session } = deps
  const store = strandedLinksIn(session)
  const link = signal<StrandedLink | null>(null)

  async function see(links: StrandedLink[]): Promise<void> {
    for (const found of links) {
      // Its tab may be gone since.
      if (await tabs.get(found.tabId).catch(() => null)) {
        link.value = found
        return
      }
    }
    link.value = null
  }
  const offs = [
    store.onChanged(links => void see(links)),
    tabs.onRemoved(tabId => {
      if (link.peek()?.tabId === tabId) void store.forget(tabId)
    }),
  ]
  void store.read().then(see)

  return {
    link,
    async clip() {
      // First thing in the click: the question needs it.
      const allowed = await permissions.request(EVERY_SITE).catch(() => false)
      const found = link.peek()
      if (!found) return { ok: false, message: 'The link’s tab is closed. Clip the link again.' }
      if (!allowed)
        return {
          ok: false,
          message: 'The link is not clipped yet. Open it and press the shortcut there: that asks nothing.',
        }
      const tab = await tabs.get(found.tabId).catch(() => null)
      if (!tab?.url) return { ok: false, message: 'The link leads to no web page.' }
      const projectId = await deps.projectId()
      const result = await clipAndKeep(deps, { tabId: tab.id, url: tab.url, what: 'page', projectId })
      if (!result.ok) return { ok: false, message: result.error.message }
      await store.forget(tab.id)
      // What the creator looks at meanwhile is theirs.
      const now = await tabs.get(tab.id).catch(() => null)
      if (now && !now.active) await tabs.close(tab.id).catch(() => {})
      await deps.clipped()
      return { ok: true, title: result.value.title }
    },
    async show() {
      const found = link.peek()
      if (!found) return
      await store.forget(found.tabId)
      await tabs.activate(found.tabId).catch(() => {})
    },
    async drop() {
      const found = link.peek()
      if (!found) return
      await store.forget(found.tabId)
      await tabs.close(found.tabId).catch(() => {})
    },
    stopFollowing() {
      for (const off of offs) off()
    },
  }
}

function linksOf(value: unknown): StrandedLink[] {
  if (!Array.isArray(value)) return []
  return value.filter(each => typeof each?.tabId === 'number' && typeof each?.url === 'string')
}
