import type { ComponentChildren } from 'preact'
import { usePanel } from '../panel-context.ts'
import { safeUrl } from '../words/safe-url.ts'

/**
 * A link to a page of the creator's. Addresses come from pages: what is not http(s) is shown as words, not as a
 * link. It goes by `visit`, so that the tab is used in which that page is perhaps open already.
 */
export function PageLink({ url, children }: { url: string; children: ComponentChildren }) {
  const { world } = usePanel()
  const href = safeUrl(url)
  if (!href) return <span>{children}</span>
  return (
    <a
      class="page-link"
      href={href}
      rel="noreferrer"
      target="_blank"
      onClick={event => {
        // With a modifier the browser does what the creator asked of it: a new tab, a new window.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        void world.visit(href)
      }}
    >
      {children}
    </a>
  )
}
