import type { Steering } from '../contract/voice.ts'
import type { VoicePassage } from '../contract/voice-profile.ts'
import { sentences } from '../passages/sentences.ts'
import { normalWords } from './normal.ts'
import { chosenPassages } from './passages.ts'

const leastWords = 40
const mostWords = 80
const newThought = /^(?:so|and|but|now|then|because|okay|well|which)$/

/**
 * The creator's own sentences to go on from: the beginning of a passage that is not among those given anyway, away
 * from the topic, 40 to 80 words to the end of a sentence (or where a new thought begins, without points).
 */
export function snippetOf(
  candidates: readonly VoicePassage[],
  given: readonly VoicePassage[],
  topic: string | null,
  titles: ReadonlyMap<string, string>,
): Steering['snippet'] {
  const others = candidates.filter(({ role }) => role === 'explanation' || role === 'transition')
  const fresh = others.filter(passage => !given.includes(passage))
  const farthest = (of: readonly VoicePassage[]) =>
    chosenPassages(of, topic, titles).toSorted((a, b) => a.shared.length - b.shared.length)[0]
  const unseen = farthest(fresh)
  // One that is given anyway is better than one on the topic.
  const first = unseen?.shared.length === 0 ? unseen : farthest(candidates)
  if (!first) return null
  const { videoId, startMs, text } = first.passage
  const end = endOf(text)
  const words = normalWords(text.slice(0, end)).length
  return { videoId, startMs, text: text.slice(0, end).trim(), words }
}

function endOf(text: string): number {
  const words = normalWords(text)
  const wordsTo = (end: number) => words.filter(word => word.start < end).length
  const whole = [...sentences(text)]
    .map(({ end }) => end)
    .filter(end => {
      const count = wordsTo(end)
      return count >= leastWords && count <= mostWords
    })
  if (whole.length > 0) return whole[0]!
  const thought = words.findIndex(
    ({ word }, at) => at >= leastWords && at <= mostWords && newThought.test(word),
  )
  const at = thought >= 0 ? thought : Math.min(words.length, 60)
  return words[at]?.start ?? text.length
}
