import { useState } from 'preact/hooks'
import { beatNames } from '../../../core/script/forms/form.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { later } from '../ui/later.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { useMayWrite } from '../writing.tsx'
import { BeatWords } from './beat-words.tsx'
import { useDesk } from './desk.ts'
import { SaidNow } from './drafting.tsx'
import { beatMovedBy } from './moves.ts'
import { rewriteNames } from './rewrite-words.ts'
import { type BeatRow, timeOfRow } from './rows.ts'
import { breathWords, timeWords } from './time-words.ts'

const BeatDialog = later(() => import('./beat-dialog.tsx').then(part => part.BeatDialog))
const DraftDialog = later(() => import('./draft-dialog.tsx').then(part => part.DraftDialog))
const Candidates = later(() => import('./candidates-sheet.tsx').then(part => part.CandidatesSheet))

interface BeatPartProps {
  row: BeatRow
  first: boolean
  last: boolean
  /** Why nothing can be asked of the server; null where it can. */
  blocked: string | null
}

/** A stretch of the video: what it is for, how long it takes, and its words. */
export function BeatPart({ row, first, last, blocked }: BeatPartProps) {
  const desk = useDesk()
  const mayWrite = useMayWrite()
  const { beat, sentences } = row
  const [open, setOpen] = useState<'edit' | 'add' | 'draft' | 'candidates' | null>(null)
  const close = () => setOpen(null)
  const empty = sentences.every(each => each.text.trim() === '')
  const candidates: MenuItem = {
    label: 'Other candidates…',
    icon: 'read',
    act: () => setOpen('candidates'),
  }
  const items: MenuItem[] = [
    { label: empty ? 'Draft this beat…' : 'Draft it anew…', icon: 'pen', act: () => setOpen('draft') },
    candidates,
    ...(empty || blocked
      ? []
      : (['shorter', 'clearer', 'more_like_me', 'warmer'] as const).map((how, at) => ({
          label: `Whole beat: ${rewriteNames[how].toLowerCase()}`,
          apart: at === 0,
          act: () =>
            void desk.rewrite(
              sentences.filter(each => !each.locked && each.text.trim() !== '').map(each => each.id),
              how,
              null,
            ),
        }))),
    { label: 'Edit title, purpose, time…', icon: 'pen', apart: true, act: () => setOpen('edit') },
    ...(first
      ? []
      : [{ label: 'Move up', act: () => desk.edit(beatMovedBy(desk.rows.peek(), beat.id, 'up')) }]),
    ...(last
      ? []
      : [{ label: 'Move down', act: () => desk.edit(beatMovedBy(desk.rows.peek(), beat.id, 'down')) }]),
    { label: 'Add a beat below…', icon: 'plus', act: () => setOpen('add') },
    {
      label: 'Remove this beat',
      icon: 'trash',
      danger: true,
      apart: true,
      act: () => desk.edit([{ do: 'beat.remove', beatId: beat.id, base: desk.document.state.peek().seq }]),
    },
  ]
  return (
    <article class="beat" aria-label={beat.title} data-beat={beat.id}>
      <header class="beat__head">
        <div class="beat__line">
          {mayWrite && (
            <span class="beat__grip" draggable aria-hidden="true" title="Drag it to move the beat">
              ⠿
            </span>
          )}
          <h3 class="beat__title" dir="auto">
            {beat.title}
          </h3>
          <span class="beat__kind">{beatNames[beat.kind]}</span>
          <Menu
            label={`More about the beat ${beat.title}`}
            trigger={<Icon name="dots" />}
            triggerClass="icon-button"
            items={mayWrite ? items : [candidates]}
          />
        </div>
        {beat.purpose && (
          <p class="beat__purpose" dir="auto">
            {beat.purpose}
          </p>
        )}
        <BeatTime row={row} />
      </header>
      <BeatWords beatId={beat.id} title={beat.title} />
      {empty && mayWrite && (
        <div class="beat__begin">
          <Button small icon="pen" held={blocked !== null} onClick={() => setOpen('draft')}>
            Draft this beat
          </Button>
          <span>{blocked ?? 'or write it yourself, above.'}</span>
        </div>
      )}
      <SaidNow beatId={beat.id} />
      {open === 'edit' && <BeatDialog row={row} onClosed={close} />}
      {open === 'add' && <BeatDialog row={null} after={beat.id} onClosed={close} />}
      {open === 'draft' && <DraftDialog beats={[beat]} blocked={blocked} onClosed={close} />}
      {open === 'candidates' && <Candidates beat={beat} onClosed={close} />}
    </article>
  )
}

function BeatTime({ row }: { row: BeatRow }) {
  const { pace } = useDesk()
  const { spokenMs, wantedMs, breathless } = timeOfRow(row, pace.value)
  const { time, off, shape } = timeWords(spokenMs, wantedMs)
  return (
    <p class="beat__time">
      <span class="numbers">{time}</span>
      {off && <span class={`beat__off beat__off--${shape}`}>{off}</span>}
      {breathless > 0 && <span class="beat__breath">{breathWords(breathless)}</span>}
    </p>
  )
}
