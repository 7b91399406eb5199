import type { Readiness, VoiceProfile } from '../../../core/contract/voice-profile.ts'
import { count, integer } from '../words/numbers.ts'

/** Videos with words from which a voice is provisional, and ready. */
export const steps = { provisional: 3, ready: 5 } as const

export interface ReadinessWords {
  mark: string
  shape: 'good' | 'open' | 'bad'
  /** What it means, and what is missing to the next step. */
  says: string
}

/** @param videos that were measured, each with at least 100 words */
export function readinessWords(readiness: Readiness, videos: number): ReadinessWords {
  const more = (to: number) => count(Math.max(1, to - videos), 'more video')
  if (readiness === 'ready')
    return { mark: 'Ready', shape: 'good', says: 'Enough videos to judge a text by.' }
  if (readiness === 'provisional')
    return {
      mark: 'Provisional',
      shape: 'open',
      says: `Expect it to move: ${more(steps.ready)} of 100 words and more make it ready.`,
    }
  return {
    mark: 'Too little to judge',
    shape: 'bad',
    says: `Take in ${more(steps.provisional)} of 100 words and more for a first, provisional judgement.`,
  }
}

/** "24 videos · 40,320 words · 2022–2026". */
export function sampleWords({ videos, words }: Pick<VoiceProfile, 'videos' | 'words'>): string {
  const years = videos
    .map(({ published }) => Number(published?.slice(0, 4)))
    .filter(year => Number.isInteger(year) && year > 1990)
  const [first, last] = [Math.min(...years), Math.max(...years)]
  const span = years.length === 0 ? '' : first === last ? String(first) : `${first}–${last}`
  return [count(videos.length, 'video'), `${integer(words)} ${words === 1 ? 'word' : 'words'}`, span]
    .filter(Boolean)
    .join(' · ')
}
