import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { checkingWords, foundOf, foundWords } from './check-words.ts'

/** The button that looks at every source of the project again. */
export function CheckSources() {
  const { world, feedback } = usePanel()
  const { sources } = world.work.value
  const going = world.checks.going.value
  if (sources.length === 0) return null
  return (
    <Button
      small
      icon="retry"
      busy={going !== null}
      onClick={() => {
        // Called within the click: it may have to ask the browser for the sites.
        void world.checks
          .run(sources)
          .then(() => feedback.say(`Looked again: ${foundWords(foundOf(sources, world.checks.of))}`))
      }}
    >
      Check sources
    </Button>
  )
}

/** How far the looking is, for as long as it goes on. */
export function CheckProgress() {
  const { world } = usePanel()
  const going = world.checks.going.value
  if (!going) return null
  return (
    <section class="checking" aria-label="Checking sources">
      <Progress label={checkingWords(going.total)} known={{ ...going, label: '' }} />
      <p class="checking__now" dir="auto">
        {going.title}
      </p>
      <Button small tone="quiet" icon="stop" onClick={() => world.checks.cancel()}>
        Stop
      </Button>
    </section>
  )
}
