import type { Plan } from '../../core/contract/decision.ts'
import { paceOfVoice, type SpeakingPace, usualPace } from '../../core/script/timing.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError } from '../http/problem.ts'
import { oneVersion } from '../voices/versions.ts'
import { requireVoice } from '../voices/voices.ts'

export interface Speaking {
  pace: SpeakingPace
  /** BCP 47, as the voice is set; null where it is not, or there is none. */
  language: string | null
  sponsorSeconds: number | null
  /** Why the pace is not the creator's own, as a sentence; null where it is. */
  note: string | null
}

/** How fast the voice of a plan speaks, as far as it was measured. */
export async function speakingOf(
  database: Database,
  accountId: string,
  { voiceId }: Plan,
): Promise<Speaking> {
  const unknown = { pace: usualPace, language: null, sponsorSeconds: null }
  const usual = `a usual pace of ${usualPace.speech} words a minute is reckoned with`
  if (!voiceId) return { ...unknown, note: `No voice is chosen for this video: ${usual}.` }
  try {
    const { language, videos } = await asAccount(database, accountId, tx => requireVoice(tx, voiceId))
    const reads = videos
      .map(({ cuts }) => cuts.filter(({ why }) => why === 'sponsor'))
      .filter(cuts => cuts.length > 0)
      .map(cuts => cuts.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) / 1_000)
    const sponsorSeconds =
      reads.length > 0 ? Math.round(reads.reduce((sum, each) => sum + each, 0) / reads.length) : null
    const own = { ...unknown, language, sponsorSeconds }
    const { profile } = await oneVersion(database, accountId, voiceId).catch(notMeasured)
    if (!profile) return { ...own, note: `The voice of this video was not measured yet: ${usual}.` }
    const pace = paceOfVoice(profile)
    return pace.from === 'measured'
      ? { ...own, pace, note: null }
      : { ...own, note: `The voice of this video has too little to tell its pace: ${usual}.` }
  } catch (error) {
    // It was deleted while this was read.
    if (error instanceof ApiError) return { ...unknown, note: `The voice of this video is gone: ${usual}.` }
    throw error
  }
}

function notMeasured(error: unknown): { profile: null } {
  if (error instanceof ApiError && error.code === 'conflict') return { profile: null }
  throw error
}
