import type { Run } from '../../../core/contract/run.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useMayWrite } from '../writing.tsx'
import { makingWords, type Waited } from './making-words.ts'
import { RunGoing } from './run-going.tsx'
import { useRunActs } from './use-run-acts.ts'

interface MakingProps {
  made: Waited
  run: Run
  /** Begins anew; null while that is not possible. */
  onMake: (() => void) | null
}

/** What is in the making, or why it was not made, with what can be done now. */
export function Making({ made, run, onMake }: MakingProps) {
  const { retry } = useRunActs(run)
  const mayWrite = useMayWrite()
  const words = makingWords[made]
  if (run.state === 'failed' || run.state === 'cancelled')
    return (
      <Notice
        tone={run.state === 'failed' ? 'bad' : 'open'}
        title={run.state === 'failed' ? words.failed : words.stopped}
        acts={
          mayWrite &&
          (run.state === 'cancelled' || run.error?.retryable ? (
            <Button small icon="retry" onClick={retry}>
              Try again
            </Button>
          ) : (
            onMake && (
              <Button small icon={words.icon} onClick={onMake}>
                {words.make}
              </Button>
            )
          ))
        }
      >
        {run.error && <p>{run.error.message}</p>}
      </Notice>
    )
  return (
    <RunGoing
      run={run}
      going={words.going}
      label={words.label}
      meanwhile="It goes on without you: you can close the panel or clip more."
    />
  )
}
