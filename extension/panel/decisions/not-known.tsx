import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import type { Decisions, DecisionsWorld } from './decisions-world.ts'

/** Until it is known what was decided. */
function Loading() {
  return (
    <>
      <p class="unseen" role="status">
        Looking for what was decided
      </p>
      <Skeleton rows={3} />
    </>
  )
}

/** Why what was decided could not be brought up to date; nothing where it could. */
function Failed({ acts, known }: { acts: DecisionsWorld; known: Decisions }) {
  if (!known.failure) return null
  return (
    <Notice
      tone="open"
      title="What was decided could not be brought up to date"
      acts={
        <Button small icon="retry" onClick={() => void acts.refresh()}>
          Try again
        </Button>
      }
    >
      <p>
        {known.failure.message}
        {known.ways && ' What shows is what this computer kept.'}
      </p>
    </Notice>
  )
}

export const NotKnown = { Loading, Failed }
