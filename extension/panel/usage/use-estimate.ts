import { useEffect, useState } from 'preact/hooks'
import type { Estimate, EstimateKind } from '../../../core/contract/usage.ts'
import { usePanel } from '../panel-context.ts'

import type { EstimateOf } from './usage-world.ts'

/** Estimates are made by the code that would do the work: not for each letter, and not while clips come in. */
const PAUSE_MS = 500

/**
 * What the next run would send and cost; null while nobody knows, without a model, or where the server is away.
 * @param about changes with what is sent: the sources, the question; empty where there is nothing to send
 */
export function useEstimate(
  kind: EstimateKind,
  about: string,
  text?: string,
  of?: EstimateOf,
): Estimate | null {
  const { world } = usePanel()
  const connection = world.connection.value
  const { projectId } = world.work.value
  const [estimate, setEstimate] = useState<Estimate | null>(null)
  const hasModel = connection.state === 'online' && connection.capabilities.model !== null
  useEffect(() => {
    setEstimate(null)
    if (!hasModel || about === '') return
    let wanted = true
    const timer = setTimeout(async () => {
      const answer = await world.usage.estimate(kind, text, of)
      // An answer to an earlier question says nothing of this one.
      if (wanted) setEstimate(answer.ok ? answer.value : null)
    }, PAUSE_MS)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [kind, about, projectId, hasModel])
  return estimate
}
