const SMALL: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
/** By language, since digits go with them: «3 Millionen», «2 milliards». */
const SCALES: Record<string, number> = {
  hundred: 1e2,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  tausend: 1e3,
  millionen: 1e6,
  milliarde: 1e9,
  milliarden: 1e9,
  mille: 1e3,
  millions: 1e6,
  milliard: 1e9,
  milliards: 1e9,
  mil: 1e3,
  millón: 1e6,
  millones: 1e6,
  milioni: 1e6,
  miliardi: 1e9,
  milhões: 1e6,
  bilhões: 1e9,
}
const TIGHT: Record<string, number> = { k: 1e3, m: 1e6, bn: 1e9 }

const small = Object.keys(SMALL).join('|')
/** «One» alone is mostly a pronoun, and so is «a»: both count only before a scale or within a number. */
export const NUMBER_WORDS = `(?:(?:an?|one|half a)[\\s-](?=(?:hundred|thousand|million|billion|trillion)\\b))?(?:(?:${small.replace('one|', '')}|hundred|thousand|million|billion|trillion)\\b)(?:(?:[\\s-]|\\sand\\s)(?:${small}|hundred|thousand|million|billion|trillion)\\b)*`
export const SCALE_WORDS = Object.keys(SCALES)
  .sort((a, b) => b.length - a.length)
  .join('|')

/** 1 for none. */
export const scaleOf = (written: string | undefined): number => {
  const word = (written ?? '').toLowerCase()
  return SCALES[word] ?? TIGHT[word] ?? 1
}

/** «three hundred and ten million» → 310,000,000; a bare «million» is one. */
export function valueOfWords(words: string): number {
  let total = 0
  let part = /^half a\b/i.test(words) ? 0.5 : 0
  for (const word of words.toLowerCase().split(/[\s-]+/)) {
    const scale = SCALES[word]
    if (scale === 100) part = (part || 1) * 100
    else if (scale) {
      total += (part || 1) * scale
      part = 0
    } else if (SMALL[word]) part += SMALL[word]
  }
  return total + part
}

const COMMA_DECIMALS = /^(?:de|fr|es|it|pt|nl|ru|pl|sv|da|nb|nn|no|fi|cs|sk|hu|tr|id|uk|el|ro|bg|hr|sl|vi)\b/i

/** Digits as the language writes them: «1,200.5» in English, «1.200,5» in German, «1 200,5» in French. */
export function valueOfDigits(digits: string, language: string | null): number {
  if (language && COMMA_DECIMALS.test(language)) {
    const plain = digits.replace(/[\s\u00a0\u202f]/g, '')
    // «3.5» in a German text is an English number, or a date's beginning.
    return Number(
      /^\d{1,3}(?:\.\d{3})+(?:,|$)/.test(plain) || plain.includes(',')
        ? plain.replace(/\./g, '').replace(',', '.')
        : plain,
    )
  }
  return Number(digits.replace(/,/g, ''))
}

export const digitsPattern = (language: string | null): string =>
  language && COMMA_DECIMALS.test(language)
    ? '\\d{1,3}(?:[.\\u00a0\\u202f ]\\d{3})+(?:,\\d+)?|\\d+(?:[.,]\\d+)?'
    : '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?'
