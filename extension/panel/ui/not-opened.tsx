import type { Failure } from '../done.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** What did not come, why, and the way to ask again. */
export function NotOpened({ title, failure, again }: { title: string; failure: Failure; again: () => void }) {
  return (
    <Notice
      tone="bad"
      title={title}
      acts={
        <Button small icon="retry" onClick={again}>
          Try again
        </Button>
      }
    >
      <p>{failure.message}</p>
    </Notice>
  )
}
