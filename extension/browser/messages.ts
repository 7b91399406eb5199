/** Where a message came from: the tab, and the address that it shows now. */
export interface Origin {
  tabId: number
  url: string
}

/** Between the worker and the scripts of ours in pages. What arrives is not parsed yet. */
export interface Messages {
  /** Answers what scripts of ours in tabs say; what the page itself says never comes here. null: not for us. */
  onSaid(answer: (message: unknown, from: Origin) => Promise<unknown> | null): void
  /** Rejects where no script of ours listens in the tab. */
  tell(tabId: number, message: unknown): Promise<unknown>
}

export function chromeMessages(): Messages {
  return {
    onSaid(answer) {
      chrome.runtime.onMessage.addListener((message: unknown, { id, tab }, respond) => {
        if (id !== chrome.runtime.id || tab?.id === undefined) return false
        const answering = answer(message, { tabId: tab.id, url: tab.url ?? '' })
        if (!answering) return false
        // A tab that is closed meanwhile hears nothing, which is as well.
        void answering.then(respond, () => respond(null))
        return true
      })
    },
    tell: (tabId, message) => chrome.tabs.sendMessage(tabId, message),
  }
}
