import { setImmediate as breathe } from 'node:timers/promises'
import type { VoiceProfile } from '../../core/contract/voice-profile.ts'
import { openLanguages } from '../../core/voice/language.ts'
import { type Meter, openMeter } from '../../core/voice/meter.ts'

/**
 * The meter of an English voice.
 * @returns `refused` where the voice was measured beside another background: why, in words for the creator
 */
export async function openEnglishMeter({
  model,
  language,
}: Pick<VoiceProfile, 'model' | 'language'>): Promise<{ meter: Meter } | { refused: string }> {
  const languageOf = await openLanguages()
  const { englishCohort } = await import('../../core/voice/english-cohort.ts')
  // Both compute for some hundred milliseconds, in which this process would answer nobody.
  await breathe()
  try {
    return { meter: openMeter(model, englishCohort, { language, languageOf }) }
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) }
  }
}
