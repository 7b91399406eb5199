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

/**
 * The figure that an edit stands for where it gives none of its own: a trait's value, a phrase's cap. null for what
 * has no figure to keep, and for what the profile does not have.
 */
function measuredValue(id: string, { traits, phrases }: VoiceProfile): number | null {
  const phrase = phrases.find(each => id === `phrase:${each.text}`)
  return phrase?.capPer1000 ?? traits.find(trait => trait.id === id)?.value ?? null
}
