import { signal } from '@preact/signals'
import type { SourceCheck } from '../../../core/contract/source.ts'
import type { CheckWorld } from '../../../extension/panel/check/check-world.ts'

export interface CheckSetting {
  going: { done: number; total: number; title: string } | null
  /** What the next look finds, by source; of every other that it is the same. */
  finds: Record<string, Pick<SourceCheck, 'state' | 'detail'>>
  /** When somebody looked before the panel was opened; null: nobody did. */
  lookedAt: string | null
}
export const noChecks: CheckSetting = { going: null, finds: {}, lookedAt: null }

export function fakeChecks(
  setting: CheckSetting,
  note: (act: string, ...given: unknown[]) => void,
): CheckWorld {
  const looked = signal(setting.lookedAt)
  const going = signal(setting.going)
  return {
    going,
    of({ id, contentHash }) {
      if (!looked.value) return null
      const found = setting.finds[id] ?? { state: 'same', detail: 'Every sentence is still there.' }
      return { ...found, at: looked.value, contentHash }
    },
    async run(sources) {
      note(
        'check',
        sources.map(source => source.id),
      )
      looked.value = new Date().toISOString()
    },
    cancel() {
      note('cancelCheck')
      going.value = null
    },
  }
}
