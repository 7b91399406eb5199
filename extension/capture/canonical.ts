import { limits } from '../../core/contract/limits.ts'

const clickIds =
  /^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id|mc_[ce]id|_hsenc|_hsmi|mkt_tok|vero_id|oly_(?:anon|enc)_id|ref_src|ref_url|s_cid|cmpid|wickedid|rb_clickid)$/i

/** The id of the YouTube video that an address plays, by any of YouTube's forms; null for every other address. */
export function videoIdOf(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  const host = url.hostname.replace(/^(?:www|m|music)\./, '')
  const path = url.pathname.split('/').filter(Boolean)
  let id: string | null | undefined
  if (host === 'youtu.be') id = path[0]
  else if (host === 'youtube.com' || host === 'youtube-nocookie.com')
    id =
      path[0] === 'watch'
        ? url.searchParams.get('v')
        : /^(?:shorts|live|embed|v)$/.test(path[0] ?? '')
          ? path[1]
          : null
  return id && /^[\w-]{11}$/.test(id) ? id : null
}

export const watchAddress = (videoId: string): string => `https://www.youtube.com/watch?v=${videoId}`

/**
 * One address for one page, however it was reached: a video's is its watch page, another page's is what it declares
 * by `rel=canonical` where that can be believed, without fragment, campaign and click ids.
 * @param declared the `href` of the page's canonical link, absolute or not
 */
export function canonicalAddress(address: string, declared: string | null): string {
  const videoId = videoIdOf(address)
  if (videoId) return watchAddress(videoId)
  const own = cleaned(new URL(address))
  if (!declared || !URL.canParse(declared, address)) return own
  const url = new URL(declared, address)
  return believable(url, new URL(address)) ? cleaned(url) : own
}

/** Declared addresses are often another site's, or the front page's on every page, or a first page's on the second. */
function believable(declared: URL, own: URL): boolean {
  if (declared.protocol !== 'https:' && declared.protocol !== 'http:') return false
  if (declared.href.length > limits.urlChars || declared.username || declared.password) return false
  if (siteOf(declared.hostname) !== siteOf(own.hostname)) return false
  if (declared.pathname === '/' && own.pathname !== '/') return false
  const page = own.searchParams.get('page') ?? own.searchParams.get('p')
  return page === null || declared.searchParams.has('page') || declared.searchParams.has('p')
}

/** Without www, m and amp. Not the registrable domain: two blogs of one host are two sites. */
const siteOf = (hostname: string): string => hostname.toLowerCase().replace(/^(?:www|m|mobile|amp)\./, '')

function cleaned(url: URL): string {
  const clean = new URL(url)
  clean.hash = ''
  clean.username = ''
  clean.password = ''
  for (const name of [...clean.searchParams.keys()]) if (clickIds.test(name)) clean.searchParams.delete(name)
  return clean.href
}
