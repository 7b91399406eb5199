import { isOver } from '../../../core/contract/run-state.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { WhatLeaves } from '../usage/what-leaves.tsx'
import { count } from '../words/numbers.ts'
import { Making } from '../work/making.tsx'
import { readiness, staleWords } from '../work/readiness.ts'
import { useMaking } from '../work/use-making.ts'
import { useMayWrite, Writing } from '../writing.tsx'
import { BriefView } from './brief-view.tsx'

/** The brief: the one in the making, the one there is, and what to do when there is none. */
export function BriefStage({ onStarted }: { onStarted: () => void }) {
  const { world } = usePanel()
  const mayWrite = useMayWrite()
  const work = world.work.value
  const { ready, coming, run, stale, blocked } = readiness('brief', work, world.connection.value)
  const { make: build, starting } = useMaking('brief', onStarted)
  const going = run !== null && !isOver(run.state)
  if (work.loading && !work.brief) return <p role="status">Looking for the brief…</p>
  return (
    <>
      {run && <Making made="brief" run={run} onMake={blocked ? null : build} />}
      {stale && !going && (
        <Notice
          tone="open"
          title={staleWords(stale, 'brief')}
          acts={
            mayWrite && (
              <Button small icon="retry" busy={starting} held={blocked !== null} onClick={build}>
                Build again
              </Button>
            )
          }
        >
          {mayWrite && <p>{blocked ?? <WhatLeaves kind="brief" />}</p>}
        </Notice>
      )}
      {work.brief ? (
        <>
          <BriefView brief={work.brief} />
          {mayWrite && !stale && !going && (
            <div class="brief__again">
              <Button small tone="quiet" icon="retry" busy={starting} held={blocked !== null} onClick={build}>
                Build again
              </Button>
            </div>
          )}
        </>
      ) : (
        !run && (
          <div class="teach">
            <h3 class="teach__title">No brief yet</h3>
            <p>
              A brief says what your sources say: the themes, the strongest statements with their literal
              quotes, where sources disagree, and what nobody answers. Each quote opens its second of the
              video or its sentence of the page.
            </p>
            <Writing>
              <p class="teach__aside">
                {blocked ?? (
                  <>
                    {count(ready.length, 'source')} ready{coming > 0 && `, ${coming} on the way`}.{' '}
                    <WhatLeaves kind="brief" />.
                  </>
                )}
              </p>
              <Button tone="primary" icon="brief" busy={starting} held={blocked !== null} onClick={build}>
                Build brief
              </Button>
            </Writing>
          </div>
        )
      )}
    </>
  )
}
