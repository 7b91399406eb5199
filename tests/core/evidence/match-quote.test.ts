import { expect, test } from 'vitest'
import { matchQuote, quotedText } from '../../../core/evidence/match-quote.ts'
import { cpuMs } from '../../support/cpu-ms.ts'
import { seededRandom } from '../../support/random.ts'

const found = (text: string, quote: string, hint?: { prefix?: string; suffix?: string }) => {
  const match = matchQuote(text, quote, hint)
  return match && { words: text.slice(match.start, match.end), exactness: match.exactness }
}

test('words that stand there are matched exactly', () => {
  expect(found('The tide turns twice a day.', 'turns twice')).toEqual({
    words: 'turns twice',
    exactness: 'exact',
  })
})

test.each([
  ['curly quotation marks', 'She said “it’s late” and left.', 'She said "it\'s late" and left'],
  ['dashes', 'a well–known fact—really', 'a well-known fact - really'],
  ['white space and line breaks', 'one\n two\u00a0 three', 'one two three'],
  ['soft hyphens and zero-width characters', 'the re\u00adsearch\u200b was done', 'the research was done'],
  ['an ellipsis sign', 'and then… nothing happened', 'and then... nothing happened'],
  ['case', 'the water is HOT today', 'The water is hot today'],
  ['entities left over', 'salt &amp; pepper &#8217;til noon', 'salt & pepper ’til noon'],
  ['punctuation', 'First, we boil it; then we wait', 'First we boil it, then we wait'],
  ['letters composed in two ways', 'the cafe\u0301 closed', 'the café closed'],
  ['a space before the percent sign', 'fell by 5 % in May', 'fell by 5% in May'],
  ['ligatures', 'the ﬁrst ofﬁce', 'the first office'],
  ['full-width signs', 'it fell by ４０％ and ＄３．５０', 'it fell by 40% and $3.50'],
  ['invisible signs at the borders', '\u200bIt was\ufe0f late\u200b here', 'it was late'],
  [
    'entities encoded twice',
    'the caf&eacute; &amp;amp; the bar isn&amp;#39;t open',
    "the café & the bar isn't open",
  ],
  ['the kind of a minus', 'at −5 or —6 degrees', 'at -5 or -6 degrees'],
  [
    'words broken at the end of a line',
    'his re-\nsearch into under-\r\nstanding',
    'his research into understanding',
  ],
  ['a compound broken at the end of a line', 'a well-\nknown fact', 'a well-known fact'],
  ['notes of sounds', 'so [Music] we went ♪ home [upbeat music] again', 'so we went home again'],
  ['marks of speakers', '>> hello there &gt;&gt; and welcome', 'hello there and welcome'],
  ['times', 'we went\n[00:03:12] home again', 'we went home again'],
  ['fillers', 'so, um, we uh we went to the, hmm, house', 'so we went to the house'],
  ['words said twice', 'and then then we went to the\nto the house', 'and then we went to the house'],
  [
    'apostrophes that captions leave out',
    'they dont know what theyre saying',
    "they don't know what they're saying",
  ],
  ['syllables of a script written in pieces', '한국어 문장'.normalize('NFD'), '한국어 문장'],
])('%s may differ', (_what, text, quote) => {
  expect(matchQuote(text, quote)?.exactness).toBe('normalised')
})

test.each([
  ['another word', 'the tide turns twice', 'the tide turns thrice'],
  ['a word left out', 'it did not turn', 'it did turn'],
  ['a negation contracted away', "they can't swim", 'they can swim'],
  ['the positive within the contraction', "they can't swim", 'they can'],
  ['a word within a word', 'this is illegal', 'legal'],
  ['a part of a compound', 'it is non-toxic', 'toxic'],
  ['a number within a number', 'it grew by 3.5 points', 'it grew by 3'],
  ['the end of a number', 'about 1,500 people', '500 people'],
  ['a decimal point lost', 'a 3.5 metre wall', 'a 35 metre wall'],
  ['an exponent flattened', 'about 10² cells', 'about 102 cells'],
  ['a minus sign lost', 'at -5 degrees', 'at 5 degrees'],
  ['the end of a negative number', 'at -5 degrees', '5 degrees'],
  ['another currency', 'it cost $40', 'it cost €40'],
  ['a percent sign lost', 'it rose 40% then', 'it rose 40 then'],
  ['a percent sign cut off', 'it rose 40% then', 'it rose 40'],
  ['an apostrophe that makes another word', "we're here", 'were here'],
  ['words omitted with an ellipsis', 'it was cold and very wet there', 'it was cold … there'],
  ['nothing but punctuation', 'well... yes', '...'],
  ['a full-width percent sign lost', 'it rose 40％ then', 'it rose 40 then'],
  ['a point put before a number', 'it rose by 5 points', 'it rose by .5 points'],
  ['a minus put before a number', 'at 5 degrees', 'at − 5 degrees'],
  ['feet for inches', 'it is 5′ long', 'it is 5″ long'],
  ['a sign before a number cut off', 'it took ~30 days', '30 days'],
  ['the end of a broken word', 'it is non-\ntoxic paint', 'toxic paint'],
  ['the beginning of a name', 'it runs in C++ now', 'it runs in C'],
  ['the end of a version', 'it needs version 2.x of it', 'x of it'],
  ['a point put behind a bracket', 'kinases (CDK)4 are known', 'kinases (CDK).4 are known'],
  ['a negation in brackets', 'he did go home', 'he did [not] go home'],
  ['a negation said twice', 'we do not not know', 'we do not know'],
  ['a number said twice', 'call nine nine one', 'call nine one'],
  ['a word said twice with a stop', 'it is very, very cold', 'it is very cold'],
  [
    '"um" where it is a word',
    'Der Preis ist um 5 % gestiegen und das nicht ohne Grund',
    'Der Preis ist 5 % gestiegen',
  ],
  ['"um" as a unit', 'a layer of 5 um is enough', 'a layer of 5 is enough'],
  [
    'two overlapping places joined',
    'the red boat came in late',
    'the red boat came the red boat came in late',
  ],
  ['another time', 'we went\n[00:03:12] home again', 'we went [00:03:13] home again'],
])('no match: %s', (_what, text, quote) => {
  expect(matchQuote(text, quote)).toBeNull()
})

test('of several places the one whose surroundings fit is chosen', () => {
  const text = 'Red: the same words. Blue: the same words. Green: the same words.'
  expect(matchQuote(text, 'the same words', { prefix: 'Blue: ' })?.start).toBe(text.indexOf('the same', 20))
  expect(matchQuote(text, 'the same words', { suffix: '. Green' })?.start).toBe(text.indexOf('the same', 20))
  expect(matchQuote(text, 'The same words', { prefix: 'green ' })?.start).toBe(text.lastIndexOf('the same'))
  expect(matchQuote(text, 'the same words')?.start).toBe(5)
})

test('a match gives positions in the original, whatever was folded before it', () => {
  const text = '“Ofﬁces” &amp; caf\u0301e\u0301s… — then: İt ends here.'
  const match = matchQuote(text, 'then it ENDS here')
  expect(match).toBeNull()
  const other = matchQuote(text, 'ends, here')!
  expect(text.slice(other.start, other.end)).toBe('ends here')
})

const WORDS =
  "river stone not light never 12 3.5 1,200 water can can't is isn't high low under over seven 40% city north year 1999 well-known they're slow fast $5 bridge iron".split(
    ' ',
  )
const GLUE = [' ', ' ', ' ', '\n', ', ', ' — ', '; ', '. ', ' “', '” ']

test('2,000 quotes with one word or number changed, dropped, added or swapped are never matched, and the true ones always', () => {
  const next = seededRandom(20261122)
  const pick = <Item>(items: Item[]): Item => items[Math.floor(next() * items.length)]!
  let corrupted = 0
  for (let round = 0; round < 115; round++) {
    const tokens = Array.from({ length: 120 }, () => pick(WORDS))
    const text = tokens.map(token => token + pick(GLUE)).join('')
    const within = quotedText(text)
    for (let n = 0; n < 20; n++) {
      const from = Math.floor(next() * 100)
      const quoted = tokens.slice(from, from + 6 + Math.floor(next() * 8))
      expect(matchQuote(within, quoted.join(' ')), quoted.join(' ')).not.toBeNull()
      const at = 1 + Math.floor(next() * (quoted.length - 2))
      const wrong = [...quoted]
      const how = n % 4
      if (how === 0) wrong[at] = pick(WORDS.filter(word => word !== quoted[at]))
      else if (how === 1) wrong.splice(at, 1)
      else if (how === 2) wrong.splice(at, 0, pick(['not', '7', 'green']))
      else [wrong[at - 1], wrong[at]] = [wrong[at]!, wrong[at - 1]!]
      // A word twice at once is what a rolling caption says of a word.
      if (repeats(quoted) || repeats(wrong)) continue
      if (occurs(tokens, wrong)) continue
      corrupted++
      expect(matchQuote(within, wrong.join(' ')), wrong.join(' ')).toBeNull()
    }
  }
  expect(corrupted).toBeGreaterThan(1_500)
})

const repeats = (words: string[]) => words.some((word, at) => word === words[at + 1])

function occurs(tokens: string[], wanted: string[]): boolean {
  return tokens.some((_, i) => wanted.every((word, j) => tokens[i + j] === word))
}

test('five million characters are searched for many quotes in time that stays linear', () => {
  const line = 'Plain words fill the page, line after line, and nothing “else” happens here.\n'
  const text = `${line.repeat(Math.ceil(4_900_000 / line.length))}But at the end — something did happen.`
  const within = quotedText(text)
  const started = cpuMs()
  expect(matchQuote(within, 'at the end, something did happen')?.exactness).toBe('normalised')
  for (let n = 0; n < 20; n++) expect(matchQuote(within, `nothing like number ${n} was written`)).toBeNull()
  expect(cpuMs() - started).toBeLessThan(5_000)
})
