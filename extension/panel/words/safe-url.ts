/** The address, if it is one that may become a link: http or https and nothing else. */
export function safeUrl(url: string): string | null {
  try {
    const parsed = new URL(url)
    return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null
  } catch {
    return null
  }
}

/** "example.org" of an address, for the eye: without www; empty where it is no address. */
export function hostOf(url: string): string {
  const safe = safeUrl(url)
  return safe ? new URL(safe).hostname.replace(/^www\./, '') : ''
}

/** Whether an address is this very computer's. */
export function isThisComputer(url: string): boolean {
  const safe = safeUrl(url)
  return safe !== null && /^(127(\.\d+){3}|localhost|\[::1\])$/.test(new URL(safe).hostname)
}
