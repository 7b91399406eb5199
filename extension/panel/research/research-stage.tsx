import './research.css'
import './gap.css'
import './tier.css'
import { isOver } from '../../../core/contract/run-state.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { WhatLeaves } from '../usage/what-leaves.tsx'
import { count } from '../words/numbers.ts'
import { Making } from '../work/making.tsx'
import { makingWords } from '../work/making-words.ts'
import { readiness, staleWords } from '../work/readiness.ts'
import { useMaking } from '../work/use-making.ts'
import { useMayWrite, Writing } from '../writing.tsx'
import { FindingsView } from './findings-view.tsx'

/** What the sources claim: what is being found, what was found, and what to do when there is nothing. */
export function ResearchStage({ onStarted }: { onStarted: () => void }) {
  const { world } = usePanel()
  const mayWrite = useMayWrite()
  const work = world.work.value
  const connection = world.connection.value
  const { ready, coming, run, stale, blocked } = readiness('claims', work, connection)
  const { make, starting } = useMaking('claims', onStarted)
  const going = run !== null && !isOver(run.state)
  if (work.loading && !work.findings)
    return (
      <>
        <p class="unseen" role="status">
          Looking for what was found
        </p>
        <Skeleton rows={3} />
      </>
    )
  return (
    <>
      {run && <Making made="claims" run={run} onMake={blocked ? null : make} />}
      {stale && !going && (
        <Notice
          tone="open"
          title={staleWords(stale, 'claims')}
          acts={
            mayWrite && (
              <Button small icon="retry" busy={starting} held={blocked !== null} onClick={make}>
                {makingWords.claims.again}
              </Button>
            )
          }
        >
          {mayWrite && <p>{blocked ?? <WhatLeaves kind="claims" />}</p>}
        </Notice>
      )}
      {work.findings ? (
        <>
          <FindingsView key={work.findings.id} findings={work.findings} />
          {mayWrite && !stale && !going && (
            <div class="brief__again">
              {blocked && <p class="brief__made">{blocked}</p>}
              <Button small tone="quiet" icon="retry" busy={starting} held={blocked !== null} onClick={make}>
                {makingWords.claims.again}
              </Button>
            </div>
          )}
        </>
      ) : (
        !run && (
          <div class="teach">
            <h3 class="teach__title">What do your sources claim?</h3>
            <p>
              Ownwords reads them for what is worth checking: numbers, causes, dates, comparisons,
              definitions. Those that disagree are set against each other, each with its literal quote, who
              says it and when.
            </p>
            <ul class="research-teach">
              <li>
                <b>Videos, side by side.</b> What all of them say, what some say, and what none says, with the
                seconds.
              </li>
              <li>
                <b>You already said this.</b> Your own channel is searched for each claim.
              </li>
              <li>
                <b>Nobody answers this.</b> The questions that your sources leave open.
              </li>
            </ul>
            <Writing>
              <p class="teach__aside">
                {blocked ?? (
                  <>
                    {count(ready.length, 'source')} ready{coming > 0 && `, ${coming} on the way`}.{' '}
                    <WhatLeaves kind="claims" />.
                  </>
                )}
              </p>
              <Button tone="primary" icon="claims" busy={starting} held={blocked !== null} onClick={make}>
                {makingWords.claims.make}
              </Button>
            </Writing>
          </div>
        )
      )}
    </>
  )
}
