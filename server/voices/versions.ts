import { isDeepStrictEqual } from 'node:util'
import type { TransactionSql } from 'postgres'
import type { VoiceEdit, VoiceEdits, VoiceVersion, VoiceVersionLine } from '../../core/contract/voice.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError, notFound } from '../http/problem.ts'
import { findVoice, type StoredVoice } from './store.ts'
import {
  findVersion,
  insertVersion,
  type NewVersion,
  type StoredVersion,
  selectVersions,
} from './versions-store.ts'
import { holdVoice } from './voices.ts'

/** Newest first, without their profiles. */
export async function listVersions(
  database: Database,
  accountId: string,
  voiceId: string,
): Promise<VoiceVersionLine[]> {
  return asAccount(database, accountId, async tx => {
    if (!(await findVoice(tx, voiceId))) throw notFound('voice')
    return selectVersions(tx, voiceId)
  })
}

/** One version; the newest where no number is given. */
export async function oneVersion(
  database: Database,
  accountId: string,
  voiceId: string,
  version?: number,
): Promise<VoiceVersion> {
  return asAccount(database, accountId, async tx => {
    const voice = await findVoice(tx, voiceId)
    if (!voice) throw notFound('voice')
    if (version !== undefined) return shown(await requireVersion(tx, voiceId, version))
    return shown(await newestVersion(tx, voice))
  })
}

/** A voice as it was measured last; null where it never was, or is there no more. */
export async function measuredVersion(
  database: Database,
  accountId: string,
  voiceId: string,
): Promise<VoiceVersion | null> {
  try {
    return await oneVersion(database, accountId, voiceId)
  } catch (error) {
    if (error instanceof ApiError && (error.code === 'not_found' || error.code === 'conflict')) return null
    throw error
  }
}

/**
 * Keeps what the creator says of the newest version as a version of its own. Sent twice it is one.
 * @throws ApiError `conflict` where `base` is not the newest any more
 */
export async function editVoice(
  database: Database,
  accountId: string,
  voiceId: string,
  { base, edits, says }: VoiceEdits,
): Promise<VoiceVersion> {
  eachEditOnce(edits, 'edits')
  return asAccount(database, accountId, async tx => {
    const voice = await holdVoice(tx, voiceId)
    const newest = await newestVersion(tx, voice)
    const sentBefore =
      base === newest.version - 1 && newest.cause === 'edited' && isDeepStrictEqual(newest.edits, edits)
    if (sentBefore) return shown(newest)
    if (base !== newest.version)
      throw new ApiError(
        'conflict',
        'This voice has changed since you opened it: it was measured or edited elsewhere. Load it again, then make your change.',
      )
    const profile = { of: newest.profileVersion }
    return add(tx, accountId, voice, { cause: 'edited', says, readiness: newest.readiness, profile, edits })
  })
}

/** Makes an older version the newest again: its profile and edits as a new version. The newest itself stays as it is. */
export async function restoreVersion(
  database: Database,
  accountId: string,
  voiceId: string,
  version: number,
): Promise<VoiceVersion> {
  return asAccount(database, accountId, async tx => {
    const voice = await holdVoice(tx, voiceId)
    const old = await requireVersion(tx, voiceId, version)
    const newest = await newestVersion(tx, voice)
    if (newest.profileVersion === old.profileVersion && isDeepStrictEqual(newest.edits, old.edits))
      return shown(newest)
    return add(tx, accountId, voice, {
      cause: 'restored',
      says: `Restored version ${version}`,
      readiness: old.readiness,
      profile: { of: old.profileVersion },
      edits: old.edits,
    })
  })
}

/** The newest version of a voice that has one. */
export async function newestVersion(tx: TransactionSql, voice: StoredVoice): Promise<StoredVersion> {
  const newest = voice.version === 0 ? null : await findVersion(tx, voice.id, voice.version)
  if (!newest)
    throw new ApiError('conflict', 'This voice has not been measured yet. Measure it first, then ask again.')
  return newest
}

/** What an edit is of could be said in two ways. */
export function eachEditOnce(edits: VoiceEdit[], path: string): void {
  if (new Set(edits.map(edit => edit.id)).size === edits.length) return
  const message = 'Something is edited twice. Send one edit for each trait, phrase or habit.'
  throw new ApiError('invalid_request', message, { fields: [{ path, message }] })
}

async function requireVersion(tx: TransactionSql, voiceId: string, version: number): Promise<StoredVersion> {
  const found = await findVersion(tx, voiceId, version)
  if (!found) throw notFound('version')
  return found
}

async function add(
  tx: TransactionSql,
  accountId: string,
  voice: StoredVoice,
  version: NewVersion,
): Promise<VoiceVersion> {
  return shown(await requireVersion(tx, voice.id, await insertVersion(tx, accountId, voice.id, version)))
}

const shown = ({ profileVersion: _, ...version }: StoredVersion): VoiceVersion => version
