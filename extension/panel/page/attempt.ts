import { type ReadonlySignal, signal } from '@preact/signals'
import type { Source } from '../../../core/contract/source.ts'
import type { ClipFailure } from '../../capture/clip.ts'
import type { Feedback } from '../feedback.ts'
import { receiptWords } from '../work/receipt-words.ts'
import type { ThisPage, World } from '../world.ts'
import { pageIdentity } from './identity.ts'

/** What was asked of which page, and what came of it. */
export type Attempt = { tabId: number; identity: string | null; what: 'page' | 'selection' } & (
  | { state: 'busy' }
  | { state: 'saved'; source: Source }
  | { state: 'failed'; failure: ClipFailure }
)

/** The panel's clips, one at a time. Each belongs to the page it was asked of and shows nowhere else. */
export interface ClipAttempts {
  latest: ReadonlySignal<Attempt | null>
  clip: (what: 'page' | 'selection') => void
  forget: () => void
}

export function createClipAttempts(world: Pick<World, 'page' | 'clip'>, feedback: Feedback): ClipAttempts {
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
        latest.value = result.ok
          ? { ...asked, identity, state: 'saved', source: result.value }
          : { ...asked, identity, state: 'failed', failure: result.error }
        const elsewhere = !belongsTo(latest.value, there)
        if (result.ok) {
          const words = `Saved “${result.value.title}”`
          if (elsewhere) feedback.toast({ tone: 'calm', text: words })
          else feedback.say(`${words}. ${receiptWords(result.value).spoken}`)
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
