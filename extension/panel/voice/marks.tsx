import type { VoiceEdit } from '../../../core/contract/voice.ts'
import type { Trait } from '../../../core/contract/voice-profile.ts'
import { Chip } from '../ui/chip.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { ownFigure } from './edits.ts'
import { type Editable, useVoice } from './use-voice.ts'

/** What the creator said of it, and how sure it is. */
export function Marks({
  edit,
  unit,
  estimated,
}: {
  edit: VoiceEdit
  unit?: Trait['unit']
  estimated?: boolean
}) {
  if (!estimated && !edit.locked && !edit.muted && edit.value === null) return null
  return (
    <p class="voice-marks">
      {edit.value !== null && <Chip shape="open">{ownFigure(edit.id, edit.value, unit)}</Chip>}
      {edit.locked && <Chip shape="calm">Locked</Chip>}
      {edit.muted && <Chip shape="calm">Muted</Chip>}
      {estimated && (
        <span
          class="voice-estimate"
          title="Your captions only hint at it: where sentences end, or how long a pause is"
        >
          estimate
        </span>
      )}
    </p>
  )
}

/** What can be done with a trait, a phrase or an avoided habit. */
export function ThingMenu({
  thing,
  edit,
  onEdit,
}: {
  thing: Editable
  edit: VoiceEdit
  onEdit?: () => void
}) {
  const { held, edit: change } = useVoice()
  if (held) return null
  return (
    <Menu
      label={`Change: ${thing.name}`}
      triggerClass="icon-button"
      trigger={<Icon name="dots" />}
      items={[
        ...(onEdit ? [{ label: 'Figure and note…', icon: 'pen' as const, act: onEdit }] : []),
        {
          label: edit.locked ? 'Unlock' : 'Lock',
          note: edit.locked ? '' : 'kept over new measurings',
          act: () => void change(thing, { locked: !edit.locked }),
        },
        {
          label: edit.muted ? 'Unmute' : 'Mute',
          note: edit.muted ? '' : 'steers nothing',
          act: () => void change(thing, { muted: !edit.muted }),
        },
      ]}
    />
  )
}
