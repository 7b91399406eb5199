/** The panel of a window. */
export interface SidePanel {
  /** Needs a user gesture and must be called at once in it: an `await` before it loses the gesture. */
  open(windowId: number): Promise<void>
  /** As it is at the moment of the call: ask before `open`, without awaiting. */
  isOpen(windowId: number): Promise<boolean>
}

// `runtime.getContexts` knows that there is a panel, but gives it the window -1 (Chromium 156). A lock is freed
// with the page that holds it, so it tells the truth about each window.
const lockOf = (windowId: number) => `ownwords.panel.${windowId}`

export function chromeSidePanel(): SidePanel {
  return {
    open: windowId => chrome.sidePanel.open({ windowId }),
    async isOpen(windowId) {
      const { held } = await navigator.locks.query()
      return held?.some(lock => lock.name === lockOf(windowId)) ?? false
    },
  }
}

/** The panel's own: says for as long as its page lives that the window's panel is open. */
export async function markPanelOpen(): Promise<void> {
  const { id } = await chrome.windows.getCurrent()
  if (id !== undefined) void navigator.locks.request(lockOf(id), () => new Promise(() => {}))
}
