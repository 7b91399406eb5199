import type { Source } from '../../../core/contract/source.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { hostOf } from '../words/safe-url.ts'

export interface Twin {
  twin: Source
  exact: boolean
}

interface TwinNoteProps extends Twin {
  source: Source
  onRemove: () => void
}

/** Two sources that say the same count as one voice: the creator decides whether both stay. */
export function TwinNote({ source, twin, exact, onRemove }: TwinNoteProps) {
  const { world, feedback } = usePanel()
  const where = twin.site ?? hostOf(twin.url)
  return (
    <div class="twin">
      <p class="twin__words">
        {exact ? 'The same text as ' : 'Nearly the same text as '}
        <bdi>“{twin.title}”</bdi>
        {where && (
          <>
            {' '}
            (<bdi>{where}</bdi>)
          </>
        )}
      </p>
      <div class="twin__acts">
        <Button
          small
          onClick={async () => {
            await world.duplicates.keepBoth(source.id, twin.id)
            feedback.say('Both are kept')
          }}
        >
          Keep both
        </Button>
        <Button small tone="quiet" onClick={onRemove}>
          Remove this
        </Button>
      </div>
    </div>
  )
}
