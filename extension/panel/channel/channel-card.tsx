import { usePanel } from '../panel-context.ts'
import { Progress } from '../ui/progress.tsx'
import { ChannelDoor } from './channel-door.tsx'
import { listingWords, queueWords, timeWords } from './channel-words.ts'
import { OpenYouTube } from './open-youtube.tsx'

/** What goes on with the creator's channel, small. */
export function ChannelCard() {
  const { channel, listing, queue, videos, leftMs } = usePanel().world.channel.view.value
  const done = videos.filter(video => video.state === 'done').length
  const left = leftMs === null ? '' : `, ${timeWords(leftMs)} left`
  return (
    <section class="channel-card" aria-label="Your channel">
      <p class="channel-card__head">
        <b dir="auto">{listing?.title ?? channel?.title ?? 'Your channel'}</b>
      </p>
      {listing ? (
        <Progress label={listingWords(listing)} known={null} />
      ) : (
        <Progress
          label={`${queueWords({ queue })}${left}`}
          known={{ done, total: videos.length, label: '' }}
        />
      )}
      <div class="channel-acts">
        <ChannelDoor words="Open" />
        {!listing && queue.state === 'needs_tab' && <OpenYouTube />}
      </div>
    </section>
  )
}
