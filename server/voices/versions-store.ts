import type { TransactionSql } from 'postgres'
import type { VoiceVersion, VoiceVersionLine } from '../../core/contract/voice.ts'

/** A version that is to be added. Its profile is measured or imported anew, or that of an older version. */
export interface NewVersion extends Pick<VoiceVersion, 'cause' | 'says' | 'readiness' | 'edits'> {
  profile: VoiceVersion['profile'] | { of: number }
}

export interface StoredVersion extends VoiceVersion {
  /** The version that holds its profile. */
  profileVersion: number
}

interface LineRow {
  voice_id: string
  version: number
  at: Date
  cause: VoiceVersionLine['cause']
  says: string
  readiness: VoiceVersionLine['readiness']
}

/** Newest first, without their profiles. */
export async function selectVersions(tx: TransactionSql, voiceId: string): Promise<VoiceVersionLine[]> {
  const rows = await tx<LineRow[]>`
    select voice_id, version, at, cause, says, readiness from voice_version
    where voice_id = ${voiceId} order by version desc`
  return rows.map(toLine)
}

export async function findVersion(
  tx: TransactionSql,
  voiceId: string,
  version: number,
): Promise<StoredVersion | null> {
  type Row = LineRow & Pick<VoiceVersion, 'profile' | 'edits'> & { profile_version: number }
  const [row] = await tx<Row[]>`
    select v.voice_id, v.version, v.at, v.cause, v.says, v.readiness, v.edits, v.profile_version, holder.profile
    from voice_version v join voice_version holder
      on holder.account_id = v.account_id and holder.voice_id = v.voice_id and holder.version = v.profile_version
    where v.voice_id = ${voiceId} and v.version = ${version}`
  if (!row) return null
  return { ...toLine(row), profile: row.profile, edits: row.edits, profileVersion: row.profile_version }
}

/** Adds the next version and makes it the newest. The voice must be locked: its versions are counted. */
export async function insertVersion(
  tx: TransactionSql,
  accountId: string,
  voiceId: string,
  { cause, says, readiness, edits, profile }: NewVersion,
): Promise<number> {
  const [row] = await tx<{ version: number }[]>`
    update voice set version = version + 1, updated_at = clock_timestamp()
    where id = ${voiceId} returning version`
  const version = row!.version
  const [own, holder] = 'of' in profile ? [null, profile.of] : [tx.json(profile), version]
  await tx`
    insert into voice_version (account_id, voice_id, version, cause, says, readiness, profile, profile_version, edits)
    values (${accountId}, ${voiceId}, ${version}, ${cause}, ${says}, ${readiness}, ${own}, ${holder}, ${tx.json(edits)})`
  return version
}

const toLine = (row: LineRow): VoiceVersionLine => ({
  voiceId: row.voice_id,
  version: row.version,
  at: row.at.toISOString(),
  cause: row.cause,
  says: row.says,
  readiness: row.readiness,
})
