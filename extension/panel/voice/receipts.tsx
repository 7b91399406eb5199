import type { VoiceExample } from '../../../core/contract/voice-profile.ts'
import { Heard } from './heard.tsx'
import { useVoice } from './use-voice.ts'

/** Where the creator does it, each to be heard: the second of the video, and what is said there. */
export function Receipts({ examples, of }: { examples: readonly VoiceExample[]; of: string }) {
  const voice = useVoice()
  if (examples.length === 0) return null
  return (
    <ul class="receipts" aria-label={`Where you do it: ${of}`}>
      {examples.slice(0, 3).map(({ videoId, startMs, quote }, at) => (
        <li key={`${videoId}-${startMs}-${at}`} class="receipts__row">
          <Heard at={{ videoId, startMs }} voice={voice} />
          {quote && (
            <q class="receipts__quote" dir="auto" title={quote}>
              {quote}
            </q>
          )}
        </li>
      ))}
    </ul>
  )
}
