import './receipt.css'
import { useState } from 'preact/hooks'
import { ok } from '../../../core/contract/result.ts'
import { compared, countsNot, countsWhat, receiptFile } from '../../../core/time/receipt-file.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { NotOpened } from '../ui/not-opened.tsx'
import { useAnswer } from '../use-answer.ts'
import { onDay } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { integer } from '../words/numbers.ts'
import { useShared } from '../writing.tsx'
import { BaselineForm } from './baseline-form.tsx'
import { comparedWords, timeWords } from './receipt-words.ts'
import type { ReceiptWorld, ShownReceipt } from './receipt-world.ts'

/** What the project took so far, beside what the creator says a video took them before. */
export function ReceiptSheet({ onClosed }: { onClosed: () => void }) {
  const { world } = usePanel()
  const { projectId } = world.work.value
  const [opened, again] = useAnswer(async () => {
    const receipt = await world.receipt()
    const [shown, declined] = await Promise.all([receipt.read(), receipt.declined()])
    return shown.ok ? ok({ receipt, shown: shown.value, declined }) : shown
  }, [projectId])
  return (
    <Dialog title="Time so far" onClosed={onClosed}>
      {() => (
        <div class="time">
          {opened.state === 'loading' && <p role="status">Adding it up…</p>}
          {opened.state === 'failed' && (
            <NotOpened title="The receipt could not be read" failure={opened.failure} again={again} />
          )}
          {opened.state === 'there' && <Receipt {...opened.value} again={again} />}
        </div>
      )}
    </Dialog>
  )
}

interface ReceiptProps {
  receipt: ReceiptWorld
  shown: ShownReceipt
  declined: boolean
  again: () => void
}

function Receipt({ receipt, shown: { receipt: figures, partial }, declined, again }: ReceiptProps) {
  const { world } = usePanel()
  // In somebody else's project it is held against what a video took them.
  const isOwn = useShared() === null
  const project = world.work.value.projects.find(({ id }) => id === figures.projectId)
  const [asking, setAsking] = useState(isOwn && !partial && !figures.baseline && !declined)
  const against = compared(figures)
  const save = () => {
    const text = receiptFile(
      figures,
      { id: figures.projectId, title: project?.title ?? '' },
      new Date().toISOString(),
      partial,
    )
    const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = address
    link.download = 'receipt.json'
    link.click()
    // The browser reads it after the click.
    setTimeout(() => URL.revokeObjectURL(address), 60_000)
  }
  return (
    <>
      <p class="time__aside" dir="auto">
        {project ? `“${project.title}”` : 'This project'}
        {figures.since ? `, counted since ${onDay(figures.since, now.value)}` : ': nothing is counted yet'}.
      </p>
      {partial && (
        <p class="time__open">
          Your server is away: this is what this computer counted. Decisions, machine time and what you said
          of before come with it.
        </p>
      )}
      <dl class="time__figures">
        <Figure name="Your time" value={timeWords(figures.activeMs)} />
        <Figure name="Waiting" value={timeWords(figures.waitedMs)} />
        {!partial && <Figure name="Decisions" value={integer(figures.decisions)} />}
        <Figure name="Clicks" value={integer(figures.clicks)} />
        <Figure name="Words typed" value={integer(figures.typedWords)} />
        {!partial && <Figure name="Machine time" value={timeWords(figures.machineMs)} />}
      </dl>
      {asking ? (
        <BaselineForm
          receipt={receipt}
          before={figures.baseline}
          onSaved={again}
          onClosed={() => {
            setAsking(false)
            if (!figures.baseline) void receipt.decline()
          }}
        />
      ) : (
        !partial &&
        isOwn && (
          <div class="time__against">
            <p>
              {against
                ? comparedWords(against)
                : figures.baseline
                  ? 'There is nothing to hold against your last video yet.'
                  : 'There is nothing to hold it against: you have not said how long a video took you before.'}
            </p>
            <Button small tone="quiet" icon="pen" onClick={() => setAsking(true)}>
              {figures.baseline ? 'Change what it took before' : 'Say what it took before'}
            </Button>
          </div>
        )
      )}
      <details class="time__what">
        <summary>What is counted, and what is not</summary>
        <p>{countsWhat}</p>
        <p>{countsNot}</p>
      </details>
      <div class="dialog__acts">
        <Button icon="file" onClick={save}>
          Save as JSON
        </Button>
      </div>
    </>
  )
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div class="time__figure">
      <dt>{name}</dt>
      <dd class="numbers">{value}</dd>
    </div>
  )
}
