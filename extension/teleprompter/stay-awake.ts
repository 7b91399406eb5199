interface Awake {
  wakeLock?: { request(type: 'screen'): Promise<{ release(): Promise<void> }> }
}

/**
 * Keeps the screen from going dark (Screen Wake Lock API), where the browser can; when the page was out of sight the
 * browser has let go of it, and it is asked for again. @returns ends it
 */
export function stayAwake(
  browser: Awake,
  page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'> = document,
): () => void {
  let lock: { release(): Promise<void> } | null = null
  let over = false
  const ask = async () => {
    if (over || page.visibilityState === 'hidden') return
    try {
      const got = await browser.wakeLock?.request('screen')
      if (over) await got?.release()
      else lock = got ?? null
    } catch {
      // Low battery, or not allowed: the prompter runs all the same.
    }
  }
  void ask()
  page.addEventListener('visibilitychange', ask)
  return () => {
    over = true
    page.removeEventListener('visibilitychange', ask)
    void lock?.release().catch(() => {})
  }
}
