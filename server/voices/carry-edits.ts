import type { VoiceEdit } from '../../core/contract/voice.ts'
import type { VoiceProfile } from '../../core/contract/voice-profile.ts'

/**
 * What the creator said of a profile, as it holds for a new measuring: a locked figure stays as it was when it was
 * locked, a muted trait stays muted and a note stays; a figure that is not locked gives way to the measured one. What
 * is said of something that the new profile does not have stays too, for when a later one has it again.
 * @param before the profile that the edits were made on
 */
export function carryEdits(edits: VoiceEdit[], before: VoiceProfile): VoiceEdit[] {
  return edits
    .map(edit => ({ ...edit, value: edit.locked ? (edit.value ?? measuredValue(edit.id, before)) : null }))
    .filter(edit => edit.locked || edit.muted || edit.note !== null)
}

/** What was measured of what an edit names, in its unit; null where the profile does not have it. */
function measuredValue(id: string, { traits, phrases, avoid }: VoiceProfile): number | null {
  const [, kind, text] = /^(phrase|avoid):(.*)$/su.exec(id) ?? []
  if (kind === 'phrase') return phrases.find(phrase => phrase.text === text)?.per1000 ?? null
  if (kind === 'avoid') return avoid.find(habit => habit.text === text)?.yoursPer1000 ?? null
  return traits.find(trait => trait.id === id)?.value ?? null
}
