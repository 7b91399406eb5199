import type { ReadonlySignal } from '@preact/signals'

/** Tabs that can be clipped at once: the window's, the group's that is in front, those marked in the tab strip. */
export type TabSet = 'window' | 'group' | 'selected'

export interface TabChoice {
  which: TabSet
  count: number
}

/** What clipping a set of tabs would take, found out before anybody is asked anything. */
export interface TabPlan {
  which: TabSet
  tabIds: number[]
  /** How many of them may be read without a question. */
  open: number
  /** What the browser would ask about; empty where no question is needed. */
  origins: string[]
  /** Whether that is every site: the browser does not tell which sites the unseen tabs show. */
  everySite: boolean
}

export type TabOutcome =
  | { state: 'waiting' }
  /** waking: the browser had put the tab to sleep, and loads its page again. */
  | { state: 'working'; doing: 'waking' | 'loading' | 'reading' }
  /** saved: new in the project · changed: it was there with another text, and this is a version beside it. */
  | { state: 'saved' | 'changed'; sourceId: string; woken: boolean }
  | { state: 'unchanged'; sourceId: string; woken: boolean }
  | { state: 'skipped'; why: 'browser_page' | 'duplicate' | 'no_access' | 'stopped' }
  | { state: 'failed'; why: 'closed' | 'navigated' | 'silent' | 'unreadable'; message: string }

export interface BatchTab {
  tabId: number
  /** null where the browser did not tell. */
  url: string | null
  title: string | null
  outcome: TabOutcome
}

/** Tabs on their way into a project. */
export interface Batch {
  projectId: string
  which: TabSet
  /** interrupted: the panel was closed in the middle; nothing goes on until the creator says so. */
  state: 'running' | 'stopping' | 'interrupted' | 'done'
  tabs: BatchTab[]
  /** Sites that were allowed for this and nothing before: they can be given back. */
  given: string[]
}

/** A link that led on to a site which Ownwords may not read. Its tab waits in the background for the creator's word. */
export interface StrandedLink {
  tabId: number
  /** Where the link pointed; where it led, the browser does not tell. */
  url: string
}

export interface TabsWorld {
  choices: ReadonlySignal<TabChoice[]>
  batch: ReadonlySignal<Batch | null>
  link: ReadonlySignal<StrandedLink | null>

  plan(which: TabSet): Promise<TabPlan>
  /** Call it in the click itself where it asks. Resolves when the last tab has its outcome. */
  clip(plan: TabPlan, ask: boolean): Promise<void>
  /** The rest of an interrupted batch. In the click itself, as `clip`. */
  goOn(): Promise<void>
  /** What is being read is finished, nothing else begins. */
  stop(): void
  dismiss(): Promise<void>
  /** Takes the sites back that were allowed for this batch; false where the browser keeps them. */
  giveBack(): Promise<boolean>
  keepAccess(): Promise<void>

  /** Asks for the site that the link led to, then clips it. In the click itself. */
  clipLink(): Promise<{ ok: true; title: string } | { ok: false; message: string }>
  /** Goes to the link's tab, where the shortcut clips it without a question. */
  showLink(): Promise<void>
  /** Closes the link's tab. */
  dropLink(): Promise<void>
}
