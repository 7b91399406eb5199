import { parentPort } from 'node:worker_threads'
import { VoiceProfile } from '../../core/contract/voice-profile.ts'
import { englishCohort } from '../../core/voice/english-cohort.ts'
import { openLanguages } from '../../core/voice/language.ts'
import { measureVideo } from '../../core/voice/measure-video.ts'
import { profileOf } from '../../core/voice/profile.ts'
import { profileBackground } from '../../core/voice/profile-background.ts'
import { storable } from '../http/storable.ts'
import type { MeasuringAnswer, MeasuringQuestion } from './measuring-messages.ts'

// Runs in a thread of its own, see `openMeasuring`: one question after the other.

const port = parentPort!
const languageOf = await openLanguages()
const background = profileBackground(englishCohort)
port.on('message', (question: MeasuringQuestion) => port.postMessage(answer(question)))

/** Fit to be stored: a quote that was cut in the middle of an emoji is not. */
function answer(question: MeasuringQuestion): MeasuringAnswer {
  try {
    const made =
      'video' in question
        ? measureVideo(question.video, languageOf)
        : VoiceProfile.parse(profileOf(question.measures, question.frame, background))
    return { made: storable(made) }
  } catch (error) {
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
