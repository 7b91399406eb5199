import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { hostOf } from '../words/safe-url.ts'
import { useMayWrite } from '../writing.tsx'

/** A link that led on to another site: one press more, and it is a clip. */
export function LinkNotice() {
  const { world, feedback } = usePanel()
  const { tabs } = world
  const mayWrite = useMayWrite()
  const [busy, setBusy] = useState(false)
  const link = tabs.link.value
  if (!link) return null
  const clip = async () => {
    // Called within the click: the browser's question needs it.
    const asked = tabs.clipLink()
    setBusy(true)
    const result = await asked.finally(() => setBusy(false))
    feedback.toast(
      result.ok ? { tone: 'calm', text: `Saved “${result.title}”` } : { tone: 'bad', text: result.message },
    )
  }
  return (
    <Notice
      tone="open"
      title={`The link${hostOf(link.url) ? ` to ${hostOf(link.url)}` : ''} led on to another site`}
      acts={
        <>
          {mayWrite && (
            <Button small busy={busy} onClick={() => void clip()}>
              Allow and clip
            </Button>
          )}
          <Button small tone="quiet" onClick={() => void tabs.showLink()}>
            Open it
          </Button>
          <Button small tone="quiet" onClick={() => void tabs.dropLink()}>
            Leave it
          </Button>
        </>
      }
    >
      {mayWrite && (
        <p>
          The browser does not tell which one, so it asks about all sites. Or open the page and clip it there
          without a question.
        </p>
      )}
    </Notice>
  )
}
