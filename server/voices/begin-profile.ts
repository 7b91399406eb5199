import type { Run } from '../../core/contract/run.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError } from '../http/problem.ts'
import { holdVoice, type VoicesDeps } from './voices.ts'

/**
 * Sets a measuring of the voice going, or gives back the one that is. The run's id is the client's: sent twice, it is
 * one run. The voice is locked while it is looked whether it is measured, so that two who ask at once get the same run.
 */
export async function beginProfile(
  { database, runs }: VoicesDeps,
  accountId: string,
  { voiceId, runId }: { voiceId: string; runId: string },
): Promise<Run> {
  const before = await runs.get(accountId, runId)
  return asAccount(database, accountId, async tx => {
    await holdVoice(tx, voiceId)
    if (before?.voiceId === voiceId) return before
    if (before)
      throw new ApiError('conflict', 'This id belongs to another run. Make a new one and ask again.')
    const going = await runs.ofVoice(tx, voiceId)
    return going ?? runs.create(tx, { id: runId, accountId, kind: 'profile', voiceId })
  })
}
