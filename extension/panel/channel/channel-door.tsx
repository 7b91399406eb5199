import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { later } from '../ui/later.tsx'

const Place = later(() => import('./channel-place.tsx').then(({ ChannelPlace }) => ChannelPlace))

/** The way into the channel's place, from wherever the creator is. */
export function ChannelDoor({ words, primary }: { words: string; primary?: boolean }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button small={!primary} tone={primary ? 'primary' : 'plain'} onClick={() => setOpen(true)}>
        {words}
      </Button>
      {open && <Place onClosed={() => setOpen(false)} />}
    </>
  )
}

/** In the settings: there any time. */
export function ChannelSettings() {
  const { channel } = usePanel().world.channel.view.value
  return (
    <section class="settings__part">
      <h3 class="settings__title">Your channel</h3>
      <div class="settings__row">
        <p class="settings__words" dir="auto">
          {channel ? channel.title : 'Your own videos, for how you speak'}
        </p>
        <ChannelDoor words={channel ? 'Open…' : 'Set up…'} />
      </div>
    </section>
  )
}
