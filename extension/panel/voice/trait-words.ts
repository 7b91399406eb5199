import type { Trait } from '../../../core/contract/voice-profile.ts'
import { locale } from '../words/numbers.ts'

type Measured = Pick<Trait, 'label' | 'unit' | 'value' | 'others'>

const decimals = [0, 1, 2, 3].map(
  most => new Intl.NumberFormat(locale, { minimumFractionDigits: 0, maximumFractionDigits: most }),
)

/** A trait's number with the digits that its size deserves: 191, 13.4, 0.62, 0.842. */
export function figure(value: number, unit: Trait['unit']): string {
  if (!Number.isFinite(value)) return '–'
  if (unit === 'share') return `${decimals[Math.abs(value) < 0.095 ? 1 : 0]!.format(value * 100)}%`
  const size = Math.abs(value)
  const most = unit === 'score' && size < 1 ? 3 : size >= 100 ? 0 : size >= 10 ? 1 : 2
  return decimals[most]!.format(value)
}

/** What stands behind the number in a table or a field. */
export const unitWords = (unit: Trait['unit']): string =>
  unit === 'share' ? 'of 100' : unit === 'score' ? '' : unit

/** The middle one of ascending values; null of none. */
export function middle(ascending: readonly number[]): number | null {
  if (ascending.length === 0) return null
  const half = (ascending.length - 1) / 2
  return (ascending[Math.floor(half)]! + ascending[Math.ceil(half)]!) / 2
}

const inTen = (share: number) => Math.round(share * 10)

/**
 * The trait as a sentence for the creator, beside the middle one of the other creators:
 * "You open with a question in 7 of 10 videos; others in 2." Shares that are too small for tenths are per cents.
 */
export function traitSentence(trait: Measured): string {
  const { label, unit, value, others } = trait
  const usual = others && middle(others)
  const spoken = /^you\b/i.test(label)
  const beside = (said: string) => `; others ${said}.`
  if (unit === 'share') {
    // A label that says of what: "Videos that you open with a question".
    const tenths = value >= 0.095 && (usual === null || inTen(usual) !== inTen(value))
    const asTenths = (share: number) => (share < 0.05 ? 'hardly ever' : `${inTen(share)}`)
    if (spoken && tenths) {
      const of = /\bopen\b|\bclose\b|\bend (?:with|on)\b|\bvideo/i.test(label) ? 'videos' : 'times'
      const yours = `${label} ${inTen(value)} ${of === 'videos' ? 'videos in' : 'times in'} 10`
      return `${yours}${usual === null ? '.' : beside(asTenths(usual))}`
    }
    const yours = spoken ? `${label} ${figure(value, unit)} of the time` : `${label}: ${figure(value, unit)}`
    return `${yours}${usual === null ? '.' : beside(figure(usual, unit))}`
  }
  if (unit === 'per 100 words') {
    const yours = `${label}${spoken ? '' : ':'} ${figure(value, unit)} times per 100 words`
    return `${yours}${usual === null ? '.' : beside(figure(usual, unit))}`
  }
  const said = unit === 'score' || labelSays(label, unit) ? '' : ` ${unit}`
  const yours = spoken ? `${label} ${figure(value, unit)}${said}` : `${label}: ${figure(value, unit)}${said}`
  return `${yours}${usual === null ? '.' : beside(figure(usual, unit))}`
}

/** "Words in a sentence: 13.4 words" says it twice. */
const labelSays = (label: string, unit: string) => label.toLowerCase().includes(unit.split(' ')[0]!)

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
