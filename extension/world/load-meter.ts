import type { VoiceVersion } from '../../core/contract/voice.ts'
import type { AskedMeter } from '../meter/ask-meter.ts'

/** The meter's worker with the shipped background, a file that nothing else loads. */
export async function loadMeter(version: VoiceVersion): Promise<AskedMeter> {
  const { meterIn } = await import('../meter/ask-meter.ts')
  return meterIn(new Worker('/read-voice.js'), version)
}
