import { useEffect, useState } from 'preact/hooks'
import type { Result } from '../../core/contract/result.ts'
import type { Failure } from './world.ts'

/** What was asked for, as far as it is here. */
export type Answer<Value> =
  | { state: 'loading' }
  | { state: 'there'; value: Value }
  | { state: 'failed'; failure: Failure }

/**
 * Asks when the part of the panel is first shown, and again when what it asks about changes or the creator wishes it.
 * An answer that comes after that, or after the part is gone, is dropped.
 * @param ask gives its failures as values: of one that rejects the answer never comes
 * @param about the values that the question is made of
 * @returns the answer, and what asks once more
 */
export function useAnswer<Value>(
  ask: () => Promise<Result<Value, Failure>>,
  about: readonly unknown[],
): [Answer<Value>, again: () => void] {
  const [answer, setAnswer] = useState<Answer<Value>>({ state: 'loading' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let wanted = true
    setAnswer({ state: 'loading' })
    void ask().then(result => {
      if (!wanted) return
      setAnswer(
        result.ok ? { state: 'there', value: result.value } : { state: 'failed', failure: result.error },
      )
    })
    return () => {
      wanted = false
    }
  }, [...about, attempt])
  return [answer, () => setAttempt(attempt + 1)]
}
