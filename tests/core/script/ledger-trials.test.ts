import { expect, it } from 'vitest'
import { citableSource } from '../../../core/evidence/cite.ts'
import { citeQuote } from '../../../core/evidence/cite-quote.ts'
import { afterEdit, backing, claimed } from '../../../core/script/ledger.ts'
import { literally } from '../../support/quotes/oracle.ts'
import { seededRandom } from '../../support/random.ts'

const SEEDS = 2_000
const NOUNS =
  'tide harbour survey current marsh barrier ship light river dam eel station bay wall storm'.split(' ')
const VERBS = 'reached moved held broke carried lifted left crossed met filled'.split(' ')
const NAMES = ['Ada Shore', 'Bramley', 'Corvo', 'NASA', 'Lake Orr', 'Quill']
const UNITS = ['metres', 'percent', 'km', 'hours', 'million dollars', 'tons']
const FRAMES = ['So: ', 'And here it is: “', 'They write that ', 'Listen. ', '']
const ADDED = [
  ' in 2031',
  ', says Newton',
  ' at 77 km',
  ', which never happened',
  ' because of Zed',
  ', more than before',
]

it(`calls no sentence quoted that does not hold its quote literally, in ${SEEDS} seeded texts`, () => {
  let matched = 0
  let refused = 0
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = seededRandom(seed)
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
    const number = () => Math.floor(random() * 900) + 2
    const clause = () =>
      `${pick(NAMES)} ${pick(VERBS)} the ${pick(NOUNS)} of the ${pick(NOUNS)} ${number()} ${pick(UNITS)} ${pick(['before', 'behind', 'above'])} the ${pick(NOUNS)}`
    const text = Array.from({ length: 6 }, () => `${clause()}.`).join(' ')
    const source = citableSource({
      id: '0190aaaa-0000-7000-8000-00000000000a',
      title: 'A survey',
      kind: 'article',
      url: 'https://a.example/',
      videoId: null,
      text,
      transcript: null,
    })
    const words = text.split(' ')
    const from = Math.floor(random() * (words.length - 8))
    const quote = words
      .slice(from, from + 5 + Math.floor(random() * 6))
      .join(' ')
      .replace(/[.,]$/, '')
    const citation = citeQuote(quote, null, [source])
    if (!citation) continue
    // As it is, or with a word of the quote another one, or gone, or said twice, or with something put behind it.
    const said = quote.split(' ')
    const at = Math.floor(random() * said.length)
    const how = Math.floor(random() * 5)
    if (how === 1) said[at] = pick([pick(NOUNS), String(number()), 'not', pick(NAMES)])
    if (how === 2) said.splice(at, 1)
    if (how === 3) said.splice(at, 0, pick(['not', 'never', String(number())]))
    const added = how === 4 ? pick(ADDED) : ''
    const sentence = `${pick(FRAMES)}${said.join(' ')}${added}.`
    const entry = claimed(sentence, { standing: 'quoted', citations: [citation], why: '' }, 'machine')
    const typed = afterEdit(sentence, quote, { standing: 'quoted', citations: [citation], why: '' })
    expect(typed.standing, `seed ${seed}: typed as drawn`).toBe(entry.standing)
    if (entry.standing === 'quoted') {
      matched += 1
      expect(literally(sentence)(citation.anchor.exact), `seed ${seed}: “${sentence}”`).toBe(true)
      expect(literally(text)(citation.anchor.exact), `seed ${seed}`).toBe(true)
      expect(added, `seed ${seed}: “${sentence}”`).toBe('')
      expect(backing(sentence, [citation])).toHaveProperty('backed')
    } else refused += 1
    if (how === 0) expect(entry.standing, `seed ${seed}: “${sentence}”`).toBe('quoted')
  }
  // Of use only if there were many of both.
  expect(matched).toBeGreaterThan(SEEDS / 8)
  expect(refused).toBeGreaterThan(SEEDS / 2)
})
