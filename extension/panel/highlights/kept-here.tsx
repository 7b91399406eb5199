import { usePanel } from '../panel-context.ts'
import { count } from '../words/numbers.ts'

/** What the page in front says no more of what was clipped from it. */
export function KeptHere() {
  const here = usePanel().world.highlights.here.value
  if (!here || here.missing === 0) return null
  const one = here.missing === 1
  return (
    <p class="this-page__words">
      {count(here.missing, 'kept selection')} {one ? 'is' : 'are'} not found on the page any more. What you
      clipped is kept as it was.
    </p>
  )
}
