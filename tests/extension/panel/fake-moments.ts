import { signal } from '@preact/signals'
import type { Result } from '../../../core/contract/result.ts'
import type { MomentsWorld } from '../../../extension/panel/moment/moments-world.ts'
import type { Failure } from '../../../extension/panel/world.ts'

/** Notes that are kept at once, and the keys as they come with the extension. */
export function fakeMoments(
  asked: (act: string, ...given: unknown[]) => void,
  answer: (change: () => void) => Promise<Result<undefined, Failure>>,
  noted: (id: string, note: string) => void,
): MomentsWorld {
  return {
    shortcut: signal('Alt+Shift+M'),
    setNote(id, note) {
      asked('setNote', id, note)
      return answer(() => noted(id, note))
    },
  }
}
