import type { Trait } from '../contract/voice-profile.ts'
import type { countedTraits } from './english-words.ts'

/** What a trait is, whoever it is measured on. */
export interface TraitKind extends Pick<Trait, 'group' | 'label' | 'unit'> {
  /** Needs English: it stands on words, on its contractions or on its syllables. */
  english: boolean
}

const rate = (group: Trait['group'], label: string): TraitKind => ({
  group,
  label,
  unit: 'per 100 words',
  english: true,
})
const said = (word: string): TraitKind => rate('words', `You say “${word}”`)
const any = (group: Trait['group'], label: string, unit: Trait['unit']): TraitKind => ({
  group,
  label,
  unit,
  english: false,
})

const counted: Record<keyof typeof countedTraits, TraitKind> = {
  i: rate('address', 'You speak of yourself: “I”, “me”, “my”'),
  you: rate('address', 'You speak to the viewer: “you”, “your”'),
  we: rate('address', 'You speak of “we” and “us”'),
  lets: rate('address', 'You invite: “let’s”'),
  hedges: rate('stance', 'You hedge: “maybe”, “probably”, “might”'),
  boosters: rate('stance', 'You stress: “definitely”, “always”, “really”'),
  analogies: rate('stance', 'You compare: “imagine”, “think of it as”'),
  'i-think': rate('stance', 'You say it is your view: “I think”, “I feel like”'),
  so: said('so'),
  like: said('like'),
  'you-know': said('you know'),
  'i-mean': said('I mean'),
  'kind-of': said('kind of'),
  'sort-of': said('sort of'),
  actually: said('actually'),
  really: said('really'),
  very: said('very'),
  just: said('just'),
  okay: said('okay'),
  'all-right': said('all right'),
  well: said('well'),
  right: said('right'),
  now: said('now'),
  basically: said('basically'),
  literally: said('literally'),
  obviously: said('obviously'),
  'of-course': said('of course'),
  because: said('because'),
  'going-to': rate('words', 'You say “going to” or “gonna”'),
  thing: rate('words', 'You say “thing”, “things” or “stuff”'),
  'a-lot': said('a lot'),
  the: said('the'),
  of: said('of'),
  and: said('and'),
  but: said('but'),
  that: said('that'),
}

/** Every trait by its id, which never changes: edits and versions hold on to it. */
export const traitKinds: Record<string, TraitKind> = {
  ...counted,
  contractions: rate('words', 'You contract: “it’s”, “don’t”, “gonna”'),
  fillers: rate('words', 'You say “um” or “uh”'),
  letters: any('words', 'How long your words are', 'letters'),
  syllables: { ...any('words', 'Syllables of a word', 'syllables'), english: true },
  questions: any('address', 'You ask', 'per 100 words'),
  turns: {
    ...any('structure', 'Sentences that begin with a turn: “so”, “now”, “but”', 'share'),
    english: true,
  },
  'opens-so': { ...any('structure', 'Sentences that begin with “so”', 'share'), english: true },
  'opens-and': { ...any('structure', 'Sentences that begin with “and”', 'share'), english: true },
  'opens-but': { ...any('structure', 'Sentences that begin with “but”', 'share'), english: true },
  'unit-length': any('rhythm', 'How long your sentences are', 'words'),
  'unit-spread': any('rhythm', 'How much the length of your sentences varies', 'words'),
  'unit-echo': any('rhythm', 'A long sentence follows a long one', 'score'),
  burstiness: any('rhythm', 'Short and long sentences come in bursts', 'score'),
  'short-units': any('rhythm', 'Sentences of at most five words', 'share'),
  'long-units': any('rhythm', 'Sentences of thirty words and more', 'share'),
  mtld: any('diversity', 'How long you go without repeating yourself (MTLD)', 'words'),
  hdd: any('diversity', 'Different words among 42 of yours (HD-D)', 'share'),
  mattr: any('diversity', 'Different words in any 50 of yours (MATTR)', 'share'),
  hapax: any('diversity', 'Words that you say only once in 500', 'share'),
  pace: any('pace', 'Words a minute over the whole video', 'words per minute'),
  'local-pace': any('pace', 'Words a minute while you speak', 'words per minute'),
  'pace-swing': any('pace', 'How much your pace changes over a video', 'words per minute'),
  pauses: any('pace', 'Pauses of half a second and more', 'per 100 words'),
  'pause-length': any('pace', 'How long your pauses are', 'seconds'),
}
