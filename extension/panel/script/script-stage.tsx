import './script.css'
import './sentence.css'
import './dock.css'
import './script-sheets.css'
import './in-tab.css'
import { useComputed } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { Branch, Gate, Ways } from '../../../core/contract/decision.ts'
import type { DecisionsWorld } from '../decisions/decisions-world.ts'
import { WayBar } from '../decisions/way-bar.tsx'
import { HookGate } from '../hook/hook-gate.tsx'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useLate } from '../use-late.ts'
import { ScriptView } from './script-view.tsx'
import type { ScriptWorld } from './script-world.ts'

interface ScriptStageProps {
  /** Goes to another stage; null: it is not there. */
  onGo: ((stage: 'angle' | 'outline') => void) | null
  /** The sentence that the cursor begins in. */
  at?: string | null
}

/** The script: what has to be decided before it, and then its words. */
export function ScriptStage({ onGo, at = null }: ScriptStageProps) {
  const script = useLate('script')
  const decisions = useLate('decisions')
  if (!script || !decisions) return <Opening />
  return <Opened script={script} decisions={decisions} onGo={onGo} at={at} />
}

function Opening() {
  return (
    <>
      <p class="unseen" role="status">
        Opening the script
      </p>
      <Skeleton rows={4} />
    </>
  )
}

function Opened({
  script,
  decisions,
  onGo,
  at = null,
}: ScriptStageProps & {
  script: ScriptWorld
  decisions: DecisionsWorld
}) {
  const { world, place } = usePanel()
  const document = script.document.value
  const known = decisions.decisions.value
  const { ways, state, failure } = known
  const branch = useMemo(() => branchOf(ways, document?.branchId ?? null), [ways, document])
  const spoken = useComputed(() =>
    Object.values(script.document.value?.state.value.sentences ?? {}).some(
      each => !each.removed && each.text.trim() !== '',
    ),
  )
  const toGate = (gate: Gate) => {
    if (gate !== 'hook') onGo?.(gate)
  }
  if (!ways && state === 'failed')
    return (
      <Notice
        tone="bad"
        title="What was decided could not be had"
        acts={
          <Button small icon="retry" onClick={() => void decisions.refresh()}>
            Try again
          </Button>
        }
      >
        <p>{failure?.message}</p>
      </Notice>
    )
  // A script that has words is never hidden, whatever is decided anew.
  const missing = branch === null ? 'angle' : missingOf(branch)
  if (ways && missing && !spoken.value)
    return (
      <>
        {ways && <WayBar acts={decisions} known={known} onGate={toGate} />}
        <HookGate onStage={onGo} />
      </>
    )
  if (!document) return <Opening />
  return (
    <>
      {ways && (
        <div class="way-line">
          <WayBar acts={decisions} known={known} onGate={toGate} />
          {(missing === 'hook' || missing === null) && (
            <details class="more">
              <summary>{missing ? 'The hook is not decided yet' : 'Your hook, and others'}</summary>
              <HookGate onStage={onGo} />
            </details>
          )}
        </div>
      )}
      <ScriptView
        key={document.branchId}
        script={script}
        document={document}
        targetSeconds={ways?.plan.targetSeconds ?? 0}
        voiceId={ways?.plan.voiceId ?? null}
        inTab={place === 'tab'}
        at={at}
        blocked={
          world.connection.value.state === 'online'
            ? null
            : 'Drafts and rewrites are made by your server, which is away just now.'
        }
      />
    </>
  )
}

const branchOf = (ways: Ways | null, branchId: string | null): Branch | null =>
  ways?.branches.find(each => each.id === (branchId ?? ways.openId)) ?? null

function missingOf({ angle, outline, hook }: Branch): 'angle' | 'outline' | 'hook' | null {
  if (hook) return null
  if (outline) return 'hook'
  return angle ? 'outline' : 'angle'
}
