import { useState } from 'preact/hooks'
import { type BeatKind, limitsOfScript } from '../../../core/contract/script.ts'
import { beatNames } from '../../../core/script/forms/form.ts'
import { rankAt } from '../../../core/script/order.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { freshId, useDesk } from './desk.ts'
import { beatChanged } from './moves.ts'
import type { BeatRow } from './rows.ts'

interface BeatDialogProps {
  /** null: a new one. */
  row: BeatRow | null
  /** Behind which a new one comes; none: at the end. */
  after?: string
  onClosed: () => void
}

/** What a beat is for and how long it is to be. */
export function BeatDialog({ row, after, onClosed }: BeatDialogProps) {
  const desk = useDesk()
  const [title, setTitle] = useState(row?.beat.title ?? '')
  const [purpose, setPurpose] = useState(row?.beat.purpose ?? '')
  const [kind, setKind] = useState<BeatKind>(row?.beat.kind ?? 'turn')
  const [time, setTime] = useState(row ? shown(row.beat.seconds) : '0:45')
  const seconds = secondsOf(time)
  const ready = title.trim() !== '' && seconds !== null
  const full = !row && desk.rows.value.length >= limitsOfScript.beats
  const keep = (close: () => void) => {
    const given = { title: title.trim(), purpose: purpose.trim(), kind, seconds: seconds! }
    if (row) desk.edit([beatChanged(row.beat, given)])
    else {
      const beats = desk.rows.peek().map(each => each.beat)
      const at = after ? beats.findIndex(beat => beat.id === after) + 1 : beats.length
      desk.edit([
        { do: 'beat.put', beat: { id: freshId(), rank: rankAt(beats, at), evidence: [], ...given } },
      ])
    }
    close()
  }
  return (
    <Dialog title={row ? `Edit “${row.beat.title}”` : 'Add a beat'} onClosed={onClosed}>
      {close => (
        <form
          class="script-form"
          onSubmit={event => {
            event.preventDefault()
            if (ready && !full) keep(close)
          }}
        >
          <Field label="Title" value={title} maxLength={200} onText={setTitle} />
          <Field
            label="What it is to do for the viewer"
            value={purpose}
            maxLength={1_000}
            onText={setPurpose}
          />
          <label class="script-form__select">
            <span class="field__label">Kind</span>
            <select
              class="versions__select"
              value={kind}
              onChange={event => setKind(event.currentTarget.value as BeatKind)}
            >
              {kinds.map(each => (
                <option key={each} value={each}>
                  {beatNames[each]}
                </option>
              ))}
            </select>
          </label>
          <Field
            label="How long it is to be"
            value={time}
            maxLength={8}
            hint="Minutes and seconds: 1:30. 0 where you do not care."
            error={seconds === null ? 'Minutes and seconds, as in 1:30, up to ten hours.' : null}
            onText={setTime}
          />
          {full && (
            <p class="script-form__words">
              A script holds {limitsOfScript.beats} beats, and this one has them.
            </p>
          )}
          <div class="dialog__acts">
            <Button tone="quiet" onClick={close}>
              Cancel
            </Button>
            <Button tone="primary" type="submit" held={!ready || full}>
              {row ? 'Keep' : 'Add'}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}

const kinds = Object.keys(beatNames) as BeatKind[]

const shown = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** "1:30", "90", "0"; null where it is no time. */
export function secondsOf(text: string): number | null {
  const parts = /^\s*(?:(\d{1,3}):)?(\d{1,5})\s*$/.exec(text)
  if (!parts) return null
  const [, minutes, rest] = parts
  if (minutes !== undefined && Number(rest) > 59) return null
  const seconds = Number(minutes ?? 0) * 60 + Number(rest)
  return seconds <= 36_000 ? seconds : null
}
