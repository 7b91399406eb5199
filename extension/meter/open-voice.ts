import type { VoiceModel } from '../../core/contract/voice-profile.ts'
import { englishCohort } from '../../core/voice/english-cohort.ts'
import { openLanguages } from '../../core/voice/language.ts'
import { isEnglish } from '../../core/voice/language-tag.ts'
import { openMeter } from '../../core/voice/meter.ts'
import { normalWords } from '../../core/voice/normal.ts'
import { UNJUDGED } from '../../core/voice/reading.ts'
import type { Meter } from './meter-worker.ts'

/**
 * The meter of a voice, by the shipped background.
 * @throws Error with words for the creator where it cannot read by this voice
 */
export async function openVoice(model: VoiceModel, language: string): Promise<Meter> {
  const languageOf = await openLanguages()
  if (!isEnglish(language)) return withoutBackground(languageOf)
  return openMeter(model, englishCohort, { language, languageOf })
}

/** For a voice of a language without other creators to compare with: nothing is judged, and that is said. */
function withoutBackground(languageOf: (text: string) => string | null): Meter {
  return {
    read(text) {
      const words = normalWords(text).length
      return {
        ...UNJUDGED,
        state: words === 0 ? 'empty' : 'other_language',
        words,
        language: words === 0 ? null : languageOf(text),
        says: 'There are no other creators of this language to compare with yet, so nothing is judged.',
      }
    },
  }
}
