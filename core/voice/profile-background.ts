import { normalWords } from './normal.ts'
import type { ProfileBackground } from './profile.ts'
import type { Cohort } from './scorer.ts'
import { voiceModel } from './voice-model.ts'

/** What a profile takes from the shipped background. */
export function profileBackground(cohort: Cohort): ProfileBackground {
  return {
    traits: cohort.data.traits,
    model: videos =>
      voiceModel(
        cohort,
        videos.map(({ lines }) => normalWords(lines.map(({ text }) => text).join(' '))),
      ),
  }
}
