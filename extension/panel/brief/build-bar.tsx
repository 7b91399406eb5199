import { isOver } from '../../../core/contract/run-state.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { WhatLeaves } from '../usage/what-leaves.tsx'
import { count } from '../words/numbers.ts'
import { readiness, staleWords } from '../work/readiness.ts'
import { useMaking } from '../work/use-making.ts'

/** The next step, always in sight below the sources: build the brief, or go to the one that is there. */
export function BuildBar({ onBrief }: { onBrief: () => void }) {
  const { world } = usePanel()
  const work = world.work.value
  const { make: build, starting } = useMaking('brief', onBrief)
  if (work.sources.length === 0) return null
  const { ready, coming, run, stale, blocked } = readiness('brief', work, world.connection.value)
  const going = run !== null && !isOver(run.state)
  const current = work.brief !== null && !stale

  const state = going
    ? (run.progress?.label ?? 'Building the brief')
    : stale
      ? staleWords(stale, 'brief')
      : readyWords(ready.length, coming)

  return (
    <section class="build-bar" aria-label="Next step">
      <div class="build-bar__words">
        <p class="build-bar__state">{state}</p>
        <p class="build-bar__aside">
          {blocked && !going && !current ? blocked : <WhatLeaves kind="brief" />}
        </p>
      </div>
      {going || current ? (
        <Button onClick={onBrief}>{going ? 'See progress' : 'See brief'}</Button>
      ) : (
        <Button
          tone={stale ? 'plain' : 'primary'}
          icon="brief"
          busy={starting}
          held={blocked !== null}
          onClick={build}
        >
          {work.brief ? 'Build again' : 'Build brief'}
        </Button>
      )}
    </section>
  )
}

function readyWords(ready: number, coming: number): string {
  if (ready === 0 && coming > 0) return `${count(coming, 'source')} on the way`
  return `${count(ready, 'source')} ready${coming > 0 ? ` · ${coming} on the way` : ''}`
}
