/** The extension's hidden page: the worker has no DOM, so what has to be parsed as HTML is asked of this page. */
export interface HiddenPage {
  /** Makes the page where there is none, and closes it when nobody asks any more. Rejects where it died meanwhile. */
  ask(question: unknown): Promise<unknown>
}

/** Marks a message as meant for the hidden page: every context of the extension hears all of them. */
export const TO_HIDDEN_PAGE = 'ownwords.hidden-page'

/** A worker that only waits for an answer is put to sleep after half a minute; any call of the browser keeps it up. */
const BEAT_MS = 20_000

export function chromeHiddenPage(): HiddenPage {
  let asking = 0
  let making: Promise<void> | null = null

  async function make(): Promise<void> {
    const contexts = await chrome.runtime.getContexts({
      contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT],
    })
    if (contexts.length > 0) return
    await chrome.offscreen.createDocument({
      url: 'offscreen.html',
      reasons: [chrome.offscreen.Reason.DOM_PARSER],
      justification: 'Reads the page of a link that the creator clips without opening it.',
    })
  }

  return {
    async ask(question) {
      asking++
      const beat = setInterval(() => void chrome.runtime.getPlatformInfo(), BEAT_MS)
      try {
        making ??= make().finally(() => {
          making = null
        })
        await making
        return await chrome.runtime.sendMessage({ to: TO_HIDDEN_PAGE, question })
      } finally {
        clearInterval(beat)
        asking--
        if (asking === 0) await chrome.offscreen.closeDocument().catch(() => {})
      }
    },
  }
}

/** The hidden page's own end. */
export function answerAsHiddenPage(answer: (question: unknown) => Promise<unknown>): void {
  chrome.runtime.onMessage.addListener((message: unknown, sender, reply) => {
    const { to, question } = (message ?? {}) as { to?: unknown; question?: unknown }
    if (to !== TO_HIDDEN_PAGE || sender.id !== chrome.runtime.id || sender.tab) return false
    void answer(question).then(reply, () => reply(null))
    // Keeps the way open for the answer.
    return true
  })
}
