import { limits } from '../../core/contract/limits.ts'
import { siteOf } from '../browser/permissions.ts'

/** Where services that count clicks keep the address that they lead to. */
const carriers: [host: RegExp, path: RegExp, name: string][] = [
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, /^\/url$/, 'q'],
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, /^\/url$/, 'url'],
  [/^(?:www|m)\.youtube\.com$/, /^\/redirect$/, 'q'],
  [/^(?:lm?|www)\.facebook\.com$/, /^\/(?:l|flx\/warn)\/?(?:\.php)?$|^\/l\.php$/, 'u'],
  [/^l\.instagram\.com$/, /^\/$/, 'u'],
  [/^(?:www\.)?duckduckgo\.com$/, /^\/l\/$/, 'uddg'],
  [/^(?:www\.)?linkedin\.com$/, /^\/(?:redir\/redirect|safety\/go)$/, 'url'],
  [/^(?:www\.)?reddit\.com$/, /^\/media$/, 'url'],
  [/^slack-redir\.net$/, /^\/link$/, 'url'],
  [/^out\.reddit\.com$/, /./, 'url'],
]

/**
 * The page that a link is to: what a click counter carries in its own address, or the link itself. Then the browser's
 * question names the site that will be read. null where it is no web page.
 */
export function linkedPage(address: string): string | null {
  if (address.length > limits.urlChars || !siteOf(address)) return null
  const url = new URL(address)
  for (const [host, path, name] of carriers) {
    if (!host.test(url.hostname) || !path.test(url.pathname)) continue
    const inside = url.searchParams.get(name)
    if (inside && inside.length <= limits.urlChars && siteOf(inside)) return new URL(inside).href
  }
  return url.href
}
