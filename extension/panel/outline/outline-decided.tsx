import { useMemo } from 'preact/hooks'
import type { Citation } from '../../../core/contract/brief.ts'
import type { Decision, Outline } from '../../../core/contract/decision.ts'
import { newId } from '../../../core/contract/new-id.ts'
import { beatsOf, ranksBetween } from '../../../core/script/order.ts'
import type { SpeakingPace } from '../../../core/script/timing.ts'
import { howWords } from '../decisions/gate-words.ts'
import { SpeaksFor } from '../decisions/speaks-for.tsx'
import { usePanel } from '../panel-context.ts'
import type { ScriptDocument } from '../script/script-world.ts'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { exactly, onDay } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { useMayWrite, Writing } from '../writing.tsx'
import { BeatsEditor } from './beats-editor.tsx'
import { OutlineBody } from './outline-body.tsx'
import { scriptActs } from './script-beats.ts'

interface OutlineDecidedProps {
  decision: Decision
  outline: Outline
  document: ScriptDocument
  targetSeconds: number
  pace: SpeakingPace
  pool: Citation[]
  onNext: () => void
}

/** The outline that stands: the beats of the script, which are it from the decision on. */
export function OutlineDecided(props: OutlineDecidedProps) {
  const { decision, outline, document, targetSeconds, pace, pool, onNext } = props
  const { feedback } = usePanel()
  const mayWrite = useMayWrite()
  const acts = useMemo(() => scriptActs(document, feedback), [document, feedback])
  const beats = beatsOf(document.state.value)
  const sync = document.sync.value
  const anew = () => {
    const ranks = ranksBetween(null, null, outline.beats.length)
    document.change(
      outline.beats.map((beat, at) => ({
        do: 'beat.put' as const,
        beat: { ...beat, purpose: beat.purpose.slice(0, 1_000), id: newId(), rank: ranks[at]! },
      })),
    )
  }
  return (
    <article class="decided" aria-label="Your outline">
      <p class="option__name">
        Your outline · {howWords[decision.how]},{' '}
        <time dateTime={decision.at} title={exactly(decision.at)}>
          {onDay(decision.at, now.value)}
        </time>
      </p>
      <h3 class="decided__title" dir="auto">
        {outline.title}
      </h3>
      {beats.length === 0 && sync.state === 'loading' ? (
        <>
          <p class="unseen" role="status">
            Putting the beats into the script
          </p>
          <Skeleton rows={3} />
        </>
      ) : mayWrite ? (
        <BeatsEditor beats={beats} acts={acts} targetSeconds={targetSeconds} pace={pace} pool={pool} />
      ) : (
        <>
          <OutlineBody value={{ ...outline, beats }} />
          <SpeaksFor evidence={beats.flatMap(beat => beat.evidence)} />
        </>
      )}
      <div class="option__acts">
        <Button tone="primary" icon="next" onClick={onNext}>
          On to the script
        </Button>
        <Writing>
          {beats.length === 0 && sync.state !== 'loading' && (
            <Button small icon="retry" onClick={anew}>
              Put the decided beats back
            </Button>
          )}
          <Button small tone="quiet" held={!document.canUndo.value} onClick={() => document.undo()}>
            Undo
          </Button>
          <Button small tone="quiet" held={!document.canRedo.value} onClick={() => document.redo()}>
            Redo
          </Button>
        </Writing>
      </div>
      {mayWrite && sync.state === 'offline' && (
        <p class="decided__sync">
          {sync.waiting > 0
            ? 'Your changes are kept on this computer and go when the server is back.'
            : 'The server is away. You can go on: changes are kept on this computer.'}
        </p>
      )}
      {mayWrite && sync.state === 'failed' && sync.failure && (
        <p class="field__error">{sync.failure.message}</p>
      )}
    </article>
  )
}
