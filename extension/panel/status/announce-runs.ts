import { effect } from '@preact/signals'
import type { Run } from '../../../core/contract/run.ts'
import type { Feedback } from '../feedback.ts'
import type { World } from '../world.ts'

/** Progress is not spoken more often than this: it must not talk over what the creator is reading. */
const quietMs = 6_000

/** Speaks the brief's progress for screen readers: its start and end always, its steps now and then. */
export function announceRuns(
  world: Pick<World, 'work'>,
  feedback: Pick<Feedback, 'say'>,
  now: () => number,
): () => void {
  let known = new Map<string, Run>()
  let spokenAt = 0
  let first = true
  return effect(() => {
    const { runs } = world.work.value
    const briefs = runs.filter(run => run.kind === 'brief')
    for (const run of first ? [] : briefs) {
      const words = changed(known.get(run.id), run)
      if (!words || (words.minor && now() - spokenAt < quietMs)) continue
      spokenAt = now()
      feedback.say(words.text)
    }
    known = new Map(briefs.map(run => [run.id, run]))
    first = false
  })
}

function changed(before: Run | undefined, run: Run): { text: string; minor: boolean } | null {
  if (before?.state !== run.state) {
    if (run.state === 'done') return { text: 'The brief is ready', minor: false }
    if (run.state === 'cancelled') return { text: 'The brief was stopped', minor: false }
    if (run.state === 'failed')
      return { text: `The brief was not finished. ${run.error?.message ?? ''}`.trim(), minor: false }
  }
  const label = run.progress?.label
  return label && label !== before?.progress?.label ? { text: label, minor: true } : null
}
