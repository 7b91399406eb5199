/** Access to sites, as match patterns such as `https://example.org/*`. */
export interface Permissions {
  has(origins: string[]): Promise<boolean>
  /** Asks the creator where it has to. Needs a user gesture; false when they decline. */
  request(origins: string[]): Promise<boolean>
  /** Gives back what was asked for. False where it cannot be: what was granted at install stays. */
  giveBack(origins: string[]): Promise<boolean>
}

/** Every site, for a tab whose address the browser does not tell: there is no narrower question to ask. */
export const EVERY_SITE = ['https://*/*', 'http://*/*']

/** The match pattern of an address's site; null for what is no web page. A pattern has no port. */
export function siteOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? `${protocol}//${hostname}/*` : null
}

export function chromePermissions(): Permissions {
  return {
    has: origins => chrome.permissions.contains({ origins }),
    request: origins => chrome.permissions.request({ origins }),
    giveBack: origins => chrome.permissions.remove({ origins }).catch(() => false),
  }
}
