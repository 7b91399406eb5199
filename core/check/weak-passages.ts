import type { CheckFinding } from '../contract/check.ts'
import type { Range } from '../passages/range.ts'
import { asOf, finding, rewrites } from './finding.ts'
import type { Sound } from './sound.ts'
import { type SpokenText, sentencesIn } from './spoken-text.ts'

/** Passages that the meter takes for somebody else's, and the stretch that goes least with the rest. A single sentence has no verdict, and so none is found here. */
export function weakPassages(spoken: SpokenText, { passages, apart }: Sound): CheckFinding[] {
  const weak = passages
    .filter(({ strength }) => strength === 'not yours' || strength === 'strongly not yours')
    .flatMap(passage => {
      const clearly = passage.strength === 'strongly not yours' ? 'clearly ' : ''
      return found(
        spoken,
        passage,
        `${passage.words} words here ${clearly}do not sound like you, by the measures of your voice.`,
      )
    })
  if (!apart) return weak
  const told = new Set(weak.flatMap(({ sentenceIds }) => sentenceIds))
  const alone = found(
    spoken,
    apart,
    `These ${apart.words} words go least with the rest of the script and with your videos.`,
  )
  // What is told already is not told twice.
  return [...weak, ...alone.filter(({ sentenceIds }) => !sentenceIds.some(id => told.has(id)))]
}

function found(spoken: SpokenText, range: Range, why: string): CheckFinding[] {
  const sentences = sentencesIn(spoken, range).map(({ sentence }) => sentence)
  if (sentences.length === 0) return []
  const revisions = sentences.map(({ revision }) => revision).join('.')
  return [
    finding({
      id: `weak_voice:${revisions}:${asOf(sentences[0]!)}`.slice(0, 400),
      kind: 'weak_voice',
      sentenceIds: sentences.map(({ id }) => id),
      beatId: sentences[0]!.beatId,
      why,
      mends: rewrites('more_like_me', sentences),
    }),
  ]
}
