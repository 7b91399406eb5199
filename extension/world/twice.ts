import type { Result } from '../../core/contract/result.ts'
import type { ApiFailure } from '../api/request.ts'

/**
 * Asks, and once more where no answer came. Only for what is the same done twice: the first may have been done and
 * its answer lost.
 */
export async function twice<Value>(
  ask: () => Promise<Result<Value, ApiFailure>>,
): Promise<Result<Value, ApiFailure>> {
  const answer = await ask()
  return !answer.ok && answer.error.status === null ? ask() : answer
}
