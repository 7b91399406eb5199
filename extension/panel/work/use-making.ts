import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import type { Made } from './readiness.ts'

/** Starts the work that makes it, and goes to where its progress shows. */
export function useMaking(
  made: Made,
  onStarted: () => void,
): { make: () => Promise<void>; starting: boolean } {
  const { world, feedback } = usePanel()
  const [starting, setStarting] = useState(false)
  const make = async () => {
    setStarting(true)
    const result = await (made === 'brief' ? world.buildBrief() : world.research.find())
    setStarting(false)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    feedback.say(made === 'brief' ? 'Building the brief' : 'Finding the claims')
    onStarted()
  }
  return { make, starting }
}
