import { createContext } from 'preact'
import { useContext, useMemo, useRef, useState } from 'preact/hooks'
import type { Citation } from '../../../core/contract/brief.ts'
import type { Outline } from '../../../core/contract/decision.ts'
import { limitsOfScript } from '../../../core/contract/script.ts'
import { type SpeakingPace, usualPace } from '../../../core/script/timing.ts'
import type { FormProps } from '../decisions/gate-setup.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { BeatsEditor } from './beats-editor.tsx'
import { localActs, withIds, withoutIds } from './local-beats.ts'
import { fitted, newBeat, type PlannedBeat } from './planned-beats.ts'

/** What the beats of an outline are held against while it is changed. */
export const Planning = createContext<{ targetSeconds: number; pace: SpeakingPace; pool: Citation[] }>({
  targetSeconds: 0,
  pace: usualPace,
  pool: [],
})

/** What a video mostly has, for who begins with nothing. */
const bare = (['hook', 'setup', 'turn', 'turn', 'payoff', 'close'] as const).map(newBeat)

/** An outline in the creator's own order. */
export function OutlineForm({ value, busy, onDone, onLeave }: FormProps<Outline>) {
  const { targetSeconds, pace, pool } = useContext(Planning)
  const [title, setTitle] = useState(value?.title ?? 'My outline')
  const [beats, setBeats] = useState<PlannedBeat[]>(() => {
    if (value) return withIds(value.beats)
    const given = withIds(bare)
    if (targetSeconds === 0) return given
    const { seconds } = fitted(given, targetSeconds, pace)
    return given.map(beat => ({ ...beat, seconds: seconds.get(beat.id)! }))
  })
  const made = useRef(0)
  const acts = useMemo(() => localActs(setBeats, () => `made-${++made.current}`), [])
  const why =
    beats.length === 0
      ? 'An outline has one beat at least.'
      : beats.length > limitsOfScript.beats
        ? `An outline keeps ${limitsOfScript.beats} beats at most: these are ${beats.length}.`
        : null
  const ready = title.trim() !== '' && why === null
  return (
    <div class="gate-form">
      <Field label="The outline in short" value={title} maxLength={200} onText={setTitle} />
      <BeatsEditor beats={beats} acts={acts} targetSeconds={targetSeconds} pace={pace} pool={pool} />
      {why && <p class="field__error">{why}</p>}
      <div class="dialog__acts">
        <Button tone="quiet" onClick={onLeave}>
          Leave it
        </Button>
        <Button
          tone="primary"
          busy={busy}
          held={!ready}
          onClick={() => onDone({ title: title.trim(), beats: withoutIds(beats) })}
        >
          Take it so
        </Button>
      </div>
    </div>
  )
}
