import type { Source } from '../../../core/contract/source.ts'
import { watchAddress } from '../../capture/canonical.ts'
import { usePanel } from '../panel-context.ts'
import { Icon } from '../ui/icon.tsx'
import { clockTime } from '../words/numbers.ts'

/** From where to where a moment goes; opens the video there. Several moments of one video are told apart by it. */
export function MomentPlace({ source }: { source: Source }) {
  const { world } = usePanel()
  const { moment, videoId } = source
  if (!moment || !videoId) return null
  const { startMs, endMs } = moment
  const [from, to] = [clockTime(startMs), clockTime(endMs)]
  const place = from === to ? from : `${from}–${to}`
  return (
    <button
      type="button"
      class="moment-place numbers"
      aria-label={`Play ${place}`}
      onClick={() => void world.visit(`${watchAddress(videoId)}&t=${Math.floor(startMs / 1000)}s`)}
    >
      <Icon name="play" />
      {place}
    </button>
  )
}
