/**
 * What the meter says of a text. Scores are on the voice axis: the decimal logarithm of how much likelier the words
 * are from this creator than from the others most like them and from models (0: as likely). No percentages.
 */
export interface MeterReading {
  state:
    | 'empty'
    /** Under 100 words: reasons, no judgement. */
    | 'too_short'
    | 'judged'
    /** The profile is of another language than the text, or of one without a background. */
    | 'other_language'
  words: number
  /** BCP 47 of the text where it could be told. */
  language: string | null
  /** null unless judged. */
  score: number | null
  /** The sum over all words, in nats, of which sentences and words are parts; 0 where nothing is explained. */
  total: number
  /** Bands at this length; null unless judged. */
  own: Span | null
  others: Span | null
  models: Span | null
  /** null unless judged. `unclear` is the meter's abstention. */
  strength: Strength | null
  /** One sentence for the creator. */
  says: string
  passages: PassageReading[]
  /** The stretch that goes least with the rest of this text and with the videos, by far: perhaps another's words. */
  apart: Stretch | null
  sentences: SentenceReading[]
  /** The strongest reasons over the whole text, strongest first. */
  reasons: Reason[]
  /** Runs of the creator's own words, verbatim: a copy says nothing of a voice. */
  copied: { start: number; end: number; words: number }[]
}

/** Of a text that is not judged, before anything else is known of it. */
export const UNJUDGED = {
  ...{ score: null, own: null, others: null, models: null, strength: null, total: 0 },
  ...{ passages: [], apart: null, sentences: [], reasons: [], copied: [] },
} satisfies Omit<MeterReading, 'state' | 'words' | 'language' | 'says'>

export interface Span {
  p10: number
  p50: number
  p90: number
}

/** How strongly the measures speak for this creator, in words only. */
export type Strength = 'strongly yours' | 'yours' | 'unclear' | 'not yours' | 'strongly not yours'

/** A passage of 100 words and more. `start` and `end` are characters of the text that was given. */
export interface PassageReading {
  start: number
  end: number
  words: number
  score: number
  strength: Strength
}

/** `start` and `end` are characters of the text that was given. */
export interface Stretch {
  start: number
  end: number
  /** Words of the text before it. */
  before: number
  words: number
}

/** A sentence has no verdict: only how much it pulls, and why. */
export interface SentenceReading {
  start: number
  end: number
  words: number
  /** Part of the sum of the whole text: all sentences together are the text's `total`, to 1e-9. */
  contribution: number
  /** Smoothed over at least 50 words, −1 (pulls away) to 1 (pulls towards); for colour. */
  pull: number
  reasons: Reason[]
}

export interface Reason {
  /** The feature: a word, an n-gram. */
  id: string
  /** As shown: “so”, “kind of”. */
  text: string
  /** Of the sum; negative pulls away. */
  contribution: number
  /** Per 100 words. */
  yours: number
  here: number
  others: number
  /** "You say “so” 2.1 times per 100 words, here 0.4". */
  says: string
}
