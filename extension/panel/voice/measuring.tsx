import { useEffect, useRef, useState } from 'preact/hooks'
import type { Run } from '../../../core/contract/run.ts'
import { isOver } from '../../../core/contract/run-state.ts'
import type { Voice } from '../../../core/contract/voice.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'

/** The measuring that goes on, video by video, or what became of the last one. */
export function Measuring({ voice, run }: { voice: Voice; run: Run | null }) {
  const { world, feedback } = usePanel()
  const [busy, setBusy] = useState(false)
  const going = run !== null && !isOver(run.state)
  const before = useRef(going)
  useEffect(() => {
    if (before.current && !going && run?.state === 'done') feedback.say(`${voice.name} is measured`)
    before.current = going
  }, [going])
  const act = async (what: () => Promise<{ ok: boolean; error?: { message: string } }>) => {
    setBusy(true)
    const done = await what()
    setBusy(false)
    if (!done.ok && done.error) feedback.toast({ tone: 'bad', text: done.error.message })
  }
  if (going)
    return (
      <section class="voice-going" aria-label="Measuring">
        <Progress label={run.progress?.label || 'Waiting for its turn'} known={run.progress} />
        <div class="voice-acts">
          <Button small icon="stop" busy={busy} onClick={() => void act(() => world.voice.cancel(voice.id))}>
            Stop
          </Button>
          <span class="voice-aside">You may close the panel: it goes on, and what is measured is kept.</span>
        </div>
      </section>
    )
  const again = (
    <Button small icon="retry" busy={busy} onClick={() => void act(() => world.voice.measure(voice.id))}>
      {run?.state === 'cancelled' ? 'Go on' : 'Try again'}
    </Button>
  )
  if (run?.state === 'failed')
    return (
      <Notice tone="bad" title="The voice could not be measured" acts={again}>
        <p>{run.error?.message ?? 'What happened is not known.'}</p>
        {voice.version > 0 && <p>What shows below was measured before.</p>}
      </Notice>
    )
  if (run?.state === 'cancelled')
    return (
      <Notice tone="open" title="Measuring was stopped" acts={again}>
        <p>What was measured is kept: it goes on from there.</p>
      </Notice>
    )
  return null
}
