/** Patterns that the browser is given at most: beyond it the newest selections' pages count. */
const MOST = 2_000

/**
 * The match patterns of pages, for the browser: host and path, with and without www, whatever follows. They may match
 * a neighbour (a longer path); what is shown there is decided by the whole address, later. An address that has no
 * pattern is left out, since one that the browser does not understand would make it refuse all.
 */
export function pagePatterns(addresses: string[]): string[] {
  const patterns = new Set<string>()
  for (const address of addresses) {
    if (!URL.canParse(address)) continue
    const { protocol, hostname, pathname } = new URL(address)
    if (!/^https?:$/.test(protocol) || !/^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/.test(hostname)) continue
    const bare = hostname.replace(/^www\./, '')
    // A star of its own would be read as ours.
    const path = pathname.split('*')[0]!.replace(/\/+$/, '')
    const hosts = /^[\d.]+$/.test(bare) ? [bare] : [bare, `www.${bare}`]
    for (const host of hosts) patterns.add(`*://${host}${path || '/'}*`)
  }
  return [...patterns].slice(-MOST)
}
