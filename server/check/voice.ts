import type { CheckInput } from '../../core/check/check-script.ts'
import { MOST_READ_WORDS, soundBy, unread } from '../../core/check/sound.ts'
import { spokenText } from '../../core/check/spoken-text.ts'
import type { ScriptState } from '../../core/contract/script.ts'
import type { VoiceProfile } from '../../core/contract/voice-profile.ts'
import { copyFinder } from '../../core/voice/copied.ts'
import { isEnglish } from '../../core/voice/language-tag.ts'
import { normalWords } from '../../core/voice/normal.ts'
import { openEnglishMeter } from '../voices/english-meter.ts'

/** What the meter says of a script by this voice. */
export async function readByVoice(profile: VoiceProfile, state: ScriptState): Promise<CheckInput['read']> {
  const spoken = spokenText(state)
  const words = normalWords(spoken.text)
  const copiedOnly = (says: string) => unread(says, copyFinder(profile.model.prints)(words))
  if (words.length > MOST_READ_WORDS)
    return {
      spoken,
      reading: copiedOnly('The script is longer than two hours of speech: no voice was held against it.'),
    }
  if (!isEnglish(profile.language))
    return {
      spoken,
      reading: copiedOnly(
        'There are no other creators of this language to compare with yet, so no voice is judged.',
      ),
    }
  const opened = await openEnglishMeter(profile)
  return {
    spoken,
    reading:
      'refused' in opened ? copiedOnly(opened.refused) : soundBy(profile, opened.meter.read(spoken.text)),
  }
}
