import type { QuoteAnchor } from '../contract/source.ts'
import { type HeardForm, heardForm } from './heard-form.ts'
import { type NormalForm, normalForm } from './normal-form.ts'
import { isQuoteBorder } from './quote-border.ts'

/** Where a quote stands: UTF-16 units of the text, end exclusive. */
export interface QuoteMatch {
  start: number
  end: number
  /** normalised: the same words; typography, spacing, punctuation, case or what captions add are the source's. */
  exactness: 'exact' | 'normalised'
}
export type QuoteHint = Partial<Pick<QuoteAnchor, 'prefix' | 'suffix'>>

/** A text in which many quotes are looked for: each of its forms is made once, and only when a quote needs it. */
export interface QuotedText {
  readonly text: string
  readonly normal: NormalForm
  readonly heard: HeardForm
}

export function quotedText(text: string): QuotedText {
  let normal: NormalForm | undefined
  let heard: HeardForm | undefined
  return {
    text,
    get normal() {
      normal ??= normalForm(text)
      return normal
    },
    get heard() {
      heard ??= heardForm(text, this.normal)
      return heard
    },
  }
}

/** Of a quote that stands in more places than this, the first ones are weighed against the hint. */
const MOST_PLACES = 500

/**
 * Finds the words of a quote in a text: exactly, else by their normal form, else as they are heard. Only whole: no word,
 * number, sign or negation may differ or be left out, so a quote with «…» for something omitted does not match.
 * Several places: the one whose surroundings fit the hint best, else the first. Null: the text does not say this.
 */
export function matchQuote(source: string | QuotedText, quote: string, hint?: QuoteHint): QuoteMatch | null {
  const within = typeof source === 'string' ? quotedText(source) : source
  const wanted = quote.trim()
  if (!/[\p{L}\p{N}]/u.test(wanted)) return null
  const { text } = within
  const exact = best(text, exactPlaces(text, wanted), hint)
  if (exact) return exact
  const tried = new Map<NormalForm, string>()
  const as = (form: NormalForm, words: string) => {
    // What is heard is often what is written.
    if (tried.get(form) === words) return null
    tried.set(form, words)
    return best(text, placesOf(text, form, words, wanted), hint)
  }
  const normal = as(within.normal, normalForm(wanted).text)
  if (normal) return normal
  const said = within.heard.of(wanted)
  return as(within.heard.clear, said.clear) ?? as(within.heard.once, said.once)
}

function exactPlaces(text: string, quote: string): QuoteMatch[] {
  const places: QuoteMatch[] = []
  for (
    let at = text.indexOf(quote);
    at >= 0 && places.length < MOST_PLACES;
    at = text.indexOf(quote, at + 1)
  ) {
    const end = at + quote.length
    if (isQuoteBorder(text, at) && isQuoteBorder(text, end))
      places.push({ start: at, end, exactness: 'exact' })
  }
  return places
}

/** Where the words stand in a form of the text. */
function placesOf(text: string, normal: NormalForm, words: string, quote: string): QuoteMatch[] {
  if (!words) return []
  const places: QuoteMatch[] = []
  for (let at = normal.text.indexOf(words); at >= 0 && places.length < MOST_PLACES; ) {
    const last = at + words.length - 1
    const start = normal.from[at]!
    const end = normal.to[last]!
    // One original character can fold to several: a match may not begin or end within it.
    const whole =
      (at === 0 || normal.text[at - 1] === ' ' || normal.from[at - 1] !== start) &&
      (last + 1 === normal.text.length || normal.text[last + 1] === ' ' || normal.to[last + 1] !== end)
    if (whole && isQuoteBorder(text, start) && isQuoteBorder(text, end)) {
      places.push({ start, end: withClosing(text, end, quote), exactness: 'normalised' })
    }
    at = normal.text.indexOf(words, at + 1)
  }
  return places
}

/** The full stop after the words belongs to the quote when the quote has one. */
function withClosing(text: string, end: number, quote: string): number {
  return /[.!?…]["'”’»)]*$/.test(quote) && /[.!?…]/.test(text[end] ?? '') ? end + 1 : end
}

function best(text: string, places: QuoteMatch[], hint: QuoteHint | undefined): QuoteMatch | null {
  const first = places[0] ?? null
  if (places.length < 2 || !(hint?.prefix || hint?.suffix)) return first
  const prefix = normalForm(hint.prefix ?? '').text
  const suffix = normalForm(hint.suffix ?? '').text
  let chosen = first
  let most = -1
  for (const place of places) {
    const before = normalForm(
      text.slice(Math.max(0, place.start - 2 * (hint.prefix ?? '').length - 16), place.start),
    ).text
    const after = normalForm(text.slice(place.end, place.end + 2 * (hint.suffix ?? '').length + 16)).text
    const fit = commonEnd(before, prefix) + commonStart(after, suffix)
    if (fit > most) {
      most = fit
      chosen = place
    }
  }
  return chosen
}

function commonStart(a: string, b: string): number {
  let n = 0
  while (n < a.length && n < b.length && a[n] === b[n]) n++
  return n
}

function commonEnd(a: string, b: string): number {
  let n = 0
  while (n < a.length && n < b.length && a[a.length - 1 - n] === b[b.length - 1 - n]) n++
  return n
}
