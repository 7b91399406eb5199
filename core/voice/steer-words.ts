import type { SignaturePhrase, Trait, VoiceProfile } from '../contract/voice-profile.ts'

/** A measured figure as a writer reads it: "2.1", "21%". */
export function figure(value: number, unit: Trait['unit']): string {
  if (unit === 'share') return `${Math.round(value * 100)}%`
  if (unit === 'words per minute') return String(Math.round(value))
  const size = Math.abs(value)
  if (unit === 'per 100 words') return value.toFixed(size >= 10 ? 0 : size >= 1 ? 1 : 2)
  return String(Number(value.toFixed(size >= 10 ? 0 : size >= 1 ? 1 : 2)))
}

const unitWords: Record<Trait['unit'], string> = {
  'per 100 words': ' times per 100 words',
  share: '',
  words: ' words',
  'words per minute': ' words a minute',
  seconds: ' seconds',
  letters: ' letters',
  syllables: ' syllables',
  score: '',
}

/**
 * What to do for traits whose label alone is no instruction; `{}` is the figure with its unit. The others become
 * "Keep to …: figure".
 */
const instructions: Record<string, string> = {
  i: 'Speak of yourself (“I”, “me”, “my”) {}',
  you: 'Speak to the viewer (“you”, “your”) {}',
  we: 'Say “we” and “us” {}',
  lets: 'Invite with “let’s” {}',
  hedges: 'Hedge (“maybe”, “probably”, “might”) {}',
  boosters: 'Stress (“definitely”, “always”, “really”) {}',
  analogies: 'Compare (“imagine”, “think of it as”) {}',
  'i-think': 'Mark views as yours (“I think”, “I feel like”) {}',
  'going-to': 'Say “going to” or “gonna” {}',
  thing: 'Say “thing”, “things” or “stuff” {}',
  contractions: 'Contract (“it’s”, “don’t”, “gonna”) {}',
  fillers: 'Let an “um” or “uh” stand {}',
  letters: 'Choose words of {} on average',
  syllables: 'Choose words of {} on average',
  questions: 'Ask {}',
  turns: 'Begin {} of the sentences with a turn (“so”, “now”, “but”)',
  'opens-so': 'Begin {} of the sentences with “so”',
  'opens-and': 'Begin {} of the sentences with “and”',
  'opens-but': 'Begin {} of the sentences with “but”',
  'unit-length': 'Make sentences of {} on average',
  'unit-spread': 'Let the length of sentences differ by {} around that',
  'unit-echo': 'Let a long sentence follow a long one at a correlation of {}',
  burstiness: 'Mix short and long sentences: burstiness {}, where −1 is even and 1 is all bursts',
  'short-units': 'Keep {} of the sentences at five words or fewer',
  'long-units': 'Let {} of the sentences run to thirty words and more',
  mtld: 'Go {} before the words begin to repeat (MTLD)',
  hdd: 'Keep {} of any 42 words different (HD-D)',
  mattr: 'Keep {} of any 50 words different',
  hapax: 'Say {} of the words only once in 500',
  pace: 'Count on {} over a whole video: ten minutes are {10} words',
  'local-pace': 'Write for {} while speaking',
  'pace-swing': 'Let the pace change by {} over a video',
  pauses: 'Leave room for pauses of half a second and more: {}',
  'pause-length': 'Let a pause last {}',
}

/**
 * One rule: what to do, with the creator's figure, how far their own videos differ, and what others do.
 * @param value the creator's own figure or the measured one
 * @param own whether the creator set it
 */
export function ruleText(trait: Trait, value: number, own: boolean): string {
  const shown = `${figure(value, trait.unit)}${unitWords[trait.unit]}`
  const said = trait.label.match(/^You say (“[^”]+”)$/)?.[1]
  const pattern = instructions[trait.id] ?? (said ? `Say ${said} {}` : `${trait.label}: {}`)
  const text = pattern.replace('{10}', String(Math.round(value / 10) * 100)).replace('{}', shown)
  const { p10, p90 } = trait.spread
  const around = own
    ? `set by you; measured ${figure(trait.value, trait.unit)}`
    : p10 < p90
      ? `your videos ${figure(p10, trait.unit)} to ${figure(p90, trait.unit)}`
      : null
  const others = trait.others?.length ? `other creators ${figure(middle(trait.others), trait.unit)}` : null
  const facts = [around, others].filter(Boolean).join('; ')
  return facts ? `${text} (${facts}).` : `${text}.`
}

const middle = (rising: readonly number[]): number =>
  (rising[Math.floor((rising.length - 1) / 2)]! + rising[Math.ceil((rising.length - 1) / 2)]!) / 2

const hookWords: Record<string, string> = {
  question: 'Open with a question',
  number: 'Open with a number',
  imagine: 'Open by letting the viewer imagine something',
  claim: 'Open with a claim',
  story: 'Open with a story of your own',
  promise: 'Open with what this video will do',
}

export type Habit = VoiceProfile['hooks'][number]
export type HabitKind = 'hook' | 'opener' | 'transition' | 'closer'

/** "Open with a question (17 of 24 videos)." */
export function habitText(kind: HabitKind, { text, videos }: Habit, all: number): string {
  const done = `(${videos} of your ${all} videos)`
  if (kind === 'hook') return `${hookWords[text] ?? `Open with: ${text}`} ${done}.`
  if (kind === 'opener') return `Begin with “${text}” where it fits ${done}.`
  if (kind === 'closer') return `End with “${text}” ${done}.`
  return `Turn to the next point with “${text}” ${done}.`
}

/** "Let “kind of” fall about 1.2 times in 1,000 words and never more than 2.4 …" */
export function signatureText({ text, per1000, capPer1000, videos }: SignaturePhrase, all: number): string {
  return `Say “${text}” about ${figure(per1000, 'score')} times per 1,000 words, never over ${figure(capPer1000, 'score')} (in ${videos} of your ${all} videos).`
}
