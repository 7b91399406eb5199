import { computed, type ReadonlySignal } from '@preact/signals'
import { err, type Result } from '../../core/contract/result.ts'
import { type ApiFailure, failure } from '../api/request.ts'
import { whyOnlyRead } from '../api/shared-project.ts'
import type { Work } from '../panel/world.ts'

/**
 * The one place that decides whether the project that is open may be changed. What asks the server is held in the
 * client, a clip where it is kept (`clips.save`); what else is on this computer first is held here.
 */
export function mayWriteIn(work: ReadonlySignal<Work>): {
  /** Why it may not; null where it may. */
  held: ReadonlySignal<string | null>
  guarded: <Args extends unknown[], Value, Failed>(
    act: (...args: Args) => Promise<Result<Value, Failed>>,
  ) => (...args: Args) => Promise<Result<Value, Failed | ApiFailure>>
} {
  const held = computed(() => whyOnlyRead(work.value.projects, work.value.projectId))
  return {
    held,
    guarded:
      act =>
      async (...args) => {
        const why = held.peek()
        return why === null ? act(...args) : err(failure('read_only', why, 403))
      },
  }
}
