import type { Steering } from '../../core/contract/voice.ts'
import { steer } from '../../core/voice/steer.ts'
import type { Database } from '../db/database.ts'
import { oneVersion } from './versions.ts'

/**
 * What a writer needs from the newest version of a voice, for a text about `topic` (null: about anything).
 * @throws ApiError `conflict` before the first measuring
 */
export async function steeringOf(
  database: Database,
  accountId: string,
  voiceId: string,
  topic: string | null,
): Promise<Steering> {
  const newest = await oneVersion(database, accountId, voiceId)
  return steer(voiceId, newest, topic || null)
}
