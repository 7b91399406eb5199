import type { Trait } from '../../../core/contract/voice-profile.ts'
import { locale } from '../words/numbers.ts'
import { sentenceForms } from './sentence-forms.ts'

type Measured = Pick<Trait, 'id' | 'label' | 'unit' | 'value' | 'others'>

const decimals = [0, 1, 2, 3].map(
  most => new Intl.NumberFormat(locale, { minimumFractionDigits: 0, maximumFractionDigits: most }),
)

/** Digits behind the point that a number of this size deserves; those of a share are of its per cent. */
export function digitsOf(value: number, unit: Trait['unit']): 0 | 1 | 2 | 3 {
  const size = Math.abs(value)
  if (unit === 'share') return size < 0.095 ? 1 : 0
  return unit === 'score' && size < 1 ? 3 : size >= 100 ? 0 : size >= 10 ? 1 : 2
}

/** A trait's number with the digits that its size deserves: 191, 13.4, 0.62, 0.842. */
export function figure(value: number, unit: Trait['unit']): string {
  if (!Number.isFinite(value)) return '–'
  const said = decimals[digitsOf(value, unit)]!
  return unit === 'share' ? `${said.format(value * 100)}%` : said.format(value)
}

/** The number with what it counts, where that is not in the sign behind it: "2.1 per 100 words", "31%". */
export const figureOf = (value: number, unit: Trait['unit']): string =>
  unit === 'share' || unit === 'score' ? figure(value, unit) : `${figure(value, unit)} ${unit}`

/** What stands behind the number in a table or a field. */
export const unitWords = (unit: Trait['unit']): string =>
  unit === 'share' ? '%' : unit === 'score' ? '' : unit

/** The middle one of ascending values; null of none. */
export function middle(ascending: readonly number[]): number | null {
  if (ascending.length === 0) return null
  const half = (ascending.length - 1) / 2
  return (ascending[Math.floor(half)]! + ascending[Math.ceil(half)]!) / 2
}

/**
 * The trait as a sentence for the creator, beside the middle one of the other creators: "3 in 10 of your sentences
 * begin with “so”; others 1." A trait that nobody wrote a sentence for is told by its label.
 * @param whose who stands in `others`, where it is not other creators: "a model"
 */
export function traitSentence({ id, label, unit, value, others }: Measured, whose = 'others'): string {
  const usual = others && middle(others)
  const form = sentenceForms[id]
  if (form) {
    const [yours, theirs] = form.of
      ? [figure(form.of * value, 'words'), usual === null ? '' : figure(form.of * usual, 'words')]
      : pair(value, usual, unit)
    const said = form.says.replace('#', yours)
    return usual === null
      ? `${said}.`
      : `${said}; ${form.others.replace('#', theirs).replace('others', whose)}.`
  }
  const [yours, theirs] = [figure(value, unit), usual === null ? '' : figure(usual, unit)]
  const per = unit === 'per 100 words' ? ' times per 100 words' : labelSays(label, unit) ? '' : ` ${unit}`
  // A label such as "You open with a question" wants no colon before its number, and no second one behind its own.
  const colon = /^you\b[^:]*$/i.test(label) ? '' : label.includes(':') ? ',' : ':'
  return usual === null
    ? `${label}${colon} ${yours}${per}.`
    : `${label}${colon} ${yours}${per}; ${whose} ${theirs}.`
}

/** Shares as natural frequencies where both can be told apart by tenths; everything else as it is. */
function pair(value: number, usual: number | null, unit: Trait['unit']): [string, string] {
  const tenths = (share: number) => Math.round(share * 10)
  const whole =
    unit === 'share' &&
    value >= 0.095 &&
    value < 0.995 &&
    (usual === null || (usual >= 0.05 && tenths(usual) !== tenths(value)))
  if (whole) return [`${tenths(value)} in 10`, usual === null ? '' : String(tenths(usual))]
  return [figure(value, unit), usual === null ? '' : figure(usual, unit)]
}

/** "Words in a sentence: 13.4 words" says it twice. */
const labelSays = (label: string, unit: string) =>
  unit === 'score' || unit === 'share' || label.toLowerCase().includes(unit.split(' ')[0]!)

/** Where the value stands among the other creators: "more than 16 of 17 others"; null without others. */
export function standing({ value, others }: Pick<Trait, 'value' | 'others'>): string | null {
  if (!others || others.length === 0) return null
  const below = others.filter(other => other < value).length
  const above = others.filter(other => other > value).length
  const all = others.length
  if (below === all) return `more than all ${all} others`
  if (above === all) return `less than all ${all} others`
  return below >= above ? `more than ${below} of ${all} others` : `less than ${above} of ${all} others`
}

/** How far it is from the other creators, in words; null without others. */
export function distance(z: number | null): string | null {
  if (z === null || !Number.isFinite(z)) return null
  const far = Math.abs(z)
  return far >= 2 ? 'far from others' : far >= 1 ? 'apart from others' : 'near others'
}
