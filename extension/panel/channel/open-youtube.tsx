import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'

/** The queue asks from a tab of YouTube: this opens one in the background. */
export function OpenYouTube() {
  const { channel } = usePanel().world
  const [busy, setBusy] = useState(false)
  return (
    <Button
      small
      tone="primary"
      icon="arrow"
      busy={busy}
      onClick={async () => {
        setBusy(true)
        await channel.openYouTube()
        setBusy(false)
      }}
    >
      Open YouTube
    </Button>
  )
}
