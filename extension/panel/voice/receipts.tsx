import type { VoiceExample } from '../../../core/contract/voice-profile.ts'
import { Icon } from '../ui/icon.tsx'
import { clockTime } from '../words/numbers.ts'
import { useVoice } from './use-voice.ts'

/** Where the creator does it, each to be heard: the second of the video, and what is said there. */
export function Receipts({ examples, of }: { examples: readonly VoiceExample[]; of: string }) {
  const { play, titleOf } = useVoice()
  if (examples.length === 0) return null
  return (
    <ul class="receipts" aria-label={`Where you do it: ${of}`}>
      {examples.slice(0, 3).map(({ videoId, startMs, quote }, at) => {
        const title = titleOf(videoId)
        const when = startMs === null ? 'Open' : clockTime(startMs)
        return (
          <li key={`${videoId}-${startMs}-${at}`} class="receipts__row">
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
            {quote && (
              <q class="receipts__quote" dir="auto" title={quote}>
                {quote}
              </q>
            )}
          </li>
        )
      })}
    </ul>
  )
}
