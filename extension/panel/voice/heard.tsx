import { Icon } from '../ui/icon.tsx'
import { clockTime } from '../words/numbers.ts'
import type { SteeringProps } from './voice-world.ts'

interface HeardProps {
  at: { videoId: string; startMs: number | null }
  voice: Pick<SteeringProps['voice'], 'play' | 'titleOf'>
}

/** Where it was said, to be heard. */
export function Heard({ at: { videoId, startMs }, voice: { play, titleOf } }: HeardProps) {
  const title = titleOf(videoId)
  const when = startMs === null ? 'Open' : clockTime(startMs)
  return (
    <button
      type="button"
      class="receipts__play"
      title={title}
      aria-label={startMs === null ? `Open “${title}”` : `Play “${title}” at ${when}`}
      onClick={() => play(videoId, startMs)}
    >
      <Icon name="play" />
      <span class="numbers">{when}</span>
    </button>
  )
}
