import { useEffect, useRef } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'
import { count, integer } from '../words/numbers.ts'
import { doneCount, nameOf, outcomeWords, summary } from './tab-words.ts'
import type { Batch } from './tabs-world.ts'

/** Where the tabs stand that are being clipped, and afterwards what became of each. */
export function TabsBatch() {
  const { world, feedback } = usePanel()
  const batch = world.tabs.batch.value
  const before = useRef(batch?.state)
  useEffect(() => {
    const ended = batch?.state === 'done' && before.current !== undefined && before.current !== 'done'
    before.current = batch?.state
    if (ended) feedback.say(`${count(batch.tabs.length, 'tab')}: ${summary(batch)}`)
  }, [batch?.state])
  if (!batch) return null
  if (batch.state === 'interrupted') return <Interrupted batch={batch} />
  return batch.state === 'done' ? <Ended batch={batch} /> : <Running batch={batch} />
}

function Running({ batch }: { batch: Batch }) {
  const { tabs } = usePanel().world
  const stopping = batch.state === 'stopping'
  const now = batch.tabs.filter(tab => tab.outcome.state === 'working')
  return (
    <section class="tabs-batch" aria-label="Tabs being clipped">
      <Progress
        label={stopping ? 'Finishing what is being read' : 'Clipping tabs'}
        known={{ done: doneCount(batch), total: batch.tabs.length, label: '' }}
      />
      <ul class="tabs-batch__now">
        {now.map(tab => (
          <li key={tab.tabId}>
            <span class="tabs-batch__title" dir="auto">
              {nameOf(tab)}
            </span>
            <span class="tabs-batch__why">{outcomeWords(tab.outcome).why}</span>
          </li>
        ))}
      </ul>
      <div class="tabs-batch__acts">
        <Button small icon="stop" held={stopping} onClick={tabs.stop}>
          Stop
        </Button>
        <span class="tabs-batch__why">What is saved stays saved.</span>
      </div>
    </section>
  )
}

function Interrupted({ batch }: { batch: Batch }) {
  const { tabs } = usePanel().world
  const left = batch.tabs.length - doneCount(batch)
  return (
    <Notice
      tone="open"
      title={`${integer(batch.tabs.length - left)} of ${count(batch.tabs.length, 'tab')} were clipped when the panel closed`}
      acts={
        <>
          <Button small onClick={() => void tabs.goOn()}>
            Go on with the other {integer(left)}
          </Button>
          <Button small tone="quiet" onClick={() => void tabs.dismiss()}>
            Leave them
          </Button>
        </>
      }
    >
      <p>What was saved is in the project.</p>
    </Notice>
  )
}

function Ended({ batch }: { batch: Batch }) {
  const { tabs } = usePanel().world
  const missed = batch.tabs.some(({ outcome }) => outcome.state === 'failed' || outcome.state === 'skipped')
  return (
    <section class="tabs-batch" aria-label="What became of the tabs">
      <p class="tabs-batch__head">
        <b>{count(batch.tabs.length, 'tab')}</b> · {summary(batch)}
      </p>
      {batch.given.length > 0 && <Access batch={batch} />}
      <details class="more" open={missed && batch.tabs.length <= 12}>
        <summary>Each tab</summary>
        <ul class="tabs-batch__list">
          {batch.tabs.map(tab => {
            const { shape, mark, why } = outcomeWords(tab.outcome)
            return (
              <li key={tab.tabId}>
                <Chip shape={shape}>{mark}</Chip>
                <span class="tabs-batch__title" dir="auto">
                  {nameOf(tab)}
                </span>
                {why && <span class="tabs-batch__why">{why}</span>}
              </li>
            )
          })}
        </ul>
      </details>
      <div class="tabs-batch__acts">
        <Button small tone="quiet" onClick={() => void tabs.dismiss()}>
          Dismiss
        </Button>
      </div>
    </section>
  )
}

/** What was allowed for these tabs alone is the creator's to take back, once it has served. */
function Access({ batch }: { batch: Batch }) {
  const { world, feedback } = usePanel()
  const everySite = batch.given.some(origin => /^https?:\/\/\*\//.test(origin))
  const giveBack = async () => {
    const gone = await world.tabs.giveBack()
    feedback.toast(
      gone
        ? { tone: 'calm', text: 'Given back: Ownwords reads other sites only when you ask it to' }
        : { tone: 'bad', text: 'The browser kept the permission. Take it back on the extension’s own page.' },
    )
  }
  return (
    <div class="tabs-batch__access">
      <p>
        {everySite
          ? 'Ownwords may now read all sites.'
          : `Ownwords may now read ${count(batch.given.length, 'more site')}.`}
      </p>
      <div class="tabs-batch__acts">
        <Button small onClick={() => void giveBack()}>
          Give it back
        </Button>
        <Button small tone="quiet" onClick={() => void world.tabs.keepAccess()}>
          Keep access
        </Button>
      </div>
    </div>
  )
}
