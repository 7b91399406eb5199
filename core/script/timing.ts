import type { ScriptState } from '../contract/script.ts'
import type { VoiceProfile } from '../contract/voice-profile.ts'
import { countWords } from '../transcript/words.ts'
import { beatsOf, sentencesOf } from './order.ts'

/** How fast somebody speaks, and where it is known from. */
export interface SpeakingPace {
  /** Words a minute while they speak. */
  speech: number
  /** Words a minute over whole videos: lower, by pictures without words. */
  overall: number
  /** Silence after a sentence, in milliseconds. */
  pauseMs: number
  /** Words in one breath that they seldom pass: the 90th percentile of their own units. */
  breathWords: number
  /** measured: from the creator's videos · usual: what educational videos have, because theirs do not tell. */
  from: 'measured' | 'usual'
}

/** Educational videos are spoken at 140 to 160 words a minute, some 15 % of their time without words. */
export const usualPace: SpeakingPace = {
  speech: 150,
  overall: 127.5,
  pauseMs: 350,
  breathWords: 28,
  from: 'usual',
}

/** A pause is longer than what captions can show after most sentences: half a second and more. */
const LONGEST_PAUSE_MS = 1_500

/** The creator's own pace, as far as their voice has it. */
export function paceOfVoice(profile: Pick<VoiceProfile, 'traits' | 'videos'>): SpeakingPace {
  const value = (id: string) => profile.traits.find(trait => trait.id === id)?.value
  const speech = value('local-pace')
  if (!speech) return usualPace
  const pauses = value('pauses')
  const pauseSeconds = value('pause-length')
  const unit = value('unit-length')
  // Pauses of half a second and more for each sentence; one that is not held is as short as between words.
  const perSentence = pauses !== undefined && unit !== undefined ? (pauses * unit) / 100 : null
  const pauseMs =
    perSentence !== null && pauseSeconds !== undefined
      ? Math.min(LONGEST_PAUSE_MS, Math.min(1, perSentence) * pauseSeconds * 1_000)
      : usualPace.pauseMs
  const units = profile.videos.flatMap(video => video.units).sort((a, b) => a - b)
  return {
    speech,
    overall: value('pace') ?? speech * (usualPace.overall / usualPace.speech),
    pauseMs,
    breathWords: units.length >= 50 ? units[Math.floor(units.length * 0.9)]! : usualPace.breathWords,
    from: 'measured',
  }
}

/** Milliseconds that a sentence takes to say, with the pause after it. */
export function spokenMs(text: string, pace: SpeakingPace): number {
  const words = countWords(text)
  return words === 0 ? 0 : (words * 60_000) / pace.speech + pace.pauseMs
}

export interface BeatTime {
  beatId: string
  words: number
  spokenMs: number
  /** What it was to take; 0 where nobody said. */
  wantedMs: number
}

export interface ScriptTime {
  beats: BeatTime[]
  words: number
  /** All that is said, with its pauses. */
  spokenMs: number
  /** About what the video will run, with what is shown without words, by the creator's overall pace. */
  runningMs: number
}

export function timeOf(state: ScriptState, pace: SpeakingPace): ScriptTime {
  const beats = beatsOf(state).map((beat): BeatTime => {
    const sentences = sentencesOf(state, beat.id)
    return {
      beatId: beat.id,
      words: sentences.reduce((sum, each) => sum + countWords(each.text), 0),
      spokenMs: sentences.reduce((sum, each) => sum + spokenMs(each.text, pace), 0),
      wantedMs: beat.seconds * 1_000,
    }
  })
  const words = beats.reduce((sum, each) => sum + each.words, 0)
  const spoken = beats.reduce((sum, each) => sum + each.spokenMs, 0)
  return { beats, words, spokenMs: spoken, runningMs: Math.max(spoken, (words * 60_000) / pace.overall) }
}

/**
 * How many words have to be said in one breath: the longest stretch without a mark at which one can breathe. A comma
 * is enough for a breath, a hyphen is none.
 */
export function longestBreath(text: string): number {
  return Math.max(0, ...text.split(/[,.;:!?…—–()]+(?=\s|$)|\s[—–-]\s/u).map(countWords))
}
