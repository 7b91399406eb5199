import type { VoiceEdit, VoiceVersion } from '../../../core/contract/voice.ts'
import type { Trait, VoiceProfile } from '../../../core/contract/voice-profile.ts'
import { editOf } from './edits.ts'

export interface TraitChange {
  trait: Trait
  before: number
  after: number
  /** The difference in its own standard errors. */
  strength: number
}

export interface VersionChange {
  /** Titles of videos that came and that went. */
  videos: { added: string[]; removed: string[] }
  words: { before: number; after: number }
  readiness: { before: VoiceProfile['readiness']; after: VoiceProfile['readiness'] } | null
  /** Beyond noise, strongest first. */
  traits: TraitChange[]
  /** Traits that are in both and moved no more than the videos differ among themselves. */
  steady: number
  phrases: { came: string[]; went: string[] }
  edits: { id: string; before: VoiceEdit; after: VoiceEdit }[]
}

/**
 * Beyond this many standard errors a difference counts. With some forty traits one in a hundred would be named by
 * chance at 2.58: a stricter bound keeps the list free of it (Bonferroni at 5 per cent of 50).
 */
const BEYOND_NOISE = 3.29

/** What changed between two versions of a voice. */
export function compareVersions(older: VoiceVersion, newer: VoiceVersion): VersionChange {
  const [before, after] = [older.profile, newer.profile]
  const had = new Map(before.traits.map(trait => [trait.id, trait]))
  const both = after.traits.flatMap(trait => {
    const old = had.get(trait.id)
    return old ? [traitChange(old, trait)] : []
  })
  const traits = both.filter(change => change.strength > BEYOND_NOISE).sort((a, b) => b.strength - a.strength)
  const titlesOf = (profile: VoiceProfile, without: VoiceProfile) => {
    const known = new Set(without.videos.map(video => video.videoId))
    return profile.videos
      .filter(video => !known.has(video.videoId))
      .map(video => video.title || video.videoId)
  }
  const phrasesOf = (profile: VoiceProfile, without: VoiceProfile) => {
    const known = new Set(without.phrases.map(phrase => phrase.text))
    return profile.phrases
      .filter(phrase => !phrase.topical && !known.has(phrase.text))
      .map(phrase => phrase.text)
  }
  const edited = new Set([...older.edits, ...newer.edits].map(edit => edit.id))
  return {
    videos: { added: titlesOf(after, before), removed: titlesOf(before, after) },
    words: { before: before.words, after: after.words },
    readiness:
      before.readiness === after.readiness ? null : { before: before.readiness, after: after.readiness },
    traits,
    steady: both.length - traits.length,
    phrases: { came: phrasesOf(after, before), went: phrasesOf(before, after) },
    edits: [...edited]
      .map(id => ({ id, before: editOf(older.edits, id), after: editOf(newer.edits, id) }))
      .filter(({ before, after }) => !sameEdit(before, after)),
  }
}

/**
 * Welch's statistic over the videos of each version, each video weighted alike. Versions share videos, so their
 * difference has in truth less noise than this: what is named is never too much.
 */
function traitChange(old: Trait, now: Trait): TraitChange {
  const [n, m] = [Math.max(1, old.sample.videos), Math.max(1, now.sample.videos)]
  const error = Math.sqrt(old.spread.sd ** 2 / n + now.spread.sd ** 2 / m)
  const gap = Math.abs(now.value - old.value)
  // Of one video nobody knows the noise.
  const known = n > 1 && m > 1
  const strength = gap === 0 || !known ? 0 : error === 0 ? Number.POSITIVE_INFINITY : gap / error
  return { trait: now, before: old.value, after: now.value, strength }
}

const sameEdit = (a: VoiceEdit, b: VoiceEdit) =>
  a.value === b.value && (a.note ?? '') === (b.note ?? '') && a.locked === b.locked && a.muted === b.muted

/** Whether nothing at all changed that would be told. */
export const isSame = (change: VersionChange): boolean =>
  change.traits.length === 0 &&
  change.videos.added.length === 0 &&
  change.videos.removed.length === 0 &&
  change.readiness === null &&
  change.phrases.came.length === 0 &&
  change.phrases.went.length === 0 &&
  change.edits.length === 0
