/** Which pages get our one small script by themselves. The browser runs it only where we have access, too. */
export interface PageScripts {
  /** These match patterns and no others, also after a restart of the browser; an empty list: nowhere. */
  limitTo(patterns: string[]): Promise<void>
}

export function chromePageScripts(id: string, file: string): PageScripts {
  return {
    async limitTo(matches) {
      const [known] = await chrome.scripting.getRegisteredContentScripts({ ids: [id] })
      if (matches.length === 0) {
        if (known) await chrome.scripting.unregisterContentScripts({ ids: [id] })
        return
      }
      const script = { id, js: [file], matches, runAt: 'document_idle' as const, persistAcrossSessions: true }
      if (known) await chrome.scripting.updateContentScripts([script])
      else await chrome.scripting.registerContentScripts([script])
    },
  }
}
