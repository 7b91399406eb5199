import { channelPage } from '../../core/channel/address.ts'
import { videoIdOf } from '../capture/canonical.ts'
import { isStudio } from '../studio/address.ts'

/** What a page can be clipped as; of studio nothing is clipped, something is put there. */
export type PageKind = 'article' | 'video' | 'pdf' | 'channel' | 'studio'

/** @param contentType what the document says it is, where somebody could ask it */
export function pageKind(url: string, contentType: string | null): PageKind {
  if (contentType === 'application/pdf') return 'pdf'
  if (videoIdOf(url)) return 'video'
  if (channelPage(url)) return 'channel'
  if (isStudio(url)) return 'studio'
  return contentType === null && /\.pdf$/i.test(new URL(url).pathname) ? 'pdf' : 'article'
}
