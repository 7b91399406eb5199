import type { Run } from '../../../core/contract/run.ts'
import { isOver } from '../../../core/contract/run-state.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { RunGoing } from '../work/run-going.tsx'
import { useRunActs } from '../work/use-run-acts.ts'
import { useMayWrite } from '../writing.tsx'
import { useDesk } from './desk.ts'

/** What is being drawn, or why it was not, with what can be done. */
export function Drafting() {
  const run = useDesk().document.drafting.value?.run
  if (!run) return null
  if (run.state === 'failed' || run.state === 'cancelled') return <NotDrafted run={run} />
  if (isOver(run.state)) return null
  return (
    <RunGoing
      run={run}
      going="Draft in the making"
      label="Drafting"
      meanwhile="You can write on meanwhile: what you touch stays yours."
    />
  )
}

function NotDrafted({ run }: { run: Run }) {
  const { retry } = useRunActs(run)
  const mayWrite = useMayWrite()
  const failed = run.state === 'failed'
  return (
    <Notice
      tone={failed ? 'bad' : 'open'}
      title={
        failed ? 'The draft was not finished' : mayWrite ? 'You stopped this draft' : 'A draft was stopped'
      }
      acts={
        mayWrite &&
        (!failed || run.error?.retryable) && (
          <Button small icon="retry" onClick={retry}>
            Try again
          </Button>
        )
      }
    >
      {run.error && <p>{run.error.message}</p>}
      <p>Beats that were finished are in the script. What you wrote is as it was.</p>
    </Notice>
  )
}

/** The words of a beat as they are said, before they are looked at and put into the script. */
export function SaidNow({ beatId }: { beatId: string }) {
  const drafting = useDesk().document.drafting.value
  if (!drafting || drafting.beatId !== beatId || isOver(drafting.run.state)) return null
  return (
    <div class="said">
      <p class="said__words" dir="auto">
        {drafting.said || '…'}
      </p>
      <p class="said__aside">Being written. It is checked against your sources before it goes in.</p>
    </div>
  )
}
