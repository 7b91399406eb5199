import type { Citation } from '../../core/contract/brief.ts'
import type { LedgerEntry } from '../../core/contract/script.ts'
import { citableSource } from '../../core/evidence/cite.ts'
import { citeQuote } from '../../core/evidence/cite-quote.ts'

/** What the sentences below are backed by: our own words. */
export const SOURCE_TEXT = `Tidal range at the harbour is 12 metres in spring. The survey began in March 1987.
Ada Shore measured the current every hour for 30 days. Salt marshes store 40 percent of the carbon.
The barrier was built because storms had broken the old wall. No ship has sunk there since the light was lit.
Water rises twice a day. The channel is 3 kilometres wide and deeper than the bay.
The dam produces 240 megawatts. Most eels leave the river in October. Warm water does not sink.
The station cost 5 million dollars. The tide reaches Bramley two hours later.`

export const ANSWER_TEXT =
  'I sailed from Bramley to Corvo in 19 days, and I was never seasick. My boat is called Heron.'

interface Changed {
  what: string
  text: string
  /** What it is quoted by; null: it is not quoted. */
  quote: string | null
  standing: Exclude<LedgerEntry['standing'], 'open'>
  /** The same sentence after somebody changed a fact in it. */
  changed: string
}

const quoted = (what: string, quote: string, text: string, changed: string): Changed => ({
  what,
  quote,
  text,
  changed,
  standing: 'quoted',
})

export const CHANGED_FACTS: Changed[] = [
  quoted(
    'a number in the quote',
    'Tidal range at the harbour is 12 metres in spring',
    'Tidal range at the harbour is 12 metres in spring.',
    'Tidal range at the harbour is 14 metres in spring.',
  ),
  quoted(
    'a unit in the quote',
    'Tidal range at the harbour is 12 metres in spring',
    'Listen to this: tidal range at the harbour is 12 metres in spring.',
    'Listen to this: tidal range at the harbour is 12 feet in spring.',
  ),
  quoted(
    'a month',
    'The survey began in March 1987',
    'The survey began in March 1987.',
    'The survey began in May 1987.',
  ),
  quoted(
    'a year',
    'The survey began in March 1987',
    'And the survey began in March 1987, they write.',
    'And the survey began in March 1978, they write.',
  ),
  quoted(
    'a name in the quote',
    'Ada Shore measured the current every hour for 30 days',
    'Ada Shore measured the current every hour for 30 days.',
    'Eva Shore measured the current every hour for 30 days.',
  ),
  quoted(
    'a unit of time',
    'every hour for 30 days',
    'She looked at it every hour for 30 days.',
    'She looked at it every hour for 30 weeks.',
  ),
  quoted(
    'a share',
    'Salt marshes store 40 percent of the carbon',
    'Salt marshes store 40 percent of the carbon.',
    'Salt marshes store 14 percent of the carbon.',
  ),
  quoted(
    'a number put before the quote',
    'store 40 percent of the carbon',
    'They store 40 percent of the carbon.',
    'All 900 salt marshes store 40 percent of the carbon.',
  ),
  quoted(
    'a cause in the quote',
    'The barrier was built because storms had broken the old wall',
    'The barrier was built because storms had broken the old wall.',
    'The barrier was built because ships had broken the old wall.',
  ),
  quoted(
    'a cause put before the quote',
    'storms had broken the old wall',
    'By then storms had broken the old wall.',
    'It closed because storms had broken the old wall.',
  ),
  quoted(
    'a negation left out',
    'No ship has sunk there since the light was lit',
    'No ship has sunk there since the light was lit.',
    'A ship has sunk there since the light was lit.',
  ),
  quoted(
    'a negation in the quote',
    'Warm water does not sink',
    'Warm water does not sink.',
    'Warm water does sink.',
  ),
  quoted(
    'a negation before the quote',
    'the light was lit',
    'And then the light was lit.',
    'But never was it true that the light was lit.',
  ),
  quoted('a manifold', 'Water rises twice a day', 'Water rises twice a day.', 'Water rises thrice a day.'),
  quoted(
    'a comparison',
    'deeper than the bay',
    'It is deeper than the bay.',
    'It is shallower than the bay.',
  ),
  quoted(
    'a unit of power',
    'The dam produces 240 megawatts',
    'The dam produces 240 megawatts.',
    'The dam produces 240 gigawatts.',
  ),
  quoted(
    'a scale',
    'The station cost 5 million dollars',
    'The station cost 5 million dollars.',
    'The station cost 5 billion dollars.',
  ),
  {
    what: 'a number of a paraphrase',
    text: 'It takes the tide two more hours to reach Bramley.',
    quote: 'The tide reaches Bramley two hours later',
    standing: 'paraphrase',
    changed: 'It takes the tide six more hours to reach Bramley.',
  },
  {
    what: 'a name in own knowledge',
    text: 'I sailed from Bramley to Corvo in 19 days.',
    quote: 'I sailed from Bramley to Corvo in 19 days',
    standing: 'own_knowledge',
    changed: 'I sailed from Bramley to Flores in 19 days.',
  },
  {
    what: 'a number in an opinion',
    text: 'I think that is a lot.',
    quote: null,
    standing: 'opinion',
    changed: 'I think that is 80 ships a year.',
  },
]

export const SOURCE_ID = '0190aaaa-0000-7000-8000-00000000000a'
export const ANSWER_ID = '0190aaaa-0000-7000-8000-00000000000b'

/** Both texts as something to quote from. */
export const sources = [
  citableSource({
    id: SOURCE_ID,
    title: 'The harbour',
    kind: 'article',
    url: 'https://harbour.example/',
    videoId: null,
    text: SOURCE_TEXT,
    transcript: null,
  }),
  citableSource({
    id: ANSWER_ID,
    title: 'What did you sail?',
    kind: 'knowledge',
    url: `ownwords:knowledge/${ANSWER_ID}`,
    videoId: null,
    text: ANSWER_TEXT,
    transcript: null,
  }),
]

export function citation(quote: string, from = sources): Citation {
  const found = citeQuote(quote, null, from)
  if (!found) throw new Error(`No source says “${quote}”.`)
  return found
}
