import { type ReadonlySignal, signal } from '@preact/signals'
import type { Source } from '../../../core/contract/source.ts'
import type { ClipFailure } from '../../capture/clip.ts'
import type { Feedback } from '../feedback.ts'
import { receiptWords } from '../work/receipt-words.ts'
import type { ThisPage, World } from '../world.ts'
import { pageIdentity } from './identity.ts'
import { type Before, sinceWords } from './since-words.ts'

/** What was asked of which page, and what came of it. */
export type Attempt = { tabId: number; identity: string | null; what: 'page' | 'selection' } & (
  | { state: 'busy' }
  /** `before`: the same page as it was known until now; null for a page that is new here. */
  | { state: 'saved'; source: Source; before: Before | null }
  | { state: 'failed'; failure: ClipFailure }
)

/** The panel's clips, one at a time. Each belongs to the page it was asked of and shows nowhere else. */
export interface ClipAttempts {
  latest: ReadonlySignal<Attempt | null>
  clip: (what: 'page' | 'selection') => void
  forget: () => void
}

export function createClipAttempts(
  world: Pick<World, 'page' | 'clip' | 'work'>,
  feedback: Feedback,
): ClipAttempts {
  const latest = signal<Attempt | null>(null)
  return {
    latest,
    forget() {
      latest.value = null
    },
    clip(what) {
      const page = world.page.value
      if (latest.value?.state === 'busy' || (page.state !== 'known' && page.state !== 'unknown')) return
      const asked = { tabId: page.tabId, identity: identityOf(page), what }
      latest.value = { ...asked, state: 'busy' }
      const known = world.work.value.sources
      // Called within the click, before any await: it may have to ask the browser for the site.
      void world.clip(what).then(result => {
        const there = world.page.value
        // A page that was unknown is named by the answer, or by the tab that is still in front.
        const identity =
          asked.identity ??
          (result.ok
            ? pageIdentity(result.value.url)
            : 'tabId' in there && there.tabId === asked.tabId
              ? identityOf(there)
              : null)
        const beforeOf = (source: Source) => known.find(each => each.id === source.id) ?? null
        latest.value = result.ok
          ? { ...asked, identity, state: 'saved', source: result.value, before: beforeOf(result.value) }
          : { ...asked, identity, state: 'failed', failure: result.error }
        const elsewhere = !belongsTo(latest.value, there)
        if (result.ok) {
          const words = `Saved “${result.value.title}”`
          if (elsewhere) feedback.toast({ tone: 'calm', text: words })
          else {
            const since = sinceWords(result.value, beforeOf(result.value), Date.now())
            feedback.say([words, since, receiptWords(result.value).spoken].filter(Boolean).join('. '))
          }
        } else if (elsewhere) feedback.toast({ tone: 'bad', text: result.error.message })
        else feedback.say(result.error.message)
      })
    },
  }
}

const identityOf = (page: ThisPage) => (page.state === 'known' ? pageIdentity(page.url) : null)

/** Whether an attempt was made on the page that is in front now. */
export function belongsTo(attempt: Attempt | null, page: ThisPage): attempt is Attempt {
  if (!attempt || !('tabId' in page) || attempt.tabId !== page.tabId) return false
  const identity = identityOf(page)
  return attempt.identity === null || identity === null || attempt.identity === identity
}
