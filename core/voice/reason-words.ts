const lengths: Record<string, string> = {
  _0: 'rare short words',
  _1: 'rare words of 5 and 6 letters',
  _2: 'rare words of 7 and 8 letters',
  _3: 'rare long words',
}

/**
 * A feature as it is shown; null for what would tell a reader nothing: pairs with a class of words.
 * @param name the feature's word, or its two; of a repeat its shortest and its longest lag
 */
export function reasonText(name: readonly string[]): string | null {
  const [first, second] = name
  if (first!.startsWith('+')) return repeatText(...name.map(Number))
  if (second !== undefined) return name.some(word => /^[_#]/.test(word)) ? null : `“${first} ${second}”`
  if (first === '#') return 'numbers in digits'
  if (first === "_'") return 'rarer contractions and possessives'
  if (!first!.startsWith('_')) return `“${first}”`
  return lengths[first!] ?? `words in “-${first!.slice(1)}”`
}

/** "You say a word again 3 to 4 words later". */
function repeatText(shortest = 1, longest = shortest): string {
  if (longest === 1) return 'a word twice in a row'
  return `a word again ${shortest === longest ? '' : `${shortest} to `}${longest} words later`
}

/**
 * "You say “so” 2.1 times per 100 words, here 0.4". What speaks for the creator does so beside those who talk most like
 * the text, whose rate is then told too: their own “so” may be rarer still.
 */
export function reasonWords(
  text: string,
  { yours, here, others }: { yours: number; here: number; others: number },
  nats: number,
): string {
  const said = `You say ${text} ${rate(yours)} times per 100 words, here ${rate(here)}`
  return nats > 0 ? `${said}; the others nearest to this text ${rate(others)}` : said
}

const rate = (per100: number): string =>
  per100 === 0 ? '0' : per100 < 0.01 ? 'under 0.01' : per100.toFixed(per100 < 0.1 ? 2 : 1)
