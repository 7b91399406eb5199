import type { Steering, SteeringRule, VoiceVersion } from '../../core/contract/voice.ts'
import { steer } from '../../core/voice/steer.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { acceptedRules } from './learned-store.ts'
import { oneVersion } from './versions.ts'

/** Of the rules of a steering. */
const MOST_RULES = 12
const MOST_LEARNED = 6
const TEXT_CHARS = 400

/**
 * What a writer needs from the newest version of a voice, for a text about `topic` (null: about anything).
 * Rules that the creator accepted, as their edits show them, stand before those that were measured: at most twelve in all.
 * @throws ApiError `conflict` before the first measuring
 */
export async function steeringOf(
  database: Database,
  accountId: string,
  voiceId: string,
  topic: string | null,
): Promise<Steering> {
  return steeringBy(database, accountId, await oneVersion(database, accountId, voiceId), topic)
}

/** The same by a version that is read already. */
export async function steeringBy(
  database: Database,
  accountId: string,
  version: VoiceVersion,
  topic: string | null,
): Promise<Steering> {
  const { voiceId } = version
  const steering = steer(voiceId, version, topic || null)
  const accepted = await asAccount(database, accountId, tx => acceptedRules(tx, voiceId))
  const learned = accepted.slice(0, MOST_LEARNED).map(
    ({ id, text }): SteeringRule => ({
      id: `learned:${id}`,
      text: `${text.slice(0, TEXT_CHARS - 40)} (Learned from your edits.)`,
      examples: [],
    }),
  )
  return { ...steering, rules: [...learned, ...steering.rules].slice(0, MOST_RULES) }
}
