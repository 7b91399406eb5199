import { count } from '../words/numbers.ts'
import type { ScriptSync } from './script-world.ts'

/** Where the words are, in one line. */
export function syncWords({ state, waiting }: ScriptSync): string {
  const wait = waiting === 1 ? '1 change waits' : `${count(waiting, 'change')} wait`
  switch (state) {
    case 'loading':
      return 'Opening…'
    case 'saved':
      return 'Saved'
    case 'saving':
      return 'Saving…'
    case 'offline':
      return waiting > 0 ? `Offline: ${wait} on this computer` : 'Offline, and saved'
    case 'failed':
      return `Not saved: ${wait} on this computer`
  }
}

/** The same for who only reads: nothing of theirs waits, but what they changed while they could. */
export function readWords(sync: ScriptSync): string {
  if (sync.state === 'offline' && sync.waiting === 0) return 'Offline: as it was last'
  return sync.state === 'saved' || sync.state === 'saving' ? 'Live' : syncWords(sync)
}
