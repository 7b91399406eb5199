import type { MeterReading, Strength } from './reading.ts'

const strengths: Record<Strength, string> = {
  'strongly yours': 'The words of this text speak strongly for you.',
  yours: 'The words of this text speak for you.',
  unclear: 'This could be you or somebody who talks like you: the measures do not decide.',
  'not yours': 'The words of this text speak for somebody else.',
  'strongly not yours': 'The words of this text speak strongly for somebody else.',
}

/** One sentence for the creator. */
export function meterSays(reading: Omit<MeterReading, 'says'>): string {
  const { state, words, strength, copied } = reading
  if (state === 'empty') return 'There are no words here yet.'
  const from = copied.reduce((sum, run) => sum + run.words, 0)
  if (from > words / 2) return 'Most of this is copied from your own videos, which says nothing of a voice.'
  if (state === 'other_language')
    return 'This text is in another language than your voice, so it is not judged.'
  if (state === 'too_short' || strength === null)
    return `${words} ${words === 1 ? 'word is' : 'words are'} too short to judge: the meter needs 100.`
  return strengths[strength]
}
