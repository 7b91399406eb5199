/**
 * The text-search configuration of PostgreSQL for a BCP 47 tag: stemming in the languages that it knows on both
 * databases, else words as they are. Never taken from the page itself: the answer is one of these names.
 */
export function searchConfiguration(language: string | null): string {
  return CONFIGURATIONS[language?.slice(0, 2).toLowerCase() ?? ''] ?? 'simple'
}

const CONFIGURATIONS: Record<string, string> = {
  ar: 'arabic',
  da: 'danish',
  de: 'german',
  en: 'english',
  es: 'spanish',
  fi: 'finnish',
  fr: 'french',
  hu: 'hungarian',
  it: 'italian',
  nl: 'dutch',
  no: 'norwegian',
  nb: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sv: 'swedish',
  tr: 'turkish',
}
