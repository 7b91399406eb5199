/** What a page can be clipped as. */
export type PageKind = 'article' | 'video' | 'pdf'

/** The video that an address of YouTube shows; null for every other address. */
export function videoIdOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { hostname, pathname, searchParams } = new URL(url)
  const id =
    hostname === 'youtu.be'
      ? pathname.slice(1)
      : /^(www\.|m\.|music\.)?youtube\.com$/.test(hostname)
        ? pathname === '/watch'
          ? searchParams.get('v')
          : pathname.match(/^\/(?:shorts|live|embed)\/([^/]+)/)?.[1]
        : null
  return id && /^[\w-]{11}$/.test(id) ? id : null
}

/** @param contentType what the document says it is, where somebody could ask it */
export function pageKind(url: string, contentType: string | null): PageKind {
  if (contentType === 'application/pdf') return 'pdf'
  if (videoIdOf(url)) return 'video'
  return contentType === null && /\.pdf$/i.test(new URL(url).pathname) ? 'pdf' : 'article'
}

/** The same document, whatever part of it is looked at. */
export function samePage(a: string, b: string): boolean {
  const video = videoIdOf(a)
  if (video) return video === videoIdOf(b)
  return withoutFragment(a) === withoutFragment(b)
}

function withoutFragment(url: string): string {
  const at = url.indexOf('#')
  return at < 0 ? url : url.slice(0, at)
}
