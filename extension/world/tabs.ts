import { signal } from '@preact/signals'
import type { Source } from '../../core/contract/source.ts'
import type { Batch, BatchTab, TabChoice, TabPlan, TabsWorld } from '../panel/tabs/tabs-world.ts'
import { keptBatchIn, stopped, withOutcome } from '../tabs/kept-batch.ts'
import { choicesOf, missingSites, planOf, tabsOf } from '../tabs/plan-tabs.ts'
import { type StrandedDeps, strandedLink } from '../tabs/stranded-link.ts'

export interface TabsDeps extends StrandedDeps {
  /** What the open project has. */
  sources: () => Source[]
  onAttention: (heard: () => void) => () => void
  clock: () => number
  random: () => number
  setTimer: (run: () => void, ms: number) => () => void
}

/**
 * Many tabs at once. It runs in the panel's page, whose life is the creator's to end: every step is kept, so that the
 * next opening says how far it came and goes on from there.
 */
export function tabsWorld(deps: TabsDeps): TabsWorld & { stopFollowing: () => void } {
  const { tabs, permissions, session } = deps
  const choices = signal<TabChoice[]>([])
  const batch = signal<Batch | null>(null)
  const ownWindow = tabs.ownWindow()
  const kept = ownWindow.then(windowId => keptBatchIn(session, windowId))
  const link = strandedLink(deps)
  /** Sites of an interrupted batch that have to be asked for again: known before the click that asks. */
  let missing: string[] = []

  const show = (next: Batch | null) => {
    batch.value = next
    void kept.then(store => (next ? store.keep(next) : store.forget())).catch(() => {})
  }

  async function look(): Promise<void> {
    const next = choicesOf(await tabs.allIn(await ownWindow))
    if (JSON.stringify(next) !== JSON.stringify(choices.peek())) choices.value = next
    const interrupted = batch.peek()
    if (interrupted?.state === 'interrupted') missing = await missingSites(interrupted.tabs, permissions)
  }

  async function run(): Promise<void> {
    const started = batch.peek()
    if (!started) return
    const { clipTabs } = await import('../tabs/clip-tabs.ts')
    await clipTabs(started.tabs, started.projectId, {
      tabs,
      clip: deps.clip,
      keep: capture => deps.sender.keep(capture),
      known: deps.sources,
      step(at, outcome) {
        const now = batch.peek()
        if (now) show(withOutcome(now, at, outcome))
      },
      stopped: () => batch.peek()?.state !== 'running',
      clock: deps.clock,
      random: deps.random,
      setTimer: deps.setTimer,
    })
    const now = batch.peek()
    if (now) show({ ...now, state: 'done', tabs: now.tabs.map(stopped) })
    await deps.clipped()
  }

  /** The question itself: nothing may be awaited before it, or the browser takes it for no click's. */
  const ask = (origins: string[]): Promise<boolean> =>
    origins.length > 0 ? permissions.request(origins).catch(() => false) : Promise.resolve(false)

  async function entries(plan: TabPlan, everySite: boolean): Promise<BatchTab[]> {
    const here = await tabs.allIn(await ownWindow)
    return here
      .filter(tab => plan.tabIds.includes(tab.id))
      .map(tab => {
        const isPage = tab.url !== null && /^https?:/.test(tab.url)
        return {
          tabId: tab.id,
          url: isPage ? tab.url : null,
          title: tab.title,
          outcome: isPage
            ? { state: 'waiting' }
            : // With every site allowed, only what is no site has no address.
              { state: 'skipped', why: tab.url || everySite ? 'browser_page' : 'no_access' },
        }
      })
  }

  const offs = [deps.onAttention(() => void look()), tabs.onActivated(() => void look())]
  void kept
    .then(store => store.read())
    .then(before => {
      // A batch that was begun meanwhile is newer.
      if (before && !batch.peek()) batch.value = before
      return look()
    })
    .catch(() => {})

  return {
    choices,
    batch,
    link: link.link,
    async plan(which) {
      return planOf(which, tabsOf(which, await tabs.allIn(await ownWindow)), permissions)
    },
    async clip(plan, asks) {
      const allowed = await ask(asks ? plan.origins : [])
      if (isUnderWay(batch.peek())) return
      const everySite = allowed || (plan.origins.length === 0 && plan.open < plan.tabIds.length)
      const list = await entries(plan, everySite)
      const projectId = await deps.projectId()
      const given = allowed ? plan.origins : (batch.peek()?.given ?? [])
      show({ projectId, which: plan.which, state: 'running', tabs: list, given })
      await run()
    },
    async goOn() {
      const origins = missing
      const allowed = await ask(origins)
      const before = batch.peek()
      if (before?.state !== 'interrupted') return
      show({
        ...before,
        state: 'running',
        given: allowed ? [...new Set([...before.given, ...origins])] : before.given,
      })
      await run()
    },
    stop() {
      const now = batch.peek()
      if (now?.state === 'running') show({ ...now, state: 'stopping' })
    },
    async dismiss() {
      if (!isUnderWay(batch.peek())) show(null)
    },
    async giveBack() {
      const now = batch.peek()
      if (!now) return false
      const gone = await permissions.giveBack(now.given).catch(() => false)
      show({ ...now, given: [] })
      return gone
    },
    async keepAccess() {
      const now = batch.peek()
      if (now) show({ ...now, given: [] })
    },
    clipLink: link.clip,
    showLink: link.show,
    dropLink: link.drop,
    stopFollowing() {
      for (const off of [...offs, link.stopFollowing]) off()
    },
  }
}

const isUnderWay = (batch: Batch | null): boolean => batch?.state === 'running' || batch?.state === 'stopping'
