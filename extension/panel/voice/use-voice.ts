import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Voice, VoiceEdit, VoiceVersion } from '../../../core/contract/voice.ts'
import type { Trait } from '../../../core/contract/voice-profile.ts'
import type { Feedback } from '../feedback.ts'
import { editOf, editSays, withEdit } from './edits.ts'
import type { VoiceWorld } from './voice-world.ts'

/** The voice that shows, for the parts of its page. */
export interface ShownVoice {
  voice: Voice
  current: VoiceVersion
  /** Nothing can be changed: the server is away, or it is being measured. */
  held: boolean
  edit: (thing: Editable, change: Partial<Omit<VoiceEdit, 'id'>>) => Promise<void>
  play: (videoId: string, startMs: number | null) => void
  titleOf: (videoId: string) => string
}

/** What can be edited: a trait, a phrase, an avoided habit. */
export interface Editable {
  id: string
  name: string
  unit?: Trait['unit']
}

const Shown = createContext<ShownVoice | null>(null)
export const VoiceShown = Shown.Provider
export const useVoice = (): ShownVoice => useContext(Shown)!

/** Makes one edit a version of its own, with the way back in the message that says so. */
export async function editVoice(
  world: VoiceWorld,
  feedback: Feedback,
  thing: Editable,
  change: Partial<Omit<VoiceEdit, 'id'>>,
): Promise<void> {
  const current = world.open.value?.detail?.current
  if (!current) return
  const before = editOf(current.edits, thing.id)
  const edits = withEdit(current.edits, thing.id, change)
  const says = editSays(thing.name, before, { ...before, ...change }, thing.unit)
  const made = await world.edit(current.voiceId, { base: current.version, edits, says })
  if (!made.ok) return feedback.toast({ tone: 'bad', text: made.error.message })
  const { id: _, ...restored } = before
  feedback.toast({
    tone: 'calm',
    text: says,
    // As it was, on what is the newest by then: what was edited in between stays.
    undo: () => void undo(world, feedback, thing, restored),
  })
}

async function undo(
  world: VoiceWorld,
  feedback: Feedback,
  thing: Editable,
  before: Omit<VoiceEdit, 'id'>,
): Promise<void> {
  const current = world.open.value?.detail?.current
  if (!current) return
  const undone = await world.edit(current.voiceId, {
    base: current.version,
    edits: withEdit(current.edits, thing.id, before),
    says: `Undone: ${thing.name}`.slice(0, 300),
  })
  if (!undone.ok) feedback.toast({ tone: 'bad', text: undone.error.message })
}
