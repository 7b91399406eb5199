import type { VoiceEdit } from '../../../core/contract/voice.ts'
import type { Trait, TraitGroup } from '../../../core/contract/voice-profile.ts'

/** The groups in the order in which they are told, with their names. */
export const groups: readonly (readonly [TraitGroup, string])[] = [
  ['stance', 'Small words and stance'],
  ['address', 'How you address viewers'],
  ['structure', 'Beginnings and turns'],
  ['rhythm', 'Rhythm'],
  ['pace', 'Pace'],
  ['words', 'Kinds of words'],
  ['diversity', 'Variety of words'],
]

/** More of one group would tell the same thing in other measures: three for the variety of words, say. */
const MOST_OF_A_GROUP = 2

/** Half of the distance counts at this many videos; of few videos a large distance may be chance. */
const HALF_AT_VIDEOS = 3

/** How much a trait sets the creator apart: its distance from other creators, less for what was seen in few videos. */
export function weight({ z, sample }: Pick<Trait, 'z' | 'sample'>): number {
  if (z === null || !Number.isFinite(z)) return 0
  return Math.abs(z) * (sample.videos / (sample.videos + HALF_AT_VIDEOS))
}

export interface Told {
  /** What most sets this creator apart, strongest first. */
  first: Trait[]
  /** The rest by group, each strongest first; groups without any are left out. */
  rest: { group: TraitGroup; name: string; traits: Trait[] }[]
  muted: Trait[]
}

/**
 * In which order traits are told. Without other creators to compare with (another language) none stands first by
 * distance: then the first are those that differ least between the creator's own videos, relative to their value.
 */
export function tell(traits: readonly Trait[], edits: readonly VoiceEdit[], most = 6): Told {
  const silent = new Set(edits.filter(edit => edit.muted).map(edit => edit.id))
  const heard = traits.filter(trait => !silent.has(trait.id))
  const compared = heard.some(trait => trait.z !== null)
  const rank = compared ? weight : steadiness
  const ranked = heard.toSorted((a, b) => rank(b) - rank(a))
  const taken = new Map<TraitGroup, number>()
  const first: Trait[] = []
  for (const trait of ranked) {
    const of = taken.get(trait.group) ?? 0
    if (first.length >= most || of >= MOST_OF_A_GROUP || rank(trait) <= 0) continue
    taken.set(trait.group, of + 1)
    first.push(trait)
  }
  const left = ranked.filter(trait => !first.includes(trait))
  return {
    first,
    rest: groups
      .map(([group, name]) => ({ group, name, traits: left.filter(trait => trait.group === group) }))
      .filter(({ traits }) => traits.length > 0),
    muted: traits.filter(trait => silent.has(trait.id)),
  }
}

function steadiness({ value, spread, sample }: Trait): number {
  if (sample.videos < 2 || value === 0) return 0
  return (
    (Math.abs(value) / (Math.abs(value) + spread.sd)) * (sample.videos / (sample.videos + HALF_AT_VIDEOS))
  )
}
