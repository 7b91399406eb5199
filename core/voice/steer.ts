import type { Steering, SteeringRule, VoiceEdit, VoiceVersion } from '../contract/voice.ts'
import type { SignaturePhrase, Trait, VoiceProfile } from '../contract/voice-profile.ts'
import { chosenPassages } from './passages.ts'
import { snippetOf } from './steer-snippet.ts'
import { type Habit, type HabitKind, habitText, ruleText, signatureText } from './steer-words.ts'

const leastRules = 8
const mostRules = 12
/** A trait within half a standard deviation of the others sets nobody apart. */
const telling = 0.5
/** So that no rule says again what another does. */
const mostOfGroup = 3
const mostCaps = 40

/** Traits that measure the same: at most one of each row. */
const alike = [
  ['mtld', 'hdd', 'mattr', 'hapax'],
  ['unit-length', 'short-units', 'long-units'],
  ['unit-spread', 'burstiness'],
  ['turns', 'opens-so', 'opens-and', 'opens-but', 'so'],
  ['letters', 'syllables'],
  ['pace', 'local-pace'],
  ['kind-of', 'sort-of', 'hedges'],
  ['boosters', 'really', 'very'],
]
/** Nobody writes by these. */
const notForWriters = new Set([
  'unit-echo',
  'pace-swing',
  'pause-length',
  'pauses',
  'fillers',
  'the',
  'of',
  'and',
  'that',
  'burstiness',
])

/**
 * What a writer needs from a voice, made from its profile and what the creator said of it. The same voice and topic
 * give the same steering. What is muted is nowhere in it; a figure that the creator set stands for the measured one,
 * and what they locked or set comes first.
 * @param topic of the next video: passages keep away from it; null for any
 */
export function steer(
  voiceId: string,
  { version, profile, edits }: VoiceVersion,
  topic: string | null,
): Steering {
  const edit = new Map(edits.map(each => [each.id, each]))
  const isMuted = (id: string) => edit.get(id)?.muted ?? false
  const titles = new Map(profile.videos.map(({ videoId, title }) => [videoId, title]))
  const passages = chosenPassages(profile.passages, topic, titles).map(({ passage }) => passage)
  return {
    voiceId,
    version,
    readiness: profile.readiness,
    language: profile.language,
    rules: rulesOf(profile, edit, isMuted),
    passages,
    avoid: profile.avoid.filter(({ text }) => !isMuted(`avoid:${text}`)).slice(0, 40),
    snippet: snippetOf(profile.passages, passages, topic, titles),
    caps: ownPhrases(profile, isMuted)
      .slice(0, mostCaps)
      .map(({ text, capPer1000 }) => ({ text, per1000: edit.get(`phrase:${text}`)?.value ?? capPer1000 })),
  }
}

type Edits = ReadonlyMap<string, VoiceEdit>
type IsMuted = (id: string) => boolean

const ownPhrases = ({ phrases }: VoiceProfile, isMuted: IsMuted): SignaturePhrase[] =>
  phrases.filter(({ text, topical }) => !topical && !isMuted(`phrase:${text}`))

function rulesOf(profile: VoiceProfile, edits: Edits, isMuted: IsMuted): SteeringRule[] {
  const traits = strongest(
    profile.traits.filter(({ id }) => !isMuted(id)),
    edits,
  )
  const all = profile.videos.length
  const habits = habitRules(profile, all, isMuted)
  // Room for how videos begin, turn and end beside the traits.
  const told = traits.slice(0, mostRules - Math.min(3, habits.length))
  const rules = [...told.map(trait => ofTrait(trait, edits)), ...habits.slice(0, mostRules - told.length)]
  const phrases = ownPhrases(profile, isMuted).map(phrase => ({
    id: `phrase:${phrase.text}`,
    text: signatureText(phrase, all),
    examples: phrase.examples,
  }))
  return [...rules, ...phrases.slice(0, Math.max(0, leastRules - rules.length))].slice(0, mostRules)
}

/** Those that the creator set or locked, then by how far they stand from others; without others by how steady they are. */
function strongest(traits: readonly Trait[], edits: Edits): Trait[] {
  const chosenByCreator = ({ id }: Trait) => {
    const edit = edits.get(id)
    return edit ? edit.locked || edit.value !== null : false
  }
  // How varied somebody's words are is steady with everybody: without others it tells nothing.
  const steady = ({ group, value, spread }: Trait) =>
    group === 'diversity' ? 0.1 : value / (spread.sd || Math.abs(value) || 1)
  const strength = (trait: Trait) => Math.abs(trait.z ?? steady(trait))
  const ranked = traits
    .filter(trait => chosenByCreator(trait) || (!notForWriters.has(trait.id) && strength(trait) >= telling))
    .toSorted(
      (a, b) =>
        Number(chosenByCreator(b)) - Number(chosenByCreator(a)) ||
        strength(b) - strength(a) ||
        (a.id < b.id ? -1 : 1),
    )
  const taken: Trait[] = []
  for (const trait of ranked) {
    const row = alike.find(ids => ids.includes(trait.id))
    const said = row ? taken.some(({ id }) => row.includes(id)) : false
    const crowded = taken.filter(({ group }) => group === trait.group).length >= mostOfGroup
    if (chosenByCreator(trait) || (!said && !crowded)) taken.push(trait)
  }
  return taken
}

function ofTrait(trait: Trait, edits: Edits): SteeringRule {
  const own = edits.get(trait.id)?.value ?? null
  return { id: trait.id, text: ruleText(trait, own ?? trait.value, own !== null), examples: trait.examples }
}

/** A formula that was cut in its middle: nobody can be told to end with "helps me out and". */
const isBrokenOff = / (?:and|or|to|the|a|an|of|at|in|on|for|from|that|if|with|is|my|your)$/

/** The commonest way to begin, to turn and to end, where it is one: in a third of the videos. */
function habitRules(profile: VoiceProfile, all: number, isMuted: IsMuted): SteeringRule[] {
  const rule = (kind: HabitKind, habits: readonly Habit[]): SteeringRule[] => {
    const habit = habits.find(
      ({ text, share }) => share >= 1 / 3 && !isMuted(`${kind}:${text}`) && !isBrokenOff.test(text),
    )
    if (!habit) return []
    return [
      {
        id: `${kind}:${habit.text}`.slice(0, 130),
        text: habitText(kind, habit, all),
        examples: habit.examples,
      },
    ]
  }
  const beginning = rule('hook', profile.hooks)
  return [
    ...(beginning.length > 0 ? beginning : rule('opener', profile.openers)),
    ...rule('transition', profile.transitions),
    ...rule('closer', profile.closers),
  ]
}
