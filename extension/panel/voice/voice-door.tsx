import { useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { later } from '../ui/later.tsx'

const Place = later(() => import('./voice-place.tsx').then(part => part.VoicePlace))

/** The way to the creator's voice. Its page is loaded when it is first wanted. */
export function VoiceDoor() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button small tone="quiet" icon="voice" onClick={() => setOpen(true)}>
        Your voice
      </Button>
      {open && <Place onClosed={() => setOpen(false)} />}
    </>
  )
}
