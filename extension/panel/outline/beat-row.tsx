import type { Citation } from '../../../core/contract/brief.ts'
import type { OutlineBeat } from '../../../core/contract/decision.ts'
import { beatNames } from '../../../core/script/forms/form.ts'
import { Chip } from '../ui/chip.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { BeatForm } from './beat-form.tsx'
import { EvidenceCount } from './evidence-count.tsx'
import { lengthText } from './length.ts'
import type { PlannedBeat } from './planned-beats.ts'

interface BeatRowProps {
  beat: PlannedBeat
  /** From 0. */
  place: number
  count: number
  pool: Citation[]
  editing: boolean
  dragged: boolean
  /** Another one would come to stand before this one, or behind it as the last. */
  dropAt: 'before' | 'after' | null
  onDragStart: (event: PointerEvent) => void
  onMove: (place: number) => void
  onEdit: () => void
  onDone: (beat: OutlineBeat) => void
  onLeave: () => void
  onAddAfter: () => void
  onRemove: () => void
}

/** A beat of the outline: to be dragged by its handle, moved by Alt and the arrows, opened to be changed. */
export function BeatRow(props: BeatRowProps) {
  const { beat, place, count, pool, editing, dragged, dropAt, onMove } = props
  const { kind, title, purpose, seconds } = beat
  const last = place === count - 1
  const items: MenuItem[] = [
    { label: 'Change it…', icon: 'pen', act: props.onEdit },
    ...(place > 0 ? [{ label: 'Move up', act: () => onMove(place - 1) }] : []),
    ...(last ? [] : [{ label: 'Move down', act: () => onMove(place + 1) }]),
    { label: 'Add a beat behind it', icon: 'plus', act: props.onAddAfter },
    { label: 'Remove', icon: 'trash', apart: true, danger: true, act: props.onRemove },
  ]
  return (
    <li
      data-beat={beat.id}
      class={`planned planned--${kind}${dragged ? ' planned--dragged' : ''}${dropAt ? ` planned--drop-${dropAt}` : ''}`}
    >
      <button
        type="button"
        class="planned__handle"
        aria-label={`Move “${title}”, ${place + 1} of ${count}: Alt and the arrow keys`}
        title="Drag, or Alt and the arrow keys"
        onPointerDown={props.onDragStart}
        onKeyDown={event => {
          if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
          event.preventDefault()
          const to = place + (event.key === 'ArrowUp' ? -1 : 1)
          if (to >= 0 && to < count) onMove(to)
        }}
      >
        <Icon name="grip" />
      </button>
      {editing ? (
        <BeatForm beat={beat} pool={pool} onDone={props.onDone} onLeave={props.onLeave} />
      ) : (
        <>
          <div class="planned__words">
            <button type="button" class="planned__title" onClick={props.onEdit}>
              <span class="unseen">Change </span>
              <bdi>{title}</bdi>
            </button>
            <p class="planned__facts">
              {kind === 'sponsor' ? (
                <Chip shape="calm">{beatNames[kind]}</Chip>
              ) : (
                <span>{beatNames[kind]}</span>
              )}
              <EvidenceCount beat={beat} />
            </p>
            {purpose && (
              <p class="planned__purpose" dir="auto">
                {purpose}
              </p>
            )}
          </div>
          <span class={`planned__time numbers${seconds === 0 ? ' planned__time--none' : ''}`}>
            {seconds === 0 ? 'no time' : lengthText(seconds)}
          </span>
          <Menu
            label={`More about “${title}”`}
            triggerClass="icon-button"
            trigger={<Icon name="dots" />}
            items={items}
          />
        </>
      )}
    </li>
  )
}
