import type { Readiness } from '../../../core/contract/voice-profile.ts'
import type { MeterReading, SentenceReading, Span, Strength } from '../../../core/voice/reading.ts'
import { languageName } from '../words/language.ts'
import { count, integer } from '../words/numbers.ts'
import { pullOf } from './pull.ts'

/** Words under which nothing is judged, and over which nothing is read: two hours of speech. */
export const FEWEST_WORDS = 100
export const MOST_WORDS = 20_000

/** What stands over a reading, and the shape beside it. */
export interface Headline {
  title: string
  shape: 'yours' | 'unclear' | 'not' | 'none'
}

const strengths: Record<Strength, Headline> = {
  'strongly yours': { title: 'Clearly your voice', shape: 'yours' },
  yours: { title: 'Your voice', shape: 'yours' },
  unclear: { title: 'Cannot tell', shape: 'unclear' },
  'not yours': { title: 'Not your voice', shape: 'not' },
  'strongly not yours': { title: 'Clearly not your voice', shape: 'not' },
}

/** The strength of a passage, where its place stands beside it. */
export const strengthWords = (strength: Strength): string => strengths[strength].title

/** Of the words, how many were copied from the videos. */
export const copiedWords = ({ copied }: MeterReading): number =>
  copied.reduce((sum, run) => sum + run.words, 0)

/** Most of it is word for word out of their videos: of a voice such a text says nothing. */
export const mostlyCopied = (reading: MeterReading): boolean => copiedWords(reading) * 2 > reading.words

export function headlineOf(reading: MeterReading): Headline {
  if (reading.state === 'too_short') return { title: 'Too short to judge', shape: 'none' }
  if (reading.state === 'other_language') return { title: 'Another language', shape: 'none' }
  if (mostlyCopied(reading) && reading.words > 0)
    return { title: 'Copied from your videos', shape: 'unclear' }
  return reading.strength ? strengths[reading.strength] : { title: 'Nothing to judge yet', shape: 'none' }
}

/** Where a text stands beside the creator's own videos, in words. */
export function standWords(score: number, own: Span): string {
  if (score > own.p90)
    return 'Higher than nine in ten of your own videos. More of the same would be a parody of you.'
  if (score >= own.p50) return 'Inside the band of your own videos, in its upper half.'
  if (score >= own.p10) return 'Inside the band of your own videos, in its lower half.'
  return 'Below the band: nine in ten of your own videos stand higher.'
}

/** "45 of 210 words stand word for word in your videos." */
export const copyWords = (reading: MeterReading): string =>
  `${integer(copiedWords(reading))} of ${count(reading.words, 'word')} stand word for word in your own videos. A copy says nothing of a voice.`

/** How many more words it needs: "38 words more, and it can be judged." */
export const shortWords = (words: number): string =>
  `${count(FEWEST_WORDS - words, 'word')} more, and it can be judged. What it shows so far:`

export const languageWords = (language: string | null, own: string): string => {
  const name = language ? languageName(language) : ''
  const ours = languageName(own) || own
  return name && language !== own
    ? `This reads as ${name}, and your voice was measured in ${ours}. Words of one language say nothing of a voice in another.`
    : `Your voice was measured in ${ours}, for which there are no other creators to compare with yet.`
}

/** What is said of a text that is not read. */
export const longWords = (words: number): string =>
  words > MOST_WORDS
    ? `This is ${count(words, 'word')}. The meter reads up to ${integer(MOST_WORDS)} at a time, which is two hours of speech: give it one script.`
    : `This is far too long for the meter. It reads up to ${count(MOST_WORDS, 'word')} at a time, which is two hours of speech: give it one script.`

/** What the profile's own state means for what the meter says; null where there is nothing to say. */
export function profileWords(readiness: Readiness, stale: boolean, videos: number): string | null {
  const short =
    readiness === 'too_little'
      ? `Your voice is made of ${count(videos, 'video')}: too little to judge by. With three it gives first answers.`
      : readiness === 'provisional'
        ? `Provisional: your voice is made of ${count(videos, 'video')}. From five on it is steady.`
        : null
  const old = stale
    ? 'Your videos or their marked stretches changed since this voice was measured. Measure it again to read by them.'
    : null
  return short && old ? `${short} ${old}` : (short ?? old)
}

/** A sentence has no verdict: only which way it pulls. */
export function pullWords({ pull }: Pick<SentenceReading, 'pull'>): string {
  const { way, step } = pullOf(pull)
  if (way === 'neither') return 'Hardly pulls either way'
  const much = ['', 'a little ', '', 'strongly '][step]!
  const words = way === 'towards' ? `pulls ${much}towards your voice` : `pulls ${much}away from your voice`
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The honest limit, beside every judgement. */
export const limitWords =
  'A model that imitates you closely can stand inside your band: this tells how you talk, and not who or what wrote it.'
export const hereWords = 'Your text stays on this computer. Nothing is sent anywhere.'
