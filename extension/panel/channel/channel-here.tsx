import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { ChannelDoor } from './channel-door.tsx'

/** On a channel's page: whether it is the creator's own. */
export function ChannelHere({ url }: { url: string }) {
  const { world, feedback } = usePanel()
  const { channel, listing } = world.channel.view.value
  if (channel && isPageOf(channel, url)) return <ChannelDoor primary words="Your channel" />
  return (
    <Button
      tone="primary"
      busy={listing !== null}
      onClick={async () => {
        const listed = await world.channel.list(url)
        if (!listed.ok) feedback.toast({ tone: 'bad', text: listed.error.message })
      }}
    >
      This is my channel
    </Button>
  )
}

function isPageOf({ id, handle }: { id: string; handle: string | null }, url: string): boolean {
  const path = new URL(url).pathname.split('/').filter(Boolean)
  if (path[0] === 'channel') return path[1] === id
  if (!handle) return false
  try {
    return decodeURIComponent(path[0] ?? '').toLowerCase() === handle.toLowerCase()
  } catch {
    return false
  }
}
