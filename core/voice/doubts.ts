import type { Questions } from './questions.ts'
import { durationMs, type Spoken } from './spoken.ts'
import type { SpeechUnits } from './units.ts'
import { ownSegments, type VideoInput } from './video-input.ts'

/** Fewer words say nothing of how somebody talks. */
export const LEAST_WORDS = 100

/** Slower than this over two minutes and more is no talk. */
const SLOWEST_WPM = 30
const turnMark = /(?:^|\s)(?:>{2,}|&gt;&gt;)|^\s*[-–—]\s*\p{L}/gu
const label = /^\s*(?:\[?)(\p{Lu}[\p{L}.'’ ]{1,24}):\s/u
const yes = new Set([
  'yeah',
  'yes',
  'yep',
  'no',
  'nope',
  'exactly',
  'mhm',
  'totally',
  'absolutely',
  'sure',
  'i',
])

/** Why a video must not go into a profile, for the creator; null when it is fit. */
export function unfitness(video: VideoInput, spoken: Spoken): string | null {
  const { words } = spoken
  if (words.length === 0)
    return video.cuts.length > 0
      ? 'Nothing is left of it: all its words are cut out.'
      : 'It has no words: nothing is said in its captions.'
  const sung = singing(video, spoken)
  if (sung === 'sung') return 'Sung, or not speech: a song says nothing of how you talk.'
  if (words.length < LEAST_WORDS)
    return `Too short: ${words.length === 1 ? '1 word' : `${words.length} words`}, and ${LEAST_WORDS} are needed.`
  return null
}

/** What is particular about a video that is measured all the same. */
export function doubtsOf(
  video: VideoInput,
  spoken: Spoken,
  units: SpeechUnits,
  questions: Questions | null,
): string[] {
  const doubts: string[] = []
  if (severalSpeak(video, spoken, units, questions))
    doubts.push('Two speakers? Cut out what is not you, or leave this video out.')
  if (singing(video, spoken) === 'perhaps')
    doubts.push('Sung, or not speech? It has few words for its length, or the same lines again and again.')
  if (spoken.shortened)
    doubts.push(`Very long: only its first ${spoken.words.length.toLocaleString('en')} words were measured.`)
  return doubts
}

/** Marks of a change of speaker, two names before their lines, or questions that are answered. */
function severalSpeak(
  video: VideoInput,
  { words }: Spoken,
  { units }: SpeechUnits,
  questions: Questions | null,
): boolean {
  const names = new Map<string, number>()
  let marks = 0
  for (const text of linesOf(video)) {
    marks += text.match(turnMark)?.length ?? 0
    const name = text.match(label)?.[1]
    if (name) names.set(name, (names.get(name) ?? 0) + 1)
  }
  if (marks >= 4) return true
  if ([...names.values()].filter(lines => lines >= 2).length >= 2) return true
  if (!questions || units.length < 20) return false
  const asked = new Set(questions.at)
  const answered = units.filter(
    ({ from }, at) =>
      at > 0 && asked.has(units[at - 1]!.from) && !asked.has(from) && yes.has(words[from]!.word),
  ).length
  return answered >= 5 && answered / units.length >= 0.05
}

/** The beginnings of the first captions: more tells no more. */
const linesOf = (video: VideoInput): string[] =>
  ownSegments(video)
    .slice(0, 5_000)
    .map(({ text }) => text.slice(0, 1_000))

function singing(video: VideoInput, spoken: Spoken): 'sung' | 'perhaps' | null {
  const all = linesOf(video)
  if (all.length < 5) return null
  const notes = all.filter(text => /[♪♫♬🎵🎶]/u.test(text)).length / all.length
  const lines = all
    .map(text =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    // "yeah", "okay" and "[Music]" are said again by everybody.
    .filter(line => line.includes(' '))
  const again = lines.length ? 1 - new Set(lines).size / lines.length : 0
  if (notes >= 0.3 || (lines.length >= 20 && again >= 0.4)) return 'sung'
  const ms = durationMs(video, spoken) ?? 0
  const slow = ms >= 120_000 && spoken.words.length / (ms / 60_000) < SLOWEST_WPM
  return slow || notes >= 0.1 || (lines.length >= 12 && again >= 0.2) ? 'perhaps' : null
}
