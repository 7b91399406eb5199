import { computed, type ReadonlySignal, untracked } from '@preact/signals'
import { err, type Result } from '../../core/contract/result.ts'
import { type ApiFailure, failure } from '../api/request.ts'
import { readOnlyWords } from '../api/shared-project.ts'
import type { Sender } from '../outbox/sender.ts'
import type { Work } from '../panel/world.ts'

/**
 * The one place that decides whether the project that is open may be changed. What asks the server is held in the
 * client; what is kept on this computer first is held here.
 */
export function mayWriteIn(work: ReadonlySignal<Work>): {
  /** Why it may not; null where it may. */
  held: ReadonlySignal<string | null>
  guarded: <Args extends unknown[], Value, Failed>(
    act: (...args: Args) => Promise<Result<Value, Failed>>,
  ) => (...args: Args) => Promise<Result<Value, Failed | ApiFailure>>
  /** A sender that keeps nothing for a project that is only read, whichever is open by then. */
  heldSender: (sender: Sender) => Sender
} {
  const whyIn = (id: string): string | null => {
    const shared = work.value.projects.find(each => each.id === id)?.shared
    return shared?.role === 'reader' ? readOnlyWords(shared.owner) : null
  }
  const held = computed(() => whyIn(work.value.projectId))
  return {
    held,
    guarded:
      act =>
      async (...args) => {
        const why = held.peek()
        return why === null ? act(...args) : err(failure('read_only', why, 403))
      },
    heldSender: sender => ({
      ...sender,
      async keep(capture) {
        const why = untracked(() => whyIn(capture.projectId))
        return why === null ? sender.keep(capture) : err({ code: 'read_only', message: why })
      },
    }),
  }
}
