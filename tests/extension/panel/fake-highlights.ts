import { signal } from '@preact/signals'
import type { HighlightsWorld } from '../../../extension/panel/highlights/highlights-world.ts'

/** Highlights on no page: the setting alone is real. */
export function fakeHighlights(
  missing: number,
  note: (act: string, ...given: unknown[]) => void,
): HighlightsWorld {
  const on = signal(true)
  return {
    on,
    here: signal(missing > 0 ? { marked: 1, missing } : null),
    async turn(next) {
      note('highlights.turn', next)
      on.value = next
    },
  }
}
