import type { Standing } from '../../../core/contract/script.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { count, integer } from '../words/numbers.ts'
import { useMayWrite } from '../writing.tsx'
import { useDesk } from './desk.ts'
import { timeOfRows } from './rows.ts'
import { standingCounts, standings } from './standing-words.ts'
import { readWords, syncWords } from './sync-words.ts'
import { timeWords } from './time-words.ts'

interface ScriptBarProps {
  /** Seconds that the video is to have; 0 where nobody said: then its beats' own count. */
  targetSeconds: number
  metered: boolean
  onMeter: () => void
  onPoints: () => void
  onDraftAll: (() => void) | null
  /** In a tab already: no way to another. */
  inTab: boolean
}

/** What stands over the script: back and forth, how long it is, what it rests on, and where it is kept. */
export function ScriptBar({ targetSeconds, metered, onMeter, onPoints, onDraftAll, inTab }: ScriptBarProps) {
  const desk = useDesk()
  const mayWrite = useMayWrite()
  const { canUndo, canRedo, sync } = desk.document
  const total = timeOfRows(desk.rows.value, desk.pace.value)
  const { time, off, shape } = timeWords(total.runningMs, targetSeconds * 1_000 || total.wantedMs)
  const { state } = sync.value
  return (
    <div class="script-bar">
      <div class="script-bar__line">
        {mayWrite && (
          <div class="script-bar__acts">
            <IconButton
              icon="undo"
              label="Undo"
              aria-disabled={canUndo.value ? undefined : 'true'}
              onClick={() => canUndo.value && desk.undo()}
            />
            <IconButton
              icon="redo"
              label="Redo"
              aria-disabled={canRedo.value ? undefined : 'true'}
              onClick={() => canRedo.value && desk.redo()}
            />
          </div>
        )}
        <p class="script-bar__time" title="About what the video will run, by your pace">
          <span class="unseen">The whole video: </span>
          <span class="numbers">{time}</span>
          {off && <span class={`beat__off beat__off--${shape}`}>{off}</span>}
          <span class="script-bar__words numbers">{count(total.words, 'word')}</span>
        </p>
        <Button small tone="quiet" icon="voice" aria-pressed={metered} onClick={onMeter}>
          Meter
        </Button>
        {!inTab && (
          <a
            class="icon-button"
            href="/workspace.html"
            target="_blank"
            rel="noreferrer"
            aria-label="Open in a tab"
            title="Open in a tab"
          >
            <Icon name="arrow" />
          </a>
        )}
        <Menu
          label="More about the script"
          trigger={<Icon name="dots" />}
          triggerClass="icon-button"
          items={[
            ...(mayWrite && onDraftAll
              ? [{ label: 'Draft all empty beats…', icon: 'pen' as const, act: onDraftAll }]
              : []),
            {
              label: mayWrite ? 'Points: keep, compare, go back…' : 'Points: compare…',
              icon: 'clip',
              act: onPoints,
            },
          ]}
        />
      </div>
      <div class="script-bar__line">
        <Counts />
        <p class={`sync sync--${state}`} role="status">
          {mayWrite ? syncWords(sync.value) : readWords(sync.value)}
        </p>
      </div>
    </div>
  )
}

/** How many sentences stand how; each leads to the next of them. */
function Counts() {
  const desk = useDesk()
  const counts = standingCounts(desk.all.value)
  const next = (standing: Standing) => {
    const all = desk.all.peek()
    const from = all.findIndex(each => each.id === desk.chosen.peek()?.ids[0])
    const like = (each: (typeof all)[number]) => each.ledger.standing === standing && each.text.trim() !== ''
    const found = all.slice(from + 1).find(like) ?? all.find(like)
    if (found) desk.focus(found.id)
  }
  if (counts.length === 0) return <p class="script-bar__none">Not a word yet</p>
  return (
    <ul class="counts" aria-label="What the sentences rest on">
      {counts.map(({ standing, count: many }) => (
        <li key={standing}>
          <button
            type="button"
            class="standing standing--press"
            data-standing={standing}
            title={`${standings[standing].says} Goes to the next.`}
            onClick={() => next(standing)}
          >
            <span class="numbers">{integer(many)}</span> {standings[standing].short}
          </button>
        </li>
      ))}
    </ul>
  )
}
