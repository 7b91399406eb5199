/** The panel of a window. */
export interface SidePanel {
  /** Needs a user gesture and must be called at once in it: an `await` before it loses the gesture. */
  open(windowId: number): Promise<void>
  /** As it is at the moment of the call: ask before `open`, without awaiting. */
  isOpen(windowId: number): Promise<boolean>
}

export function chromeSidePanel(): SidePanel {
  return {
    open: windowId => chrome.sidePanel.open({ windowId }),
    async isOpen(windowId) {
      const contexts = await chrome.runtime.getContexts({
        contextTypes: ['SIDE_PANEL'],
        windowIds: [windowId],
      })
      return contexts.length > 0
    },
  }
}
