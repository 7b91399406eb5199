import { usePanel } from '../panel-context.ts'
import { later } from '../ui/later.tsx'

const Card = later(() => import('./channel-card.tsx').then(({ ChannelCard }) => ChannelCard))

/** Over the work, while something of the channel goes on or wants the creator. Its looks are loaded only then. */
export function ChannelGoing() {
  const { listing, queue } = usePanel().world.channel.view.value
  const wanted = listing !== null || ['running', 'resting', 'needs_tab'].includes(queue.state)
  return wanted ? <Card /> : null
}
