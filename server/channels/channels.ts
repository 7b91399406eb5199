import type { TransactionSql } from 'postgres'
import type {
  Channel,
  ChannelListing,
  ChannelTranscript,
  ChannelVideo,
  ChannelVideoState,
} from '../../core/contract/channel.ts'
import { limits } from '../../core/contract/limits.ts'
import { contentHash } from '../../core/evidence/content.ts'
import { transcriptText } from '../../core/transcript/text.ts'
import { countWords } from '../../core/transcript/words.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError, notFound } from '../http/problem.ts'
import { isOfThisCentury, storableTime } from '../http/storable.ts'
import {
  deleteUnlisted,
  findChannel,
  findVideo,
  orderUnlisted,
  removeChannel,
  setTranscript,
  upsertChannel,
  upsertVideos,
} from './store.ts'

/**
 * Stores a channel's list, new or again. Words that were fetched stay with their videos, even where the list does not
 * have them any more; a list that broke off takes nothing away, and one that is older than what is stored changes
 * nothing.
 */
export async function saveListing(
  database: Database,
  accountId: string,
  { videos, ...channel }: ChannelListing,
): Promise<Channel> {
  storableTime('listedAt', channel.listedAt)
  const listed = eachOnce(videos)
  return asAccount(database, accountId, async tx => {
    if (await upsertChannel(tx, accountId, channel)) {
      await upsertVideos(tx, accountId, channel, listed)
      if (channel.complete) await deleteUnlisted(tx, channel.id, channel.listedAt)
      await orderUnlisted(tx, channel.id, channel.listedAt, listed.length)
    }
    return requireChannel(tx, channel.id)
  })
}

/** A stream stands in two of a channel's tabs; a date that no video can have is none. */
function eachOnce(videos: ChannelVideo[]): ChannelVideo[] {
  const once = new Map<string, ChannelVideo>()
  for (const video of videos) {
    if (once.has(video.videoId)) continue
    const dated = video.published !== null && isOfThisCentury(video.published)
    once.set(video.videoId, dated ? video : { ...video, published: null, exact: false })
  }
  return [...once.values()]
}

/** What other features do where words of a channel came or changed, in the same transaction. */
export type HearWords = (tx: TransactionSql, accountId: string) => Promise<void>

/** Stores what came of fetching the words of a video of a stored list. */
export async function saveTranscript(
  { database, heard }: { database: Database; heard: HearWords },
  accountId: string,
  channelId: string,
  videoId: string,
  fetched: ChannelTranscript,
): Promise<ChannelVideoState> {
  storableTime('fetchedAt', fetched.fetchedAt)
  const words = await verifiedWords(fetched)
  return asAccount(database, accountId, async tx => {
    await requireChannel(tx, channelId)
    await setTranscript(tx, channelId, videoId, fetched, words)
    const found = await findVideo(tx, channelId, videoId)
    if (!found) throw notFound('video')
    if (fetched.transcript) await heard(tx, accountId)
    return found.video
  })
}

/** How many words came, after it was checked that they are the ones that were hashed. */
async function verifiedWords({ outcome, transcript, contentHash: hash }: ChannelTranscript): Promise<number> {
  if (transcript === null) {
    if (outcome === 'ok') refuse('transcript', 'The outcome says that the words came, but there are none.')
    if (hash !== null) refuse('contentHash', 'There are no words that this could be the hash of: send null.')
    return 0
  }
  const { text } = transcriptText(transcript)
  if (text.length > limits.textChars)
    refuse('transcript', `A transcript may have ${limits.textChars} characters.`)
  if ((await contentHash(text)) !== hash)
    throw new ApiError(
      'content_hash_mismatch',
      'The words that arrived are not the words that were hashed: they were changed or cut on their way. Fetch them again.',
    )
  return countWords(text)
}

// For who measures the words: what stands of one video, and which words stand of many.
export {
  findWords,
  lockChannel,
  selectChannels as listChannels,
  selectHashes,
  type VideoWords,
} from './store.ts'

/** What other features keep of a channel, and take away with it in the same transaction. */
export type EmptyChannel = (tx: TransactionSql, channelId: string) => Promise<void>

/** Forgets a channel with the words of its videos and all that was made of them. */
export async function deleteChannel(tx: TransactionSql, id: string, empty: EmptyChannel): Promise<void> {
  await empty(tx, id)
  if (!(await removeChannel(tx, id))) throw notFound('channel')
}

export async function requireChannel(tx: TransactionSql, id: string): Promise<Channel> {
  const channel = await findChannel(tx, id)
  if (!channel) throw notFound('channel')
  return channel
}

function refuse(path: string, message: string): never {
  throw new ApiError('invalid_request', message, { fields: [{ path, message }] })
}
