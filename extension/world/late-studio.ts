import { effect, type ReadonlySignal } from '@preact/signals'
import type { Branch } from '../../core/contract/decision.ts'
import type { DecisionsWorld } from '../panel/decisions/decisions-world.ts'
import type { ScriptWorld } from '../panel/script/script-world.ts'
import type { StudioWorld } from '../panel/studio/studio-world.ts'
import type { StudioDeps } from './studio.ts'

export interface LateStudioDeps extends Omit<StudioDeps, 'ask' | 'ways' | 'script'> {
  decisions: () => Promise<DecisionsWorld>
  script: () => Promise<ScriptWorld>
  setTimer: (run: () => void, ms: number) => () => void
}

/** Milliseconds that a script which is not here yet is waited for. */
const PATIENCE_MS = 5_000

/** YouTube Studio's side, loaded when it is first wanted, and once. */
export function lateStudio(deps: LateStudioDeps): () => Promise<StudioWorld> {
  const { setTimer } = deps
  let opened: Promise<StudioWorld> | null = null

  const ways = async () => {
    const { decisions } = await deps.decisions()
    const known = await settled(
      decisions,
      ({ state, ways }) => state !== 'loading' || ways !== null,
      setTimer,
    )
    return known?.ways ?? null
  }
  /** As this panel has it, with the words that are on their way to the server. */
  async function script({ id }: Branch) {
    const { document, pace } = await deps.script()
    const open = await settled(document, each => each?.branchId === id, setTimer)
    const sync = open && (await settled(open.sync, ({ state }) => state !== 'loading', setTimer))
    return open && sync ? { state: open.state.peek(), pace: pace.peek() } : null
  }

  return () => {
    opened ??= Promise.all([import('./studio.ts'), import('../studio/ask-studio.ts')]).then(
      ([{ studioWorld }, { chromeAskStudio }]) =>
        studioWorld({ ...deps, ways, script, ask: chromeAskStudio() }),
    )
    return opened
  }
}

/** The signal's value once it holds; null where it does not in time. */
function settled<Value>(
  of: ReadonlySignal<Value>,
  holds: (value: Value) => boolean,
  setTimer: LateStudioDeps['setTimer'],
): Promise<Value | null> {
  return new Promise(resolve => {
    const done = (value: Value | null) => {
      resolve(value)
      cancel()
      // Not within the effect, which is not yet known to whoever would end it.
      queueMicrotask(() => off())
    }
    const cancel = setTimer(() => done(null), PATIENCE_MS)
    const off = effect(() => {
      const { value } = of
      if (holds(value)) done(value)
    })
  })
}
