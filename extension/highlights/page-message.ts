import type { Messages } from '../browser/messages.ts'
import type { KeptSelections } from './kept-selections.ts'

/** What the script in a page asks when it has loaded. */
export const ASK_KEPT = 'ownwords.kept-selections'

/** The worker's answer: what to mark on that page. The page is the browser's word, not the message's. */
export function answerPages(messages: Pick<Messages, 'onSaid'>, kept: KeptSelections): void {
  messages.onSaid((message, { url }) => {
    if (message !== ASK_KEPT) return null
    return kept
      .isOn()
      .then(async on => (on ? (await kept.of(url)).map(each => each.anchor) : []))
      .catch(() => [])
  })
}
