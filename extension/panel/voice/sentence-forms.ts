/** How a trait is said to the creator: # is the figure. */
export interface SentenceForm {
  says: string
  others: string
  /** The figure is so many times the share: of 50 words, say. */
  of?: number
}

const rate = (does: string): SentenceForm => ({
  says: `You ${does} # times per 100 words`,
  others: 'others #',
})
const sentence = (does: string): SentenceForm => ({ says: `# of your sentences ${does}`, others: 'others #' })
const theirs = (says: string, others = 'others’ #'): SentenceForm => ({ says, others })

/** By the traits' ids (core/voice/traits.ts). Traits that only name a word have their label: You say “so”. */
export const sentenceForms: Record<string, SentenceForm> = {
  i: rate('say “I”, “me” or “my”'),
  you: rate('speak to “you”'),
  we: rate('say “we” or “us”'),
  lets: rate('say “let’s”'),
  hedges: rate('hedge (“maybe”, “might”)'),
  boosters: rate('stress (“definitely”, “really”)'),
  analogies: rate('compare (“imagine”, “think of it as”)'),
  'i-think': rate('say “I think” or “I feel like”'),
  contractions: rate('contract (“it’s”, “don’t”)'),
  questions: rate('ask a question'),
  pauses: rate('pause for half a second or more'),
  turns: sentence('begin with a turn (“so”, “now”, “but”)'),
  'opens-so': sentence('begin with “so”'),
  'opens-and': sentence('begin with “and”'),
  'opens-but': sentence('begin with “but”'),
  'short-units': sentence('have five words or fewer'),
  'long-units': sentence('have thirty words or more'),
  'unit-length': theirs('Your sentences have # words'),
  'unit-spread': theirs('Your sentences vary by # words', 'others’ by #'),
  'unit-echo': theirs('Long after long, short after short: #', 'others #'),
  burstiness: theirs('Burstiness of your sentences: #', 'others’ #'),
  letters: theirs('Your words have # letters'),
  syllables: theirs('Your words have # syllables'),
  mtld: theirs('You go # words without repeating yourself', 'others #'),
  hdd: { says: 'Of 42 words drawn from yours # are different', others: 'of others’ #', of: 42 },
  mattr: { says: 'Of 50 words in a row # of yours are different', others: 'of others’ #', of: 50 },
  hapax: theirs('# of your words come only once in 500', 'of others’ #'),
  pace: theirs('You get through # words a minute, pauses in', 'others #'),
  'local-pace': theirs('You speak # words a minute', 'others #'),
  'pace-swing': theirs('Your pace swings by # words a minute', 'others’ by #'),
  'pause-length': theirs('Your pauses last # seconds'),
}
