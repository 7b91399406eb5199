/** The few letters on the toolbar icon: what the creator sees of a gesture while the panel is closed. */
export interface Badge {
  show(tabId: number, text: string, colour: string, title: string): Promise<void>
  clear(tabId: number): Promise<void>
}

export function chromeBadge(): Badge {
  return {
    async show(tabId, text, colour, title) {
      await Promise.all([
        chrome.action.setBadgeBackgroundColor({ tabId, color: colour }),
        chrome.action.setBadgeText({ tabId, text }),
        chrome.action.setTitle({ tabId, title }),
      ])
    },
    async clear(tabId) {
      await Promise.all([
        chrome.action.setBadgeText({ tabId, text: '' }),
        chrome.action.setTitle({ tabId, title: '' }),
      ])
    },
  }
}
