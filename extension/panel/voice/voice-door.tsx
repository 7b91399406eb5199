import { useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { later } from '../ui/later.tsx'
import type { ToChannel } from './to-channel.ts'

const Place = later(() => import('./voice-place.tsx').then(part => part.VoicePlace))

/** The way to the creator's voice. Its page is loaded when it is first wanted. */
export function VoiceDoor({ toChannel }: { toChannel: ToChannel }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button small tone="quiet" icon="voice" onClick={() => setOpen(true)}>
        Your voice
      </Button>
      {open && <Place toChannel={toChannel} onClosed={() => setOpen(false)} />}
    </>
  )
}
