import { useEffect, useRef } from 'preact/hooks'
import type { QueuedVideo } from '../../channel/queued-video.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Progress } from '../ui/progress.tsx'
import { count, integer } from '../words/numbers.ts'
import { queueWords, rowWords, timeWords, wantsMore } from './channel-words.ts'
import { OpenYouTube } from './open-youtube.tsx'

/** The words on their way: how far, how long, and what came of each video. */
export function QueuePart() {
  const { world, feedback } = usePanel()
  const { queue, videos, leftMs } = world.channel.view.value
  const done = videos.filter(video => video.state === 'done')
  const spoken = done.filter(({ answer }) => answer && answer.receipt.words > 0)
  const words = spoken.reduce((sum, { answer }) => sum + (answer?.receipt.words ?? 0), 0)
  const wanting = done.filter(wantsMore).length
  const over = queue.state === 'done'
  const before = useRef(queue.state)
  useEffect(() => {
    if (before.current === 'running' && queue.state !== 'running')
      feedback.say(over ? `${count(spoken.length, 'video')} with words` : queueWords({ queue }))
    before.current = queue.state
  }, [queue.state])
  const left = leftMs === null ? '' : ` · ${timeWords(leftMs)} left`
  return (
    <section class="channel-part" aria-labelledby="channel-queue">
      <h3 id="channel-queue" class="channel-part__title">
        Words · {count(spoken.length, 'video')}, {count(words, 'word')}
      </h3>
      {over ? (
        <p class="channel-aside">
          {wanting
            ? `${count(wanting, 'video')} could use a caption file.`
            : 'Every video of the sample has its words.'}
        </p>
      ) : (
        <Progress
          label={`${queueWords({ queue })}${left}`}
          known={{ done: done.length, total: videos.length, label: '' }}
        />
      )}
      {!over && (
        <div class="channel-acts">
          {queue.state === 'paused' ? (
            <Button small tone="primary" icon="play" onClick={() => void world.channel.resume()}>
              Go on
            </Button>
          ) : (
            <Button small onClick={() => void world.channel.pause()}>
              Pause
            </Button>
          )}
          {queue.state === 'needs_tab' && <OpenYouTube />}
          <span class="channel-aside">{asideOf(queue.state)}</span>
        </div>
      )}
      <details class="more" open={videos.length <= 60}>
        <summary>Each video · {integer(videos.length)}</summary>
        <ul class="channel-rows" aria-label="What came of each video">
          {videos.map(video => (
            <QueueRow key={video.videoId} video={video} />
          ))}
        </ul>
      </details>
    </section>
  )
}

const asideOf = (state: string): string =>
  ({
    running: 'You may close the panel: it goes on while a YouTube tab is open.',
    resting: 'Nothing is lost; it goes on by itself.',
    needs_tab: 'The words are asked for from a YouTube tab.',
    paused: 'What came is kept.',
  })[state] ?? ''

function QueueRow({ video }: { video: QueuedVideo }) {
  const { channel } = usePanel().world
  const { shape, mark, why } = rowWords(video)
  return (
    <li class="channel-row">
      <Chip shape={shape}>{mark}</Chip>
      <div class="channel-row__words">
        <span class="channel-row__title" dir="auto" title={video.video.title}>
          {video.video.title || video.videoId}
        </span>
        {why && <span class="channel-aside numbers">{why}</span>}
      </div>
      {wantsMore(video) && (
        <Button
          small
          tone="quiet"
          aria-label={`Retry ${video.video.title}`}
          onClick={() => void channel.retry(video.videoId)}
        >
          Retry
        </Button>
      )}
    </li>
  )
}
