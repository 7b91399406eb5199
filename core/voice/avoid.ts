import type { AvoidedHabit } from '../contract/voice-profile.ts'
import { logOdds } from './keyness.ts'
import type { ModelHabit, PhraseBackground } from './phrase-background.ts'
import { longestPhrase, type PhraseVideo, phraseText } from './phrase-find.ts'
import { sharedRun } from './phrase-overlap.ts'
import { isWhole } from './phrase-shape.ts'

const most = 40
/** Models write it three times as often, and it would come out so by chance once in forty times. */
const leastRatio = 3
const leastZ = 1.96
/** Against all speakers: a single word has to be much more of a habit than a phrase. */
const leastOfWord = 4
const leastOfPhrase = 2.5
/** The commonest words are grammar: nobody can be told to leave out "the". */
const grammarWords = 100

/** Captions have figures where models write words: no habit of anybody. */
const numbers = new Set(
  'one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half third second seconds percent dollar dollars cents hours minutes months month weeks week day days year years'.split(
    ' ',
  ),
)

/**
 * What models write and this creator does not say: by the log-odds of the model-written scripts against the creator's
 * own words, with the prior of both together (creator minus model). Only what can be followed: no grammar, no numbers,
 * no pieces of phrases, nothing of a topic. Where one holds another, the longer stays.
 */
export function avoidedHabits(videos: readonly PhraseVideo[], background: PhraseBackground): AvoidedHabit[] {
  const grammar = new Set([...background.poor].slice(0, grammarWords))
  const habits = background.habits.filter(
    habit => isReadable(habit, grammar, background) && isOfModels(habit, background),
  )
  const { counts, words } = countHabits(videos, new Set(habits.map(({ text }) => text)))
  if (words === 0) return []
  const { words: written } = background.models
  const rated = habits.flatMap(habit => {
    const said = counts.get(habit.text) ?? 0
    const modelsPer1000 = (habit.written / written) * 1000
    const yoursPer1000 = (said / words) * 1000
    const { z } = logOdds({ count: habit.written, words: written, others: said, othersWords: words })
    return z >= leastZ && modelsPer1000 >= leastRatio * yoursPer1000
      ? [{ text: habit.text, modelsPer1000, yoursPer1000, z }]
      : []
  })
  const strongest = rated.toSorted((a, b) => b.z - a.z || (a.text < b.text ? -1 : 1))
  const kept: typeof strongest = []
  for (const habit of strongest) {
    const longer = strongest.find(
      ({ text }) => text !== habit.text && ` ${text} `.includes(` ${habit.text} `),
    )
    if (longer && habit.modelsPer1000 <= 2 * longer.modelsPer1000) continue
    // "i'll see you in" says no more than "and i'll see you".
    const words = habit.text.split(' ')
    if (!kept.some(({ text }) => sharedRun(text.split(' '), words) >= 2)) kept.push(habit)
  }
  return kept
    .slice(0, most)
    .map(({ text, modelsPer1000, yoursPer1000 }) => ({ text, modelsPer1000, yoursPer1000 }))
}

/** What everybody says nearly as often is no habit of models. */
function isOfModels({ text, written, spoken }: ModelHabit, { models, words }: PhraseBackground): boolean {
  const { z } = logOdds({ count: written, words: models.words, others: spoken, othersWords: words })
  return z >= (text.includes(' ') ? leastOfPhrase : leastOfWord)
}

function isReadable(
  { text, written, scripts }: ModelHabit,
  grammar: Set<string>,
  background: PhraseBackground,
) {
  const words = text.split(' ')
  if (words.some(word => word === '#' || numbers.has(word))) return false
  if (words.length > 1)
    return words[0] !== 'and' && isWhole(words) && words.every(word => background.plain.has(word))
  // Said again and again in one script is what that script is about.
  const even = written <= 1.6 * scripts
  return !grammar.has(text) && even && (background.plain.has(text) || text.endsWith('ly'))
}

function countHabits(videos: readonly PhraseVideo[], habits: ReadonlySet<string>) {
  const counts = new Map<string, number>()
  const beginnings = new Set([...habits].flatMap(beginningsOf))
  let total = 0
  for (const video of videos) {
    const { words } = phraseText(video)
    total += words.length
    for (let at = 0; at < words.length; at++) {
      let text = ''
      for (let to = at; to < Math.min(at + longestPhrase, words.length); to++) {
        text = to === at ? words[to]!.word : `${text} ${words[to]!.word}`
        if (!beginnings.has(text)) break
        if (habits.has(text)) counts.set(text, (counts.get(text) ?? 0) + 1)
      }
    }
  }
  return { counts, words: total }
}

/** "at", "at a" and "at a time" of "at a time". */
const beginningsOf = (text: string): string[] =>
  text.split(' ').map((_, at, words) => words.slice(0, at + 1).join(' '))
