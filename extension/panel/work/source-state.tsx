import type { Run } from '../../../core/contract/run.ts'
import type { Source } from '../../../core/contract/source.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Progress } from '../ui/progress.tsx'
import type { WaitingClip } from '../world.ts'
import { useMayWrite } from '../writing.tsx'

interface SourceStateProps {
  source: Source
  waiting: WaitingClip | null
  reading: Run | null
}

/** Where a source is on its way; nothing at all once it is there and can be used. */
export function SourceState({ source, waiting, reading }: SourceStateProps) {
  const { world, feedback } = usePanel()
  const mayWrite = useMayWrite()
  if (waiting?.state === 'refused')
    return (
      <div class="source__state">
        <p>
          <Chip shape="bad">Refused</Chip> {waiting.why ?? 'The server does not take it as it is.'}
        </p>
        <p class="source__aside">It stays on this computer. Remove it here, or clip the page again.</p>
      </div>
    )
  if (waiting)
    return (
      <p class="source__state">
        <Chip shape="calm">{waiting.state === 'sending' ? 'Sending' : 'Waiting'}</Chip>{' '}
        {waiting.state === 'sending'
          ? 'On its way to the server.'
          : waiting.why !== null
            ? `Saved here, and tried again from time to time. ${waiting.why}`
            : 'Saved here. It goes when the server is back.'}
      </p>
    )
  if (source.state === 'failed') {
    const run = source.ingestRunId
    return (
      <div class="source__state">
        <p>
          <Chip shape="bad">Not read in</Chip> {source.error ?? 'Something went wrong while it was read in.'}
        </p>
        {run && mayWrite && (
          <Button
            small
            icon="retry"
            onClick={async () => {
              const result = await world.retryRun(run, source.projectId)
              if (!result.ok) feedback.toast({ tone: 'bad', text: result.error.message })
            }}
          >
            Try again
          </Button>
        )}
      </div>
    )
  }
  if (source.state === 'stored' || source.state === 'ingesting')
    return (
      <div class="source__state">
        <Progress
          label={
            reading?.progress?.label ?? (source.state === 'stored' ? 'Next to be read in' : 'Reading it in')
          }
          known={reading?.progress ?? null}
        />
      </div>
    )
  return null
}
