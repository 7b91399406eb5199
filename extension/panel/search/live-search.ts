import type { SearchAnswer, SearchQuestion } from '../../../core/contract/search.ts'
import type { Failure } from '../done.ts'
import type { SearchWorld } from './search-world.ts'

/** What became of the newest question. While it is asked, the answer before it may still be looked at. */
export type Searched =
  | { state: 'none' }
  | { state: 'asking'; question: SearchQuestion; before: SearchAnswer | null }
  | { state: 'there'; question: SearchQuestion; answer: SearchAnswer }
  | { state: 'failed'; question: SearchQuestion; failure: Failure }

/** Who types is waited for this long: a question a letter would be answered by the next one. */
const PAUSE_MS = 220

/**
 * Asks while the creator types. Only the newest question is answered: those before it are aborted, and what comes of
 * them all the same is dropped.
 */
export function liveSearch(deps: {
  ask: SearchWorld['ask']
  shown: (searched: Searched) => void
  setTimer: (run: () => void, ms: number) => () => void
}) {
  const { ask, shown, setTimer } = deps
  let wanted = ''
  let last: SearchAnswer | null = null
  let over = new AbortController()
  let cancel = () => {}

  function drop(): void {
    cancel()
    cancel = () => {}
    over.abort()
    over = new AbortController()
  }

  async function go(question: SearchQuestion, mine: AbortController): Promise<void> {
    const answer = await ask(question, mine.signal)
    if (mine.signal.aborted) return
    last = answer.ok ? answer.value : null
    shown(
      answer.ok
        ? { state: 'there', question, answer: answer.value }
        : { state: 'failed', question, failure: answer.error },
    )
  }

  return {
    /** @param soon without waiting for the next letter, and again where this was asked already */
    want(question: SearchQuestion | null, soon = false): void {
      const key = JSON.stringify(question)
      if (key === wanted && !soon) return
      wanted = key
      drop()
      if (!question) {
        last = null
        shown({ state: 'none' })
        return
      }
      shown({ state: 'asking', question, before: last })
      const mine = over
      if (soon) void go(question, mine)
      else cancel = setTimer(() => void go(question, mine), PAUSE_MS)
    },
    stop: drop,
  }
}
