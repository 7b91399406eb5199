import type { Sql, TransactionSql } from 'postgres'
import type { Transcript } from '../../core/contract/transcript.ts'
import type { Passage } from '../../core/passages/passages.ts'
import { searchText } from '../../core/passages/search-text.ts'
import { searchConfiguration } from '../sources/search-language.ts'
import { addPostings, takeNumbers } from './postings.ts'

/** A video whose words are here and whose passages are not, or are of other words. */
export interface WaitingVideo {
  channelId: string
  videoId: string
  title: string
  transcript: Transcript
  contentHash: string
}

const waiting = (sql: Sql | TransactionSql) =>
  sql`content_hash is not null and indexed_hash is distinct from content_hash`

/** Locks one of them for this transaction, with its channel, so that neither goes meanwhile; null: all are cut. */
export async function lockWaitingVideo(tx: TransactionSql): Promise<WaitingVideo | null> {
  const [video] = await tx<WaitingVideo[]>`
    select channel_id as "channelId", video_id as "videoId", channel_video.title, transcript,
           content_hash as "contentHash"
    from channel_video join channel on channel.account_id = channel_video.account_id and channel.id = channel_id
    where ${waiting(tx)} and transcript is not null
    order by channel_id, ord, video_id limit 1 for key share of channel for update of channel_video`
  return video ?? null
}

/** How many there are. */
export async function countWaiting(tx: TransactionSql): Promise<number> {
  const [row] = await tx<{ waiting: number }[]>`
    select count(*)::int as waiting from channel_video where ${waiting(tx)} and transcript is not null`
  return row!.waiting
}

export async function setIndexed(
  tx: TransactionSql,
  { channelId, videoId, contentHash }: WaitingVideo,
): Promise<void> {
  await tx`
    update channel_video set indexed_hash = ${contentHash}
    where channel_id = ${channelId} and video_id = ${videoId}`
}

/** Stores passages of a video and makes them findable: by their own words and by those of its title. */
export async function insertChannelPassages(
  tx: TransactionSql,
  { channelId, videoId, title, transcript }: WaitingVideo,
  text: string,
  cut: Passage[],
): Promise<void> {
  const configuration = searchConfiguration(transcript.language)
  const numbers = await takeNumbers(tx, { of: { channelId }, configuration }, cut.length)
  const of = <Key extends keyof Passage>(key: Key) => cut.map(passage => passage[key])
  const bodies = cut.map(({ start, end }) => text.slice(start, end))
  await tx`
    insert into channel_passage (account_id, channel_id, video_id, ord, body, start_char, end_char, start_ms, end_ms,
      no, lexemes)
    select current_account(), ${channelId}, ${videoId}, ord, body, start_char, end_char, start_ms, end_ms, no,
           to_tsvector(${configuration}::regconfig, words)
    from unnest(
      ${of('ord')}::int[], ${bodies}::text[], ${of('start')}::int[], ${of('end')}::int[], ${of('startMs')}::int[],
      ${of('endMs')}::int[], ${numbers}::int[], ${bodies.map(body => searchText(`${title}\n${body}`))}::text[]
    ) as cut (ord, body, start_char, end_char, start_ms, end_ms, no, words)`
  await addPostings(tx, 'channel_passage', numbers)
}

/**
 * Whether a run that makes them findable still waits to begin. It is held from beginning until this transaction ends,
 * so that it sees what is committed here: one that runs already may have looked before.
 */
export async function holdQueuedIndex(tx: TransactionSql): Promise<boolean> {
  const rows = await tx`select 1 from run where kind = 'index' and state = 'queued' limit 1 for update`
  return rows.length > 0
}

/**
 * Whether no run works on them, nor will: known for sure until this transaction ends, because of workers that start
 * together each has found the same accounts.
 */
export async function holdForgotten(tx: TransactionSql): Promise<boolean> {
  await tx`select pg_advisory_xact_lock(hashtextextended(current_account()::text, 15))`
  const rows = await tx`select 1 from run where kind = 'index' and state in ('queued', 'running') limit 1`
  return rows.length === 0
}

/** Accounts with such videos that nothing works on: as the owner, whom row-level security does not bind. */
export async function selectForgotten(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct account_id as id from channel_video
    where ${waiting(sql)} and transcript is not null and not exists (
      select from run where run.account_id = channel_video.account_id and run.kind = 'index'
        and run.state in ('queued', 'running'))`
  return rows.map(({ id }) => id)
}
