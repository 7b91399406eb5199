import type { Run } from '../../../core/contract/run.ts'
import type { Done } from '../done.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'

/** A brief in the making, or why it was not made, with what can be done now. */
export function BriefProgress({ run, onBuild }: { run: Run; onBuild: (() => void) | null }) {
  const { world, feedback } = usePanel()
  const tell = async (done: Done) => {
    const result = await done
    if (!result.ok) feedback.toast({ tone: 'bad', text: result.error.message })
  }
  if (run.state === 'failed' || run.state === 'cancelled')
    return (
      <Notice
        tone={run.state === 'failed' ? 'bad' : 'open'}
        title={run.state === 'failed' ? 'The brief was not finished' : 'You stopped this brief'}
        acts={
          run.state === 'cancelled' || run.error?.retryable ? (
            <Button small icon="retry" onClick={() => void tell(world.retryRun(run.id))}>
              Try again
            </Button>
          ) : (
            onBuild && (
              <Button small icon="brief" onClick={onBuild}>
                Build brief
              </Button>
            )
          )
        }
      >
        {run.error && <p>{run.error.message}</p>}
      </Notice>
    )
  const away = world.connection.value.state !== 'online'
  return (
    <section class="brief-progress" aria-label="Brief in the making">
      <Progress
        label={run.progress?.label ?? (run.state === 'queued' ? 'Next in line' : 'Building the brief')}
        known={run.progress}
      />
      <div class="brief-progress__foot">
        <p>
          {away
            ? 'The server is out of sight. The work goes on there, and shows here when it is back.'
            : 'It goes on without you: you can close the panel or clip more.'}
        </p>
        <Button small tone="quiet" icon="stop" onClick={() => void tell(world.cancelRun(run.id))}>
          Stop
        </Button>
      </div>
    </section>
  )
}
