import type { Run } from '../../../core/contract/run.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { useMayWrite } from '../writing.tsx'
import { useRunActs } from './use-run-acts.ts'

interface RunGoingProps {
  run: Run
  /** Its progress, as a part of the panel. */
  going: string
  /** Until the run says more itself. */
  label: string
  /** What can be done while it goes on. */
  meanwhile: string
}

/** A run that goes on: how far it is, and the way to stop it. */
export function RunGoing({ run, going, label, meanwhile }: RunGoingProps) {
  const { world } = usePanel()
  const { cancel } = useRunActs(run)
  const mayWrite = useMayWrite()
  const away = world.connection.value.state !== 'online'
  return (
    <section class="brief-progress" aria-label={going}>
      <Progress
        label={run.progress?.label ?? (run.state === 'queued' ? 'Next in line' : label)}
        known={run.progress}
      />
      <div class="brief-progress__foot">
        <p>
          {away
            ? 'The server is out of sight. The work goes on there, and shows here when it is back.'
            : mayWrite
              ? meanwhile
              : 'What comes of it shows here.'}
        </p>
        {mayWrite && (
          <Button small tone="quiet" icon="stop" onClick={cancel}>
            Stop
          </Button>
        )}
      </div>
    </section>
  )
}
