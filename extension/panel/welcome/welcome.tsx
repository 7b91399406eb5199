import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Connect } from './connect.tsx'

/** Three steps to the first brief. Each ticks itself off by what is done, and at the end the list goes away. */
export function Welcome() {
  const { world } = usePanel()
  const { connected, clipped, dismissed } = world.welcome.value
  const briefed = world.work.value.brief !== null
  const over = connected && clipped && briefed
  useEffect(() => {
    if (over && !dismissed) void world.dismissWelcome()
  }, [over, dismissed])
  if (dismissed || over) return null
  return (
    <section class="welcome" aria-labelledby="welcome-title">
      <div class="welcome__head">
        <h3 id="welcome-title" class="welcome__title">
          From open tabs to a cited brief
        </h3>
        <IconButton icon="close" label="Hide these steps" onClick={() => void world.dismissWelcome()} />
      </div>
      <ol class="welcome__steps">
        <Step
          number={1}
          done={connected}
          now={!connected}
          title={
            world.connection.value.state === 'needs_token'
              ? 'Connect to your server'
              : 'Connect to Ownwords on this computer'
          }
        >
          <Connect />
        </Step>
        <Step number={2} done={clipped} now={connected && !clipped} title="Clip something you are reading">
          <ClipHint />
        </Step>
        <Step number={3} done={briefed} now={connected && clipped} title="Build a brief">
          <p>Two or three sources are enough. Every statement quotes one of them, and opens the place.</p>
        </Step>
      </ol>
    </section>
  )
}

interface StepProps {
  number: number
  done: boolean
  now: boolean
  title: string
  children: ComponentChildren
}

function Step({ number, done, now, title, children }: StepProps) {
  return (
    <li
      class={`step${done ? ' step--done' : ''}${now ? ' step--now' : ''}`}
      aria-current={now ? 'step' : undefined}
    >
      <span class="step__mark" aria-hidden="true">
        {done ? <Icon name="check" /> : number}
      </span>
      <div class="step__body">
        <p class="step__title">
          {title}
          {done && <span class="unseen"> (done)</span>}
        </p>
        {now && <div class="step__words">{children}</div>}
      </div>
    </li>
  )
}

function ClipHint() {
  const { world } = usePanel()
  const shortcut = world.shortcut.value
  return (
    <>
      <p>
        Open an article or a YouTube video and press the clip button above. What you clip is kept at once.
      </p>
      {shortcut ? (
        <p>
          <kbd>{shortcut}</kbd> does the same from anywhere. Pin Ownwords’ icon to the toolbar, and a click on
          it opens this panel for the page.
        </p>
      ) : (
        <p>
          Pin Ownwords’ icon to the toolbar, and a click on it opens this panel for the page.{' '}
          <Button small tone="quiet" onClick={() => void world.openShortcuts()}>
            Set a shortcut…
          </Button>
        </p>
      )}
    </>
  )
}
