import { effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Result } from '../../core/contract/result.ts'
import type { SourceDetail } from '../../core/contract/source.ts'
import type { Scripting } from '../browser/scripting.ts'
import type { Tabs } from '../browser/tabs.ts'
import type { KeptSelections } from '../highlights/kept-selections.ts'
import { markQuotes } from '../highlights/mark-quotes.ts'
import type { HighlightsWorld } from '../panel/highlights/highlights-world.ts'
import type { ThisPage, Work } from '../panel/world.ts'

export interface HighlightsDeps {
  kept: KeptSelections
  scripting: Scripting
  tabs: Pick<Tabs, 'onUpdated'>
  page: ReadonlySignal<ThisPage>
  work: ReadonlySignal<Work>
  openSource: (id: string) => Promise<Result<SourceDetail, unknown>>
  isOnline: () => boolean
}

/** Selections asked of the server at one opening, where this computer has not seen them being clipped. */
const MOST_ASKED = 30

/** The panel's part: the page in front is marked by the access that the panel has, and told of in the panel. */
export function highlightsWorld(deps: HighlightsDeps): HighlightsWorld & { stop: () => void } {
  const { kept, scripting, page, work } = deps
  const on = signal(true)
  const here = signal<HighlightsWorld['here']['value']>(null)
  let newest = 0
  let looked = ''
  let marked: { tabId: number; url: string } | null = null
  const asked = new Set<string>()

  async function look(): Promise<void> {
    const now = page.peek()
    const question = ++newest
    if (now.state !== 'known' || now.kind !== 'article') {
      here.value = null
      return
    }
    const { tabId, url } = now
    const quotes = on.peek() ? await kept.of(url) : []
    if (question !== newest) return
    const before = marked?.tabId === tabId && marked.url === url
    if (quotes.length === 0 && !before) {
      here.value = null
      return
    }
    const anchors = quotes.map(each => each.anchor)
    const found = await scripting.run(tabId, markQuotes, anchors, 'kept').catch(() => undefined)
    if (question !== newest) return
    marked = quotes.length > 0 ? { tabId, url } : null
    here.value =
      found && quotes.length > 0
        ? { marked: found.filter(Boolean).length, missing: found.filter(each => !each).length }
        : null
  }

  /** Selections clipped on another computer, or before they were noted here. */
  async function catchUp(ids: string[]): Promise<void> {
    for (const id of ids) {
      if (asked.has(id) || asked.size >= MOST_ASKED) continue
      asked.add(id)
      if (await kept.knows(id)) continue
      const opened = await deps.openSource(id)
      if (!opened.ok || !opened.value.anchor) continue
      const { projectId, url, canonicalUrl, anchor } = opened.value
      await kept.add({ sourceId: id, projectId, url, canonicalUrl, anchor })
      await look()
    }
  }

  const offs = [
    effect(() => {
      const now = page.value
      const ids = work.value.sources.filter(each => each.kind === 'selection').map(each => each.id)
      const url = now.state === 'known' ? `${now.tabId} ${now.url}` : now.state
      const question = `${url} ${ids.join(' ')} ${on.value}`
      if (question === looked) return
      looked = question
      void look().catch(() => {})
      if (deps.isOnline() && ids.length > 0) void catchUp(ids).catch(() => {})
    }),
    // Loaded anew, it is another page at the same address.
    deps.tabs.onUpdated(tab => {
      const now = page.peek()
      if (now.state === 'known' && now.tabId === tab.id && !tab.loading) void look().catch(() => {})
    }),
    kept.onTurned(next => {
      on.value = next
    }),
  ]
  void kept.isOn().then(is => {
    on.value = is
  })

  return {
    on,
    here,
    turn: next => kept.turn(next),
    stop() {
      newest++
      for (const off of offs) off()
    },
  }
}
