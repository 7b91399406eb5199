import type { VoiceVersion } from '../../core/contract/voice.ts'
import type { OpenMeter } from '../panel/voice/voice-world.ts'

/** The meter's code and the shipped background, each a chunk of its own that nothing else loads. */
export async function loadMeter(): Promise<(version: VoiceVersion) => OpenMeter> {
  throw new Error('The meter is not in this build yet.')
}
