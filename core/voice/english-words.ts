/**
 * Sets of English expressions that are counted together, in the normal form. Hedges and boosters follow Hyland's
 * distinction (2005), for speech: what weakens a claim and what strengthens it.
 */
const list = (words: string): string[] => words.split(',').map(word => word.trim())

const hedges =
  list(`maybe, perhaps, probably, possibly, apparently, presumably, supposedly, arguably, roughly, somewhat,
  fairly, relatively, typically, generally, usually, often, sometimes, mostly, mainly, largely, might, could be, may be,
  seems, seem, seemed, appears, tends to, tend to, in general, in a way, in a sense, more or less, to some extent,
  i think, i guess, i suppose, i believe, i feel like, i'm not sure, as far as i know, about as, around #, about #,
  almost, nearly, likely, unlikely, kind of, sort of, kinda, a bit, a little bit`)

const boosters =
  list(`definitely, certainly, absolutely, totally, completely, obviously, clearly, of course, always,
  never, really, very, super, extremely, incredibly, insanely, literally, seriously, honestly, for sure, no doubt,
  without a doubt, in fact, the fact is, massive, massively, huge, hugely, truly, entirely, exactly, precisely,
  particularly, especially, so much, way more, by far, must be, has to be, i know, we know, undoubtedly, surely`)

const analogies =
  list(`it's like, it is like, that's like, think of it as, think of it like, think of this as,
  think of them as, imagine, as if, as though, it's as if, it's kind of like, it's sort of like, kind of like a,
  sort of like a, a bit like, just like a, just like the, looks like a, sounds like a, feels like a, picture this,
  the equivalent of, in the same way, the analogy, a metaphor for, compare it to, compared to a`)

export const address = {
  i: list("i, i'm, i've, i'd, i'll, me, my, mine, myself, im, ive"),
  you: list("you, you're, you've, you'd, you'll, your, yours, yourself, yourselves, y'all, youre"),
  we: list("we, we're, we've, we'd, we'll, us, our, ours, ourselves"),
}

/** Traits that are the rate of some expressions per 100 words; by the trait's id. */
export const countedTraits = {
  ...address,
  lets: list("let's, let us, lets"),
  hedges,
  boosters,
  analogies,
  'i-think': list("i think, i don't think, i feel like, i guess, i believe, i reckon, i suppose"),
  so: ['so'],
  like: ['like'],
  'you-know': ['you know'],
  'i-mean': ['i mean'],
  'kind-of': list('kind of, kinda'),
  'sort-of': list('sort of, sorta'),
  actually: ['actually'],
  really: ['really'],
  very: ['very'],
  just: ['just'],
  okay: list('okay, ok'),
  'all-right': list('all right, alright'),
  well: ['well'],
  right: ['right'],
  now: ['now'],
  basically: ['basically'],
  literally: ['literally'],
  obviously: ['obviously'],
  'of-course': ['of course'],
  because: list("because, cuz, 'cause, cause, coz"),
  'going-to': list('going to, gonna'),
  thing: list('thing, things, stuff'),
  'a-lot': list('a lot, lots of'),
  the: ['the'],
  of: ['of'],
  and: ['and'],
  but: ['but'],
  that: list("that, that's"),
} satisfies Record<string, string[]>

export const fillers = list('um, uh, uhm, erm, umm, uhh')

/** Endings that make a word a contraction; 's only where it is no genitive. */
const contracted =
  /^(?:[a-z]+n't|[a-z]+'(?:re|ve|ll|m|d)|(?:it|that|what|there|here|he|she|who|where|how|let|everything|something|everyone)'s|gonna|wanna|gotta|gimme|lemme|y'all)$/

export const isContraction = (word: string): boolean => contracted.test(word)
