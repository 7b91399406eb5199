import '../decisions/decisions.css'
import './hook.css'
import { GatePart } from '../decisions/gate-part.tsx'
import { howWords, openBranch } from '../decisions/gate-words.ts'
import { Missing } from '../decisions/missing.tsx'
import { NotKnown } from '../decisions/not-known.tsx'
import { useDecisions } from '../decisions/use-decisions.ts'
import { HookBody } from './hook-body.tsx'
import { hookSetup } from './hook-setup.ts'

/**
 * The third decision, above the script: how the video begins. What comes before it and is not decided is said, with
 * the way there.
 */
export function HookGate({
  onStage,
  onDecided,
}: {
  /** Goes to another stage; null: it is not there. */
  onStage: ((stage: 'angle' | 'outline') => void) | null
  onDecided?: () => void
}) {
  const decisions = useDecisions()
  if (!decisions || (decisions.known.state === 'loading' && !decisions.known.ways))
    return <NotKnown.Loading />
  const { acts, known } = decisions
  const branch = openBranch(known.ways)
  const standing = branch?.hook ?? null
  const hook = standing && hookSetup.read(standing.content)
  if (!standing && !branch?.angle)
    return (
      <Missing gate="angle" onGo={onStage && (() => onStage('angle'))}>
        A script begins with what your video is about. Decide that, then the outline: the script is drawn from
        both.
      </Missing>
    )
  if (!standing && !branch?.outline)
    return (
      <Missing gate="outline" onGo={onStage && (() => onStage('outline'))}>
        A script is written beat by beat: decide first what comes after what.
      </Missing>
    )
  return (
    <section class="hook-gate" aria-label="Hook">
      <NotKnown.Failed acts={acts} known={known} />
      <GatePart
        setup={hookSetup}
        acts={acts}
        known={known}
        teach={
          <>
            <h3 class="teach__title">How does it begin?</h3>
            <p>
              Three hooks of different kinds, each with its first three sentences and what backs them. Take
              one, change it, mix their sentences, or say your own. It goes into the script as it is.
            </p>
          </>
        }
        decided={
          standing &&
          hook && (
            <>
              <p class="hook__kind">
                {hookSetup.titleOf(hook)}, {howWords[standing.how]}
              </p>
              <HookBody value={hook} />
            </>
          )
        }
        onDecided={() => onDecided?.()}
      />
    </section>
  )
}
