import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { matchQuote } from '../../../core/evidence/match-quote.ts'
import { speech, subjects } from '../../fixtures/voice/speech.ts'
import { drawnFrom, drawQuote } from '../../support/quotes/draw.ts'
import { MUTANTS } from '../../support/quotes/mutants.ts'
import { literally } from '../../support/quotes/oracle.ts'
import { trials } from '../../support/quotes/trials.ts'
import { mixed, VARIANTS } from '../../support/quotes/variants.ts'
import { seededRandom } from '../../support/random.ts'

const fixture = (name: string) => readFileSync(`tests/fixtures/${name}`, 'utf8')
/** The first has something of everything that can be changed. */
const texts = [
  fixture('evidence/harbour-figures.txt'),
  fixture('articles/tidal-gazette.txt'),
  fixture('articles/coast-review.txt'),
  speech('chatty', subjects[0]!, 900, 4),
].map(drawnFrom)
const EACH = 300

test.each(Object.keys(MUTANTS))('never matched, in whatever writing: %s', kind => {
  const random = seededRandom(20261128)
  let mutants = 0
  for (let round = 0; mutants < EACH && round < 12; round++) {
    const from = texts[round % 3 === 2 ? 1 + (round % (texts.length - 1)) : 0]!
    const foreign = texts[(texts.indexOf(from) + 1) % texts.length]!
    for (const { quote, source, isTrue } of trials(from, foreign, random, EACH / 4, [kind])) {
      if (isTrue) continue
      mutants++
      const match = matchQuote(source, quote)
      expect(match && source.text.slice(match.start, match.end), quote).toBeNull()
    }
  }
  expect(mutants).toBeGreaterThanOrEqual(EACH / 2)
})

const everyVariant = [...Object.entries(VARIANTS), ['several of these', mixed] as const]
test.each(everyVariant)('found, however it is written: %s', (name, variant) => {
  const random = seededRandom(20261129)
  const lost: string[] = []
  let quotes = 0
  for (let round = 0; quotes < EACH; round++) {
    const { text, words } = texts[round % texts.length]!
    const drawn = drawQuote({ text, words }, random)
    if (!drawn) continue
    const { quote, start, end } = drawn
    quotes++
    const inQuote = name !== 'a line twice' && round % 2 === 0
    const parts = [text.slice(0, start), quote, text.slice(end)]
    const source = inQuote ? text : parts.map(part => variant(part, random)).join('')
    const wanted = inQuote ? variant(quote, random) : quote
    const match = matchQuote(source, wanted)
    if (!match) lost.push(`${wanted} | ${inQuote ? '' : source.slice(start, end + 80)}`)
    // What is cited says the same words, by another reckoning than the product's.
    else if (inQuote) expect(literally(quote)(source.slice(match.start, match.end)), wanted).toBe(true)
  }
  expect(lost.slice(Math.floor(EACH / 100))).toEqual([])
})
