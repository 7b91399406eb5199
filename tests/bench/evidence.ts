/**
 * How many quotes that a text does not say are taken for said, and how many that it says are found.
 * `npm run bench:evidence -- --data DIR [--mutants 10000] [--seed N] [--show]`, DIR with texts, captions or records at any
 * depth. A mutant that stands in its source after all, by the oracle of the tests, is none. True quotes are looked for
 * as they stand, written or captioned otherwise, and in a source written or captioned otherwise; mutants as well.
 * The last line is JSON; `usPerQuote` has the making of each text's forms in it.
 */
import { parseArgs } from 'node:util'
import { matchQuote, quotedText } from '../../core/evidence/match-quote.ts'
import { drawnFrom } from '../support/quotes/draw.ts'
import { trials } from '../support/quotes/trials.ts'
import { seededRandom } from '../support/random.ts'
import { readTexts } from './evidence-texts.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    mutants: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '20261128' },
    show: { type: 'boolean', default: false },
  },
})
if (!values.data) throw new Error('Say where the texts are: --data DIR')
const tell = (text: string) => process.stderr.write(`${text}\n`)
const random = seededRandom(Number(values.seed))
const most = Number(values.mutants)
/** Enough of them that no text tells much, few enough that each is read but once. */
const MOST_TEXTS = 500

const all = readTexts(values.data)
if (all.length < 2) throw new Error(`There are not two texts of 60 words and more in ${values.data}`)
const texts = all
  .map(text => ({ text, order: random() }))
  .toSorted((one, other) => one.order - other.order)
  .slice(0, MOST_TEXTS)
  .map(({ text }) => text)

const kinds = new Map<string, { count: number; wrong: number }>()
const count = { mutants: 0, falseMatched: 0, true: 0, found: 0 }
let quotes = 0
let ms = 0
for (let round = 0; count.mutants < most && round < 50; round++)
  for (const [at, { name, text }] of texts.entries()) {
    if (count.mutants >= most) break
    const left = most - count.mutants
    const wanted = Math.max(1, Math.ceil(left / (texts.length - at)))
    const foreign = texts[(at + 1 + Math.floor(random() * (texts.length - 1))) % texts.length]!
    for (const { kind, quote, source, isTrue } of trials(
      drawnFrom(text),
      drawnFrom(foreign.text),
      random,
      Math.min(wanted, left),
    )) {
      const started = performance.now()
      const match = matchQuote(source, quote)
      ms += performance.now() - started
      quotes++
      const wrong = isTrue ? match === null : match !== null
      if (isTrue) count.true++
      else count.mutants++
      if (isTrue && match) count.found++
      if (!isTrue && match) count.falseMatched++
      const of = kinds.get(kind) ?? { count: 0, wrong: 0 }
      kinds.set(kind, { count: of.count + 1, wrong: of.wrong + Number(wrong) })
      if (wrong && values.show)
        tell(
          `${kind}: ${name}\n  ${JSON.stringify(quote)}\n  ${JSON.stringify(match ? source.text.slice(match.start, match.end) : source.text.slice(0, 4_000))}`,
        )
    }
  }

for (const [kind, { count, wrong }] of [...kinds].toSorted())
  tell(`${String(count).padStart(6)} ${String(wrong).padStart(4)} wrong  ${kind}`)
tell(`${all.length} texts, ${texts.length} drawn from`)
longText()
process.stdout.write(
  `${JSON.stringify({ ...count, usPerQuote: Number(((1_000 * ms) / quotes).toFixed(1)) })}\n`,
)

/** The worst there is in daily use: two hundred thousand words, quotes that are not there. */
function longText(): void {
  let text = ''
  for (let at = 0; text.length < 1_150_000; at++) text += `${texts[at % texts.length]!.text}\n`
  const within = quotedText(text)
  const time = (work: () => void) => {
    const started = performance.now()
    work()
    return performance.now() - started
  }
  const forms = time(() => void [within.normal, within.heard])
  const absent = Array.from(
    { length: 100 },
    (_, n) => `${text.slice(n * 9_000, n * 9_000 + 120)} and nothing ${n} of it`,
  )
  const each = absent.map(quote => time(() => void matchQuote(within, quote))).toSorted((a, b) => a - b)
  tell(
    `${text.split(/\s+/).length} words: forms once ${forms.toFixed(0)} ms, a quote that is not there ${(1_000 * each[50]!).toFixed(0)} µs, longest ${(1_000 * each[99]!).toFixed(0)} µs`,
  )
}
