import type { VoiceEdit } from '../../../core/contract/voice.ts'
import type { Trait } from '../../../core/contract/voice-profile.ts'
import { digitsOf, figure, figureOf } from './trait-words.ts'

/** A trait, a phrase or an avoided habit, as edits name it. */
export const phraseId = (text: string): string => `phrase:${text}`
export const avoidId = (text: string): string => `avoid:${text}`

const untouched = { value: null, note: null, locked: false, muted: false } as const

export const editOf = (edits: readonly VoiceEdit[], id: string): VoiceEdit =>
  edits.find(edit => edit.id === id) ?? { id, ...untouched }

/** All edits as they shall be with this one changed; what says nothing any more is not kept. */
export function withEdit(
  edits: readonly VoiceEdit[],
  id: string,
  change: Partial<Omit<VoiceEdit, 'id'>>,
): VoiceEdit[] {
  const changed = { ...editOf(edits, id), ...change }
  const silent = changed.value === null && !changed.note && !changed.locked && !changed.muted
  const known = edits.some(edit => edit.id === id)
  if (silent) return edits.filter(edit => edit.id !== id)
  return known ? edits.map(edit => (edit.id === id ? changed : edit)) : [...edits, changed]
}

/**
 * What an edit's own figure says: of a phrase it is the most that a writer may say it (`Steering.caps`), of a trait what
 * a writer is given in place of the measured one.
 */
export const ownFigure = (id: string, value: number, unit?: Trait['unit']): string =>
  id.startsWith('phrase:')
    ? `At most ${figure(value, 'words')} per 1,000 words`
    : `Your figure: ${unit ? figureOf(value, unit) : value}`

/** What the creator did, for the list of versions: "Locked: You say “so”". */
export function editSays(name: string, before: VoiceEdit, after: VoiceEdit, unit?: Trait['unit']): string {
  const did: string[] = []
  if (before.muted !== after.muted) did.push(after.muted ? 'Muted' : 'Unmuted')
  if (before.locked !== after.locked) did.push(after.locked ? 'Locked' : 'Unlocked')
  if (before.value !== after.value)
    did.push(
      after.value === null
        ? 'Back to the measured figure'
        : after.id.startsWith('phrase:')
          ? ownFigure(after.id, after.value)
          : `Set to ${unit ? figure(after.value, unit) : after.value}`,
    )
  if ((before.note ?? '') !== (after.note ?? '')) did.push(after.note ? 'Noted' : 'Note removed')
  return `${did.join(', ') || 'Changed'}: ${name}`.slice(0, 300)
}

/**
 * The figure that the creator wrote, in the trait's unit: a share is written in per cent. null where it is none that
 * the trait can have.
 */
export function figureIn(written: string, unit: Trait['unit']): number | null {
  const text = written.trim().replace(/%$/, '').replace(',', '.').trim()
  if (!/^[-−]?\d+(?:\.\d+)?$/.test(text)) return null
  const value = Number(text.replace('−', '-'))
  if (unit === 'score') return Math.abs(value) <= 10_000 ? value : null
  if (unit === 'share') return value >= 0 && value <= 100 ? value / 100 : null
  if (unit === 'per 100 words') return value >= 0 && value <= 100 ? value : null
  return value >= 0 && value <= 10_000 ? value : null
}

/** A measured figure as it stands in the field where it is edited: no more digits than anywhere else on the page. */
export const measuredWritten = (value: number, unit: Trait['unit']): string =>
  String(Number((unit === 'share' ? value * 100 : value).toFixed(digitsOf(value, unit))))

/** The creator's own figure as it stands there. */
export const figureWritten = (value: number, unit: Trait['unit']): string =>
  String(Number((unit === 'share' ? value * 100 : value).toFixed(3)))
