/** The language without its region: "en" of "en-GB". */
export const baseLanguage = (language: string): string => language.toLowerCase().split(/[-_]/)[0]!

/** Captions without a language are taken for English, as most are. */
export const isEnglish = (language: string | null): boolean => /^en\b/i.test(language ?? 'en')
