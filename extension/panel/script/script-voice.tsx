import type { VoiceVersion } from '../../../core/contract/voice.ts'
import { usePanel } from '../panel-context.ts'
import type { World } from '../world.ts'
import { useShared } from '../writing.tsx'
import type { ScriptWorld } from './script-world.ts'

/** The voice that a script is held against: the creator's; in somebody else's project the one that it is planned for. */
export function scriptVoice(world: World, script: Pick<ScriptWorld, 'planned'>): VoiceVersion | null {
  const { projects, projectId } = world.work.value
  const isShared = projects.some(({ id, shared }) => id === projectId && shared !== undefined)
  return isShared ? script.planned.value : (world.voice.open.value?.detail?.current ?? null)
}

export const useScriptVoice = (script: Pick<ScriptWorld, 'planned'>): VoiceVersion | null =>
  scriptVoice(usePanel().world, script)

/** Whom the meter means by “you”, where it is not who reads. */
export function WhoIsYou() {
  const shared = useShared()
  return (
    shared && (
      <p class="verdict__limit">“You” is {shared.owner} here: the project is written in a voice of theirs.</p>
    )
  )
}
