import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { markQuotes } from '../highlights/mark-quotes.ts'
import { ASK_KEPT } from '../highlights/page-message.ts'

/** A page that draws its text by scripts may not show it yet when it has loaded. */
const LATER_MS = 2_500

/** Run by the browser on pages of which a selection is kept, and on no others. */
export default defineUnlistedScript(() => {
  void chrome.runtime
    .sendMessage(ASK_KEPT)
    .then(quotes => {
      if (!Array.isArray(quotes) || quotes.length === 0) return
      if (markQuotes(quotes, 'kept').includes(false)) setTimeout(() => markQuotes(quotes, 'kept'), LATER_MS)
    })
    .catch(() => {
      // The extension was updated meanwhile: the page's next visit asks the new one.
    })
})
