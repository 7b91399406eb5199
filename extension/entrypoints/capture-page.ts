import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { takePage } from '../capture/take-page.ts'

/** Put into a page by a clip of it, and into no other: leaves its one function for the call that follows. */
export default defineUnlistedScript(() => {
  Object.assign(globalThis, { ownwordsTakePage: (what: 'page' | 'selection') => takePage(document, what) })
})
