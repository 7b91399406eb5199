import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { VoiceProfile } from '../../core/contract/voice-profile.ts'
import type { ProfileFrame } from '../../core/voice/profile.ts'
import type { VideoInput } from '../../core/voice/video-input.ts'
import type { VideoMeasure } from '../../core/voice/video-measure.ts'
import type { MeasuringAnswer, MeasuringQuestion } from './measuring-messages.ts'

/** What measures: core/voice, away from the thread that answers requests. One question at a time. */
export interface Measuring {
  /** @throws NotMeasured where it is this video that cannot be measured; the next one may be */
  measure(video: VideoInput): Promise<VideoMeasure>
  profile(measures: VideoMeasure[], frame: ProfileFrame): Promise<VoiceProfile>
  close(): Promise<void>
}

/** What was asked broke the measuring, or took longer than anything that somebody said. */
export class NotMeasured extends Error {
  constructor(why: string) {
    super(`Could not be measured: ${why}`)
    this.name = 'NotMeasured'
  }
}

/** A long video takes a second, a profile of two hundred some ten. */
const MOST_MS = 120_000
/** What needs more ends its thread, and not the process. */
const MOST_MEGABYTES = 2_048

/**
 * Opens a thread that measures: a profile of many videos computes for seconds, in which this process would answer
 * nobody. When `signal` aborts it is ended, whatever it computes, and what was asked of it rejects with the reason.
 */
export function openMeasuring(signal: AbortSignal, mostMs = MOST_MS): Measuring {
  let thread: Worker | undefined

  async function ask(question: MeasuringQuestion): Promise<unknown> {
    signal.throwIfAborted()
    thread ??= new Worker(new URL('./measuring-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    })
    const over = AbortSignal.any([signal, AbortSignal.timeout(mostMs)])
    const asked = thread
    asked.postMessage(question)
    try {
      // Rejects as well when the thread breaks, of too much memory.
      const [answer] = (await once(asked, 'message', { signal: over })) as [MeasuringAnswer]
      if ('made' in answer) return answer.made
      throw new NotMeasured(answer.failed)
    } catch (error) {
      if (error instanceof NotMeasured) throw error
      await close()
      signal.throwIfAborted()
      throw new NotMeasured(over.aborted ? `it took longer than ${mostMs / 1_000} s` : String(error))
    }
  }

  async function close(): Promise<void> {
    const open = thread
    thread = undefined
    await open?.terminate()
  }

  return {
    measure: video => ask({ video }) as Promise<VideoMeasure>,
    profile: (measures, frame) => ask({ measures, frame }) as Promise<VoiceProfile>,
    close,
  }
}
