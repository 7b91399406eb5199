import '../decisions/decisions.css'
import './outline.css'
import { useMemo } from 'preact/hooks'
import type { WorkStage } from '../../../core/contract/conversation.ts'
import { usualPace } from '../../../core/script/timing.ts'
import { PlanPart } from '../angle/plan-part.tsx'
import { GatePart } from '../decisions/gate-part.tsx'
import { noPlan, openBranch } from '../decisions/gate-words.ts'
import { Missing } from '../decisions/missing.tsx'
import { NotKnown } from '../decisions/not-known.tsx'
import { useDecisions } from '../decisions/use-decisions.ts'
import { WayBar } from '../decisions/way-bar.tsx'
import { usePanel } from '../panel-context.ts'
import { ScriptHeld } from '../script/script-held.tsx'
import { useLate } from '../use-late.ts'
import { useMayWrite } from '../writing.tsx'
import { evidencePool } from './evidence-pool.ts'
import { lengthText } from './length.ts'
import { OutlineBody } from './outline-body.tsx'
import { OutlineDecided } from './outline-decided.tsx'
import { Planning } from './outline-form.tsx'
import { outlineGate } from './outline-gate.ts'

/** The second decision: what comes after what, why, and for how long. */
export function OutlineStage({ onStage }: { onStage: (stage: WorkStage) => void }) {
  const { world } = usePanel()
  const mayWrite = useMayWrite()
  const decisions = useDecisions()
  const script = useLate('script')
  const { findings } = world.work.value
  const offers = decisions?.known.offers
  const pool = useMemo(() => evidencePool(offers ?? [], findings), [offers, findings])
  if (!decisions || (decisions.known.state === 'loading' && !decisions.known.ways))
    return <NotKnown.Loading />
  const { acts, known } = decisions
  const branch = openBranch(known.ways)
  const plan = known.ways?.plan ?? noPlan
  const standing = branch?.outline ?? null
  const outline = standing && outlineGate.read(standing.content)
  const document = script?.document.value ?? null
  const pace = script?.pace.value ?? usualPace
  const away = world.connection.value.state !== 'online'
  return (
    <Planning.Provider value={{ targetSeconds: plan.targetSeconds, pace, pool }}>
      <WayBar acts={acts} known={known} onGate={gate => onStage(gate === 'angle' ? 'angle' : 'outline')} />
      <NotKnown.Failed acts={acts} known={known} />
      {!branch?.angle && !standing ? (
        <Missing gate="angle" onGo={() => onStage('angle')}>
          An outline is made for one angle: decide first what your video is about.
        </Missing>
      ) : (
        <>
          {mayWrite ? (
            <details class="more plan-fold" open={plan.targetSeconds === 0}>
              <summary>
                {plan.targetSeconds === 0
                  ? 'No length is aimed at'
                  : `${lengthText(plan.targetSeconds)} aimed at`}
              </summary>
              <PlanPart plan={plan} acts={acts} held={away} />
            </details>
          ) : (
            <PlanPart plan={plan} acts={acts} held={away} />
          )}
          <GatePart
            setup={outlineGate}
            acts={acts}
            known={known}
            teach={
              <>
                <h3 class="teach__title">What comes after what?</h3>
                <p>
                  Three outlines for your angle: beats with what each does for the viewer, the quotes that
                  back it, and minutes that add up to yours. Whichever you take, you can move, change, add and
                  remove beats afterwards.
                </p>
              </>
            }
            decided={
              standing &&
              outline &&
              (document ? (
                <ScriptHeld document={document}>
                  <OutlineDecided
                    decision={standing}
                    outline={outline}
                    document={document}
                    targetSeconds={plan.targetSeconds}
                    pace={pace}
                    pool={pool}
                    onNext={() => onStage('script')}
                  />
                </ScriptHeld>
              ) : (
                <article class="decided" aria-label="Your outline">
                  <h3 class="decided__title" dir="auto">
                    {outline.title}
                  </h3>
                  <OutlineBody value={outline} />
                </article>
              ))
            }
            onDecided={() => onStage('script')}
          />
        </>
      )}
    </Planning.Provider>
  )
}
