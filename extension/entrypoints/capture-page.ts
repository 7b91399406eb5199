import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'

/** Injected on a clip only. */
export default defineUnlistedScript(() => document.title)
