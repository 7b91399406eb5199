import type { ClipFailure } from './clip.ts'

/** What the creator reads when a page gives no clip: what happened, and what to do. */
export const clipFailures = {
  empty_page: {
    code: 'empty_page',
    message: 'There is no text to read on this page. If it is still loading, wait for it and clip again.',
  },
  page_too_large: {
    code: 'page_too_large',
    message: 'This page is too large to clip whole. Mark the part you need and clip the selection.',
  },
  no_selection: {
    code: 'no_selection',
    message: 'Nothing is marked on this page. Mark the words you want, then clip the selection.',
  },
  navigated_away: {
    code: 'navigated_away',
    message: 'The tab went on to another page meanwhile, so nothing was clipped. Clip the page you see now.',
  },
  unreadable: {
    code: 'error',
    message: 'This page could not be read. Reload it and clip it again.',
  },
} satisfies Record<string, ClipFailure>
