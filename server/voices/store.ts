import type { TransactionSql } from 'postgres'
import type { Voice, VoiceDraft } from '../../core/contract/voice.ts'

/** A voice as it is stored: what its run and its staleness add is told by others. */
export interface StoredVoice extends Omit<Voice, 'stale' | 'runId'> {
  /** Of what the newest measuring was made; see `basisOf`. */
  measuredOf: string | null
}

interface VoiceRow {
  id: string
  channel_id: string
  name: string
  kind: Voice['kind']
  language: string | null
  videos: Voice['videos']
  version: number
  readiness: Voice['readiness']
  measured_of: string | null
  created_at: Date
  updated_at: Date
}

/** Oldest first. No profile is read for it, however many voices there are. */
export async function selectVoices(tx: TransactionSql): Promise<StoredVoice[]> {
  const rows = await tx<VoiceRow[]>`${voices(tx)} order by voice.created_at, voice.id`
  return rows.map(toVoice)
}

export async function findVoice(tx: TransactionSql, id: string): Promise<StoredVoice | null> {
  const [row] = await tx<VoiceRow[]>`${voices(tx)} where voice.id = ${id}`
  return row ? toVoice(row) : null
}

/**
 * `findVoice` for who is about to add to it: everybody else who is waits until the transaction ends. The row is locked
 * first and read then, so that what is read is of after the waiting.
 */
export async function lockVoice(tx: TransactionSql, id: string): Promise<StoredVoice | null> {
  await tx`select 1 from voice where id = ${id} for no key update`
  return findVoice(tx, id)
}

const voices = (tx: TransactionSql) => tx`
  select voice.id, channel_id, name, kind, language, videos, voice.version, readiness, measured_of, created_at, updated_at
  from voice left join voice_version newest
    on newest.account_id = voice.account_id and newest.voice_id = voice.id and newest.version = voice.version`

/** Makes the voice, or changes what it is made of; the same again changes nothing. The channel must be there. */
export async function upsertVoice(
  tx: TransactionSql,
  accountId: string,
  id: string,
  { channelId, name, kind, language, videos }: VoiceDraft,
): Promise<void> {
  await tx`
    insert into voice (account_id, id, channel_id, name, kind, language, videos)
    values (${accountId}, ${id}, ${channelId}, ${name}, ${kind}, ${language}, ${tx.json(videos)})
    on conflict (account_id, id) do update
    set name = excluded.name, kind = excluded.kind, language = excluded.language, videos = excluded.videos,
        updated_at = clock_timestamp()
    where (voice.name, voice.kind, voice.language, voice.videos)
      is distinct from (excluded.name, excluded.kind, excluded.language, excluded.videos)`
}

export async function setMeasuredOf(tx: TransactionSql, id: string, measuredOf: string): Promise<void> {
  await tx`update voice set measured_of = ${measuredOf} where id = ${id}`
}

/** @returns false where there was none to delete. */
export async function removeVoice(tx: TransactionSql, id: string): Promise<boolean> {
  const rows = await tx`delete from voice where id = ${id} returning 1`
  return rows.length > 0
}

export async function voicesOfChannel(tx: TransactionSql, channelId: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`select id from voice where channel_id = ${channelId}`
  return rows.map(row => row.id)
}

const toVoice = (row: VoiceRow): StoredVoice => ({
  id: row.id,
  channelId: row.channel_id,
  name: row.name,
  kind: row.kind,
  language: row.language,
  videos: row.videos,
  readiness: row.readiness,
  version: row.version,
  measuredOf: row.measured_of,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})
