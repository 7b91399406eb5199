import file from './data/phrases.json' with { type: 'json' }
import { type PhraseBackground, type PhraseFile, phraseBackground } from './phrase-background.ts'

/** The shipped background of English. Some hundred kilobytes: import this file only where phrases are measured. */
export const englishPhrases: PhraseBackground = phraseBackground(file as unknown as PhraseFile)
