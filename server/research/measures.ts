import { stem } from './terms.ts'

/** What a noun behind a number measures, in one unit, so that «5 km» and «3 miles» can be held against each other. */
export interface Measure {
  unit: string
  factor: number
}

const DAY = 1
const YEAR = 365.25
const LISTS: [unit: string, words: string, factor: number][] = [
  ['time', 'millisecond|ms|Millisekunde', DAY / 86_400_000],
  ['time', 'second|sec|sekunde|sekunden|seconde|segundo|secondo', DAY / 86_400],
  ['time', 'minute|min|minuten|minuto|minuti', DAY / 1_440],
  ['time', 'hour|hr|h|stunde|stunden|heure|hora|ora|ore', DAY / 24],
  ['time', 'day|tag|tage|tagen|jour|día|dia|giorno|giorni', DAY],
  ['time', 'week|woche|wochen|semaine|semana|settimana|settimane', 7 * DAY],
  ['time', 'month|monat|monate|monaten|mois|mes|meses|mese|mesi', YEAR / 12],
  ['time', 'year|yr|jahr|jahre|jahren|an|année|año|ano|anno|anni', YEAR],
  ['time', 'decade|jahrzehnt|jahrzehnte|décennie|década', 10 * YEAR],
  ['time', 'century|centurie|jahrhundert|jahrhunderte|siècle|siglo|século|secolo', 100 * YEAR],
  ['m', 'millimetre|millimeter|mm', 0.001],
  ['m', 'centimetre|centimeter|cm', 0.01],
  ['m', 'metre|meter|mètre|metro|metri', 1],
  ['m', 'kilometre|kilometer|km|kilomètre|kilómetro|chilometro|chilometri', 1_000],
  ['m', 'inch|inche', 0.0254],
  ['m', 'foot|feet|ft', 0.3048],
  ['m', 'mile|mi', 1_609.344],
  ['kg', 'gram|gramm|gramme|gramo|grammo|grammi|g', 0.001],
  ['kg', 'kilogram|kilogramm|kilogramme|kilo|kg', 1],
  ['kg', 'tonne|tonnen|tonelada|tonnellata', 1_000],
  ['$', 'dollar|buck|usd', 1],
  ['€', 'euro|eur', 1],
  ['%', 'percent|prozent|pourcent', 1],
]
const MEASURES = new Map(
  LISTS.flatMap(([unit, words, factor]) =>
    words.split('|').flatMap(word => {
      const measure = { unit, factor }
      return [word, `${word}s`].map((form): [string, Measure] => [stem(form), measure])
    }),
  ),
)

/** @param term stemmed, as `tokens` has it; a word that says nothing about a subject by its surface */
export const measureOf = (term: string): Measure | null => MEASURES.get(term) ?? null

const MONTH =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)$/i
/** As a number's unit: the 3rd of one month is another day than the 3rd of the next. */
export const monthOf = (surface: string): string | null =>
  MONTH.test(surface) ? `day of ${surface.toLowerCase().slice(0, 3)}` : null
