import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { VoiceProfile } from '../../core/contract/voice-profile.ts'
import type { ProfileFrame } from '../../core/voice/profile.ts'
import type { VideoInput } from '../../core/voice/video-input.ts'
import type { VideoMeasure } from '../../core/voice/video-measure.ts'
import type { MeasuringAnswer, MeasuringQuestion } from './measuring-messages.ts'

/** What measures: core/voice, away from the thread that answers requests. One question at a time. */
export interface Measuring {
  measure(video: VideoInput): Promise<VideoMeasure>
  profile(measures: VideoMeasure[], frame: ProfileFrame): Promise<VoiceProfile>
  close(): Promise<void>
}

/** Transcripts that need more end the thread, and not the process. */
const MOST_MEGABYTES = 2_048

/**
 * Opens a thread that measures: a profile of many videos computes for seconds, in which this process would answer
 * nobody. When `signal` aborts it is ended, whatever it computes, and what was asked of it rejects with the reason.
 */
export function openMeasuring(signal: AbortSignal): Measuring {
  const thread = new Worker(new URL('./measuring-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  })
  const end = () => void thread.terminate()
  signal.addEventListener('abort', end, { once: true })
  const gone = new Promise<never>((_, reject) => {
    thread.once('error', error => reject(new Error('The measuring broke', { cause: error })))
    thread.once('exit', () => reject(signal.reason ?? new Error('The measuring stopped')))
  })
  gone.catch(() => {}) // nobody may be asking when it goes

  async function ask(question: MeasuringQuestion): Promise<unknown> {
    signal.throwIfAborted()
    const answered = once(thread, 'message') as Promise<[MeasuringAnswer]>
    answered.catch(() => {})
    thread.postMessage(question)
    const [answer] = await Promise.race([answered, gone])
    if ('failed' in answer) throw new Error(`The measuring failed: ${answer.failed}`)
    return answer.made
  }

  return {
    measure: video => ask({ video }) as Promise<VideoMeasure>,
    profile: (measures, frame) => ask({ measures, frame }) as Promise<VoiceProfile>,
    async close() {
      signal.removeEventListener('abort', end)
      await thread.terminate()
    },
  }
}
