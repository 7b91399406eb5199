import type { CheckFinding } from '../contract/check.ts'
import { asOf, finding, rewrites } from './finding.ts'
import type { Sound } from './sound.ts'
import { type SpokenText, sentencesIn } from './spoken-text.ts'

/** Passages that the meter takes for somebody else's. A single sentence has no verdict, and so none is found here. */
export function weakPassages(spoken: SpokenText, { passages }: Sound): CheckFinding[] {
  return passages.flatMap(passage => {
    const weak = passage.strength === 'not yours' || passage.strength === 'strongly not yours'
    if (!weak && !passage.apart) return []
    const sentences = sentencesIn(spoken, passage).map(({ sentence }) => sentence)
    if (sentences.length === 0) return []
    const clearly = passage.strength === 'strongly not yours' ? 'clearly ' : ''
    return finding({
      id: `weak_voice:${sentences.map(({ revision }) => revision).join('.')}:${asOf(sentences[0]!)}`.slice(
        0,
        400,
      ),
      kind: 'weak_voice',
      sentenceIds: sentences.map(({ id }) => id),
      beatId: sentences[0]!.beatId,
      why: weak
        ? `${passage.words} words here ${clearly}do not sound like you, by the measures of your voice.`
        : `These ${passage.words} words go least with the rest of the script and with your videos.`,
      mends: rewrites('more_like_me', sentences),
    })
  })
}
