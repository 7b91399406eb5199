import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import type { StudioQuestion } from '../studio/form.ts'
import { studioForm } from '../studio/in-page.ts'

/** Put into a page of YouTube Studio by a click in the panel, and by nothing else: leaves its one function there. */
export default defineUnlistedScript(() => {
  const settled = () => new Promise<void>(resolve => setTimeout(resolve, 30))
  Object.assign(globalThis, {
    ownwordsStudio: (question: StudioQuestion) => studioForm(question, { page: document, settled }),
  })
})
