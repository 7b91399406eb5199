import '../decisions/decisions.css'
import type { WorkStage } from '../../../core/contract/conversation.ts'
import { GatePart } from '../decisions/gate-part.tsx'
import { noPlan, openBranch } from '../decisions/gate-words.ts'
import { NotKnown } from '../decisions/not-known.tsx'
import { useDecisions } from '../decisions/use-decisions.ts'
import { WayBar } from '../decisions/way-bar.tsx'
import { usePanel } from '../panel-context.ts'
import { AngleDecided } from './angle-decided.tsx'
import { angleGate } from './angle-gate.ts'
import { PlanPart } from './plan-part.tsx'
import { TalkAngles } from './talk-angles.tsx'
import { usePresetVoice } from './use-preset-voice.ts'

/** The first decision: what the video is about, for whom, and what is new in it. */
export function AngleStage({ onStage }: { onStage: (stage: WorkStage) => void }) {
  const { world } = usePanel()
  const decisions = useDecisions()
  usePresetVoice(decisions?.acts ?? null, decisions?.known ?? null)
  if (!decisions || (decisions.known.state === 'loading' && !decisions.known.ways))
    return <NotKnown.Loading />
  const { acts, known } = decisions
  const { findings } = world.work.value
  const standing = openBranch(known.ways)?.angle ?? null
  const angle = standing && angleGate.read(standing.content)
  const away = world.connection.value.state !== 'online'
  return (
    <>
      <WayBar acts={acts} known={known} />
      <NotKnown.Failed acts={acts} known={known} />
      <PlanPart plan={known.ways?.plan ?? noPlan} acts={acts} held={away} />
      <GatePart
        setup={angleGate}
        acts={acts}
        known={known}
        teach={
          <>
            <h3 class="teach__title">What will your video be about?</h3>
            <p>
              Three angles that truly differ: what each promises, to whom, and what is new in it against the
              videos that you clipped and your own. You take one, change it, mix them, or write your own.
            </p>
            {!findings && (
              <p class="teach__aside">
                Nothing was found in your sources yet, so what is new can only be guessed at.{' '}
                <button type="button" class="word-button" onClick={() => onStage('research')}>
                  Find claims first
                </button>
              </p>
            )}
          </>
        }
        decided={
          standing &&
          angle && (
            <AngleDecided acts={acts} decision={standing} angle={angle} onNext={() => onStage('outline')} />
          )
        }
        extra={(take, held) => <TalkAngles held={held} onTake={take} />}
        onDecided={() => onStage('outline')}
      />
    </>
  )
}
