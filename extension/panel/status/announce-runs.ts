import { effect } from '@preact/signals'
import type { Run } from '../../../core/contract/run.ts'
import type { Feedback } from '../feedback.ts'
import type { Waited } from '../work/making-words.ts'
import type { World } from '../world.ts'

/** Progress is not spoken more often than this: it must not talk over what the creator is reading. */
const quietMs = 6_000

/** Speaks the progress of what is made of the sources, for screen readers: its start and end always, its steps now and then. */
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
    const makings = runs.filter(isMaking)
    for (const run of first ? [] : makings) {
      const words = changed(known.get(run.id), run)
      if (!words || (words.minor && now() - spokenAt < quietMs)) continue
      spokenAt = now()
      feedback.say(words.text)
    }
    known = new Map(makings.map(run => [run.id, run]))
    first = false
  })
}

const names: Record<Waited, { name: string; is: string; was: string }> = {
  brief: { name: 'The brief', is: 'is', was: 'was' },
  claims: { name: 'The claims', is: 'are', was: 'were' },
  angle: { name: 'Three angles', is: 'are', was: 'were' },
  outline: { name: 'Three outlines', is: 'are', was: 'were' },
  hook: { name: 'Three hooks', is: 'are', was: 'were' },
}

type Making = Run & { kind: Waited }
const isMaking = (run: Run): run is Making => run.kind in names

function changed(before: Run | undefined, run: Making): { text: string; minor: boolean } | null {
  if (before?.state !== run.state) {
    const { name, is, was } = names[run.kind]
    if (run.state === 'done') return { text: `${name} ${is} ready`, minor: false }
    if (run.state === 'cancelled') return { text: `${name} ${was} stopped`, minor: false }
    if (run.state === 'failed')
      return { text: `${name} ${was} not finished. ${run.error?.message ?? ''}`.trim(), minor: false }
  }
  const label = run.progress?.label
  return label && label !== before?.progress?.label ? { text: label, minor: true } : null
}
