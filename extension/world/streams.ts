import type { FollowDeps } from '../api/event-stream.ts'
import type { Pairing } from '../api/pairing.ts'
import type { ExchangeDeps } from '../script/exchange.ts'
import type { WorkDeps } from './work.ts'

/** What is heard as it happens: loaded when something is first followed, and cut off when the panel is closed. */
export function streamsOf({
  fetch,
  random,
  wait,
  pairing,
  projectOf,
  cut: lost,
}: Pick<FollowDeps, 'fetch' | 'random' | 'wait' | 'projectOf'> & {
  pairing: Pick<Pairing, 'credentials'>
  cut: () => void
}): {
  run: WorkDeps['follow']
  changes: ExchangeDeps['follow']
} {
  const deps: FollowDeps = {
    fetch,
    random,
    wait,
    projectOf,
    credentials: () => pairing.credentials(),
    cut: lost,
  }
  // Fails only while the panel is being closed.
  const load = () => import('../api/event-stream.ts').catch(() => null)
  return {
    async run(run, heard) {
      const stream = await load()
      return stream ? stream.followRun(deps, run, heard) : { how: 'stopped' }
    },
    async changes(from, heard, { opened, cut }) {
      const stream = await load()
      if (!stream) return { how: 'stopped' }
      const both = () => {
        cut()
        lost()
      }
      return stream.followChanges({ ...deps, opened, cut: both }, from, heard)
    },
  }
}
