import type { Origin, Sentence, Standing } from '../../../core/contract/script.ts'

/** What backs a sentence: in a word beside its mark, shorter behind a number, and in full. Its shape is the stylesheet's. */
export const standings: Record<Standing, { word: string; short: string; says: string }> = {
  quoted: { word: 'Quoted', short: 'quoted', says: 'It holds words that stand literally in a source.' },
  paraphrase: {
    word: 'Paraphrase',
    short: 'paraphrase',
    says: 'A model, or you, took it for what the source says. Read the passage yourself.',
  },
  own_knowledge: { word: 'Own knowledge', short: 'own', says: 'You know it yourself, or answered it.' },
  opinion: { word: 'Opinion', short: 'opinion', says: 'Nothing in it could be true or false.' },
  open: { word: 'Open', short: 'open', says: 'Nothing was found yet that shows this.' },
}

export const standingOrder = [
  'open',
  'paraphrase',
  'quoted',
  'own_knowledge',
  'opinion',
] as const satisfies Standing[]

export const originWords: Record<Origin, string> = {
  model: 'Written by a model, not touched since',
  source: 'A source’s own words',
  creator: 'Written by you',
  edited: 'Changed by you',
}

/** Where several write, nobody says which of them it was. */
export const sharedOriginWords: Record<Origin, string> = {
  ...originWords,
  creator: 'Written by hand',
  edited: 'Changed by hand',
}

/** Of those that say something: an empty line has no standing. */
export function standingCounts(sentences: readonly Sentence[]): { standing: Standing; count: number }[] {
  const counts = new Map<Standing, number>()
  for (const { text, ledger } of sentences)
    if (text.trim() !== '') counts.set(ledger.standing, (counts.get(ledger.standing) ?? 0) + 1)
  return standingOrder
    .filter(standing => counts.has(standing))
    .map(standing => ({ standing, count: counts.get(standing)! }))
}
