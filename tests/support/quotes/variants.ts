import { below, pick, type Random } from './random-pick.ts'

/** A text written or captioned otherwise that says the same words, for the quote as well as for its source. */
export type Variant = (text: string, random: Random) => string

const some =
  (pattern: RegExp, part: number, to: (found: string, random: Random) => string): Variant =>
  (text, random) =>
    text.replace(pattern, found => (random() < part ? to(found, random) : found))
const between = (text: string, random: Random, part: number, put: (random: Random) => string): string =>
  text.replace(/(?<=[\p{L}.,;:!?])[ \n]+(?=\p{L})/gu, gap =>
    random() < part ? `${gap}${put(random)} ` : gap,
  )

const LIGATURES: Record<string, string> = { ffi: 'ﬃ', ffl: 'ﬄ', ff: 'ﬀ', fi: 'ﬁ', fl: 'ﬂ' }
const ENTITIES: Record<string, string[]> = {
  '&': ['&amp;', '&#38;'],
  '"': ['&quot;', '&#34;'],
  '“': ['&ldquo;', '&#8220;'],
  '”': ['&rdquo;', '&#8221;'],
  "'": ['&#39;', '&apos;', '&#x27;', '&amp;#39;'],
  '’': ['&rsquo;', '&#8217;'],
  '–': ['&ndash;'],
  '—': ['&mdash;'],
  ' ': ['&nbsp;', '&#160;'],
  é: ['&eacute;'],
}
/** Said twice they would say something else. */
const COUNTED =
  /^(?:no|not|never|nor|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|[mbt]r?illion|zero|oh|double|half|não|non)$/i

export const VARIANTS: Record<string, Variant> = {
  'upper case': text => text.toUpperCase(),
  'lower case': text => text.toLowerCase(),
  'case at random': some(/\p{L}/gu, 0.3, letter =>
    letter.toUpperCase() === letter ? letter.toLowerCase() : letter.toUpperCase(),
  ),
  dashes: some(/[-‐‑–—−]/g, 1, (_, random) => pick(random, ['-', '‐', '‑', '–', '—', '−'])),
  'quote marks': (text, random) =>
    some(/["“”„«»]/g, 1, () => pick(random, ['"', '“', '”', '„', '«', '»', '']))(
      text.replace(/(?<=\p{L})['’](?=\p{L})/gu, () => pick(random, ["'", '’', 'ʼ', '`'])),
      random,
    ),
  spaces: some(/[ \n]+/g, 0.5, (_, random) =>
    pick(random, ['  ', '\n', '\r\n', '\t', '\u00a0', '\u2009', '\u202f', ' \u3000']),
  ),
  'zero width': some(
    /./gsu,
    0.1,
    (char, random) => char + pick(random, ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff']),
  ),
  'soft hyphens': some(/(?<=\p{L}{2})(?=\p{L}{2})/gu, 0.3, () => '\u00ad'),
  ligatures: some(/ffi|ffl|ff|fi|fl/g, 1, found => LIGATURES[found]!),
  'full width': some(/[!-~]/g, 1, char => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  'letters in pieces': text => text.normalize('NFD'),
  'letters composed': text => text.normalize('NFC'),
  'broken words': some(/(?<=\p{Ll}{3})(?=\p{Ll}{3})/gu, 0.04, (_, random) =>
    pick(random, ['-\n', '-\r\n', '\u00ad\n', '-\n  ']),
  ),
  'notes of sounds': (text, random) =>
    between(text, random, 0.1, () =>
      pick(random, ['[Music]', '[music]', '[Applause]', '[Laughter]', '♪', '[upbeat music]']),
    ),
  'marks of speakers': (text, random) =>
    between(text, random, 0.1, () => pick(random, ['>>', '>>>', '&gt;&gt;'])),
  fillers: (text, random) =>
    // "um" is a word of other languages.
    between(text, random, 0.1, () =>
      pick(random, / the /.test(text) ? ['um', 'uh', 'um,', 'uh,'] : ['uh', 'uhm', 'hmm']),
    ),
  'a word twice': (text, random) =>
    text.replace(/(?<![\p{L}\p{N}'’-])\p{L}+(?![\p{L}\p{N}'’-])/gu, word =>
      random() < 0.1 && !COUNTED.test(word) ? `${word}${pick(random, [' ', '\n'])}${word}` : word,
    ),
  'a line twice': (text, random) =>
    text.replace(/(?:(?<!\S)\p{L}+ ){2,6}/gu, line =>
      random() < 0.3 && line.split(' ').some(word => word && !COUNTED.test(word))
        ? `${line.trim()}\n${line}`
        : line,
    ),
  'no punctuation': text => text.replace(/[.,;:!?…]+(?=\s|$)|["“”«»]|\((?=\p{L})|(?<=\p{L})\)/gu, ''),
  'no apostrophes': some(/(?<=n)['’](?=t\b)/g, 1, () => ''),
  'as captions': text =>
    text
      .replace(/[.,;:!?…]+(?=\s|$)|["“”«»]/gu, '')
      .toLowerCase()
      .replace(/\s+/g, ' '),
  entities: some(/[&"“”'’–—é ]/g, 0.4, (char, random) => pick(random, ENTITIES[char]!)),
}

/** Two or three of them, one upon the other, in an order that keeps each what it is. */
export const mixed: Variant = (text, random) => {
  const names = [
    'no punctuation',
    'lower case',
    'dashes',
    'quote marks',
    'a word twice',
    'fillers',
    'soft hyphens',
    'zero width',
    'letters in pieces',
    'notes of sounds',
    'marks of speakers',
    'spaces',
  ]
  const from = below(random, names.length - 2)
  const chosen = names.filter((_, at) => at === from || (at > from && random() < 0.3)).slice(0, 3)
  return chosen.reduce((rest, name) => VARIANTS[name]!(rest, random), text)
}
