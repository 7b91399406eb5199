import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'

/** Starts the brief's work and goes to where its progress shows. */
export function useBuild(onStarted: () => void): { build: () => Promise<void>; starting: boolean } {
  const { world, feedback } = usePanel()
  const [starting, setStarting] = useState(false)
  const build = async () => {
    setStarting(true)
    const result = await world.buildBrief()
    setStarting(false)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    feedback.say('Building the brief')
    onStarted()
  }
  return { build, starting }
}
