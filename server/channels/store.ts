import type { TransactionSql } from 'postgres'
import type {
  Channel,
  ChannelListing,
  ChannelTranscript,
  ChannelVideo,
  ChannelVideoDetail,
  ChannelVideoState,
} from '../../core/contract/channel.ts'
import type { Transcript } from '../../core/contract/transcript.ts'

interface ChannelRow {
  id: string
  title: string
  handle: string | null
  url: string
  listed_at: Date
  complete: boolean
  video: number
  short: number
  live: number
  transcripts: number
  words: string
}
interface VideoRow {
  video_id: string
  title: string
  kind: ChannelVideo['kind']
  published: Date | null
  exact: boolean
  duration_ms: string | null
  views: string | null
  outcome: ChannelVideoState['outcome']
  receipt: ChannelVideoState['receipt']
  fetched_at: Date | null
}

/** What is known of one video's words. */
export interface VideoWords {
  title: string
  /** ISO 8601. */
  published: string | null
  outcome: ChannelVideoState['outcome']
  /** null until its words are here, as `contentHash` is. */
  transcript: Transcript | null
  contentHash: string | null
}

/** Oldest first: the order in which the creator brought them in. */
export async function selectChannels(tx: TransactionSql): Promise<Channel[]> {
  const rows = await tx<ChannelRow[]>`${counted(tx)} order by channel.created_at, channel.id`
  return rows.map(toChannel)
}

export async function findChannel(tx: TransactionSql, id: string): Promise<Channel | null> {
  const [row] = await tx<ChannelRow[]>`select * from (${counted(tx)}) as counted where id = ${id}`
  return row ? toChannel(row) : null
}

const counted = (tx: TransactionSql) => tx`
  select channel.id, channel.title, handle, url, listed_at, complete, of_it.*
  from channel cross join lateral (
    select count(*) filter (where kind = 'video')::int as video,
           count(*) filter (where kind = 'short')::int as short,
           count(*) filter (where kind = 'live')::int as live,
           count(transcript)::int as transcripts,
           coalesce(sum(words), 0) as words
    from channel_video v where v.account_id = channel.account_id and v.channel_id = channel.id
  ) as of_it`

/**
 * Stores what a list says of the channel itself and locks it until the transaction ends.
 * @returns false where a newer list is stored already
 */
export async function upsertChannel(
  tx: TransactionSql,
  accountId: string,
  listing: Omit<ChannelListing, 'videos'>,
): Promise<boolean> {
  const { id, title, handle, url, listedAt, complete } = listing
  const rows = await tx`
    insert into channel (account_id, id, title, handle, url, listed_at, complete)
    values (${accountId}, ${id}, ${title}, ${handle}, ${url}, ${listedAt}, ${complete})
    on conflict (account_id, id) do update
    set title = excluded.title, handle = excluded.handle, url = excluded.url,
        listed_at = excluded.listed_at, complete = excluded.complete
    where channel.listed_at <= excluded.listed_at
    returning 1`
  return rows.length > 0
}

/**
 * Puts the videos of a list in their order. What is known of their words stays, and so does a date or a length that
 * was known better before.
 */
export async function upsertVideos(
  tx: TransactionSql,
  accountId: string,
  { id: channelId, listedAt }: Pick<ChannelListing, 'id' | 'listedAt'>,
  videos: ChannelVideo[],
): Promise<void> {
  const of = <Key extends keyof ChannelVideo>(key: Key) => videos.map(video => video[key])
  await tx`
    insert into channel_video
      (account_id, channel_id, video_id, ord, listed_at, title, kind, published, exact, duration_ms, views)
    select ${accountId}, ${channelId}, video_id, ord - 1, ${listedAt}::timestamptz, title, kind, published, exact = 1, duration_ms, views
    from unnest(
      ${of('videoId')}::text[], ${of('title')}::text[], ${of('kind')}::text[], ${of('published')}::timestamptz[],
      ${of('exact').map(Number)}::int[], ${of('durationMs')}::bigint[], ${of('views')}::bigint[]
    ) with ordinality as listed (video_id, title, kind, published, exact, duration_ms, views, ord)
    on conflict (account_id, channel_id, video_id) do update
    set ord = excluded.ord, listed_at = excluded.listed_at, title = excluded.title, kind = excluded.kind,
        published = case when excluded.published is null or channel_video.exact and not excluded.exact
          then channel_video.published else excluded.published end,
        exact = excluded.exact or channel_video.exact,
        duration_ms = coalesce(excluded.duration_ms, channel_video.duration_ms),
        views = coalesce(excluded.views, channel_video.views)`
}

/** Videos that a whole list does not have any more go; those whose words are here never do. */
export async function deleteUnlisted(tx: TransactionSql, channelId: string, listedAt: string): Promise<void> {
  await tx`
    delete from channel_video
    where channel_id = ${channelId} and listed_at < ${listedAt} and transcript is null`
}

/**
 * What the list does not have stands after the `listed` videos that it has, in the order in which it stood. In two
 * steps, because a join of a table that was just filled with itself is planned as if it were empty.
 */
export async function orderUnlisted(
  tx: TransactionSql,
  channelId: string,
  listedAt: string,
  listed: number,
): Promise<void> {
  const unlisted = await tx<{ id: string }[]>`
    select video_id as id from channel_video
    where channel_id = ${channelId} and listed_at < ${listedAt} order by ord, video_id`
  if (unlisted.length === 0) return
  await tx`
    update channel_video set ord = ${listed} + unlisted.place - 1
    from unnest(${unlisted.map(({ id }) => id)}::text[]) with ordinality as unlisted (id, place)
    where channel_id = ${channelId} and video_id = unlisted.id`
}

/** In the list's order. */
export async function selectVideos(tx: TransactionSql, channelId: string): Promise<ChannelVideoState[]> {
  const rows = await tx<VideoRow[]>`
    select ${columns(tx)} from channel_video where channel_id = ${channelId} order by ord, video_id`
  return rows.map(toVideo)
}

export async function findVideo(
  tx: TransactionSql,
  channelId: string,
  videoId: string,
): Promise<ChannelVideoDetail | null> {
  const [row] = await tx<(VideoRow & Pick<ChannelVideoDetail, 'transcript' | 'chapters'>)[]>`
    select ${columns(tx)}, transcript, chapters from channel_video
    where channel_id = ${channelId} and video_id = ${videoId}`
  return row ? { video: toVideo(row), transcript: row.transcript, chapters: row.chapters } : null
}

const columns = (tx: TransactionSql) => tx`
  video_id, title, kind, published, exact, duration_ms, views, outcome, receipt, fetched_at`

/** null where the channel does not have the video. */
export async function findWords(
  tx: TransactionSql,
  channelId: string,
  videoId: string,
): Promise<VideoWords | null> {
  const [row] = await tx<(Omit<VideoWords, 'published'> & { published: Date | null })[]>`
    select title, published, outcome, transcript, content_hash as "contentHash" from channel_video
    where channel_id = ${channelId} and video_id = ${videoId}`
  return row ? { ...row, published: row.published?.toISOString() ?? null } : null
}

/** The hash of the words of each of these videos that has some, by video. */
export async function selectHashes(
  tx: TransactionSql,
  channelId: string,
  videoIds: string[],
): Promise<Map<string, string>> {
  const rows = await tx<{ id: string; hash: string }[]>`
    select video_id as id, content_hash as hash from channel_video
    where channel_id = ${channelId} and video_id = any(${videoIds}::text[]) and content_hash is not null`
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}

/** Whether the channel is there; it cannot be deleted until the transaction ends. */
export async function lockChannel(tx: TransactionSql, id: string): Promise<boolean> {
  const rows = await tx`select 1 from channel where id = ${id} for key share`
  return rows.length > 0
}

/**
 * Stores what came of fetching a video's words, unless something newer is stored, or words are and none came now.
 * @param words how many the transcript has
 */
export async function setTranscript(
  tx: TransactionSql,
  channelId: string,
  videoId: string,
  { outcome, receipt, transcript, chapters, fetchedAt, contentHash }: ChannelTranscript,
  words: number,
): Promise<void> {
  await tx`
    update channel_video
    set outcome = ${outcome}, receipt = ${tx.json(receipt)}, transcript = ${transcript && tx.json(transcript)},
        chapters = ${tx.json(chapters)}, content_hash = ${contentHash}, words = ${words},
        fetched_at = ${fetchedAt}
    where channel_id = ${channelId} and video_id = ${videoId}
      and (fetched_at is null or fetched_at < ${fetchedAt})
      and (${transcript !== null} or transcript is null)`
}

/** @returns false where there was none to delete. */
export async function removeChannel(tx: TransactionSql, id: string): Promise<boolean> {
  const rows = await tx`delete from channel where id = ${id} returning 1`
  return rows.length > 0
}

const toChannel = (row: ChannelRow): Channel => ({
  id: row.id,
  title: row.title,
  handle: row.handle,
  url: row.url,
  listedAt: row.listed_at.toISOString(),
  complete: row.complete,
  counts: { video: row.video, short: row.short, live: row.live },
  transcripts: row.transcripts,
  words: Number(row.words),
})

const toVideo = (row: VideoRow): ChannelVideoState => ({
  videoId: row.video_id,
  title: row.title,
  kind: row.kind,
  published: row.published?.toISOString() ?? null,
  exact: row.exact,
  durationMs: row.duration_ms === null ? null : Number(row.duration_ms),
  views: row.views === null ? null : Number(row.views),
  outcome: row.outcome,
  receipt: row.receipt,
  fetchedAt: row.fetched_at?.toISOString() ?? null,
})
