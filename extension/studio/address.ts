const HOST = 'studio.youtube.com'

export const isStudio = (address: string): boolean =>
  URL.canParse(address) && new URL(address).hostname === HOST

/**
 * The video whose details an address of YouTube Studio shows: its own page, or the dialog of an upload, which stands
 * over the channel's list and names the video behind `udvid`. null on every other page, of Studio too.
 */
export function studioVideoOf(address: string): string | null {
  if (!isStudio(address)) return null
  const { pathname, searchParams } = new URL(address)
  const [first, second, page] = pathname.split('/').filter(Boolean)
  const id =
    first === 'video' && (page === undefined || page === 'edit' || page === 'basic')
      ? second
      : searchParams.get('udvid')
  return id && /^[\w-]{11}$/.test(id) ? id : null
}
