import type { TransactionSql } from 'postgres'
import type { Voice, VoiceDetail, VoiceDraft } from '../../core/contract/voice.ts'
import { lockChannel, selectHashes } from '../channels/channels.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError, notFound } from '../http/problem.ts'
import type { Runs } from '../runs/runs.ts'
import { basisOf } from './basis.ts'
import {
  findVoice,
  lockVoice,
  removeVoice,
  type StoredVoice,
  selectVoices,
  upsertVoice,
  voicesOfChannel,
} from './store.ts'
import { findVersion } from './versions-store.ts'

export interface VoicesDeps {
  database: Database
  runs: Runs
}

/** All of the account's voices, oldest first, without their profiles. */
export async function listVoices({ database, runs }: VoicesDeps, accountId: string): Promise<Voice[]> {
  return asAccount(database, accountId, async tx => {
    const stored = await selectVoices(tx)
    const measured = await runs.ofVoices(tx)
    const voices: Voice[] = []
    for (const [channelId, ofChannel] of Map.groupBy(stored, voice => voice.channelId)) {
      const videoIds = new Set(ofChannel.flatMap(voice => voice.videos.map(video => video.videoId)))
      const hashes = await selectHashes(tx, channelId, [...videoIds])
      for (const voice of ofChannel) voices.push(present(voice, hashes, measured.get(voice.id) ?? null))
    }
    const order = new Map(stored.map(({ id }, place) => [id, place]))
    return voices.sort((a, b) => order.get(a.id)! - order.get(b.id)!)
  })
}

/** The voice with its newest version. */
export async function voiceDetail(
  { database, runs }: VoicesDeps,
  accountId: string,
  id: string,
): Promise<VoiceDetail> {
  return asAccount(database, accountId, tx => detail(tx, runs, id))
}

/** `voiceDetail` within a transaction. */
export async function detail(tx: TransactionSql, runs: Runs, id: string): Promise<VoiceDetail> {
  const voice = await presentVoice(tx, runs, id)
  const newest = voice.version === 0 ? null : await findVersion(tx, id, voice.version)
  if (!newest) return { voice, current: null }
  const { profileVersion: _, ...current } = newest
  return { voice, current }
}

/** Makes the voice or changes what it is made of; the same again changes nothing. Its profile stays, and may be stale. */
export async function saveVoice(
  { database, runs }: VoicesDeps,
  accountId: string,
  id: string,
  draft: VoiceDraft,
): Promise<Voice> {
  eachVideoOnce(draft, 'videos')
  return asAccount(database, accountId, async tx => {
    const before = await lockVoice(tx, id)
    if (!before && !(await lockChannel(tx, draft.channelId))) throw notFound('channel')
    if (before) sameChannel(before, draft)
    await upsertVoice(tx, accountId, id, draft)
    return presentVoice(tx, runs, id)
  })
}

/** Throws `not_found` alike where the voice never was, was deleted or is somebody else's. */
export async function holdVoice(tx: TransactionSql, id: string): Promise<StoredVoice> {
  const voice = await lockVoice(tx, id)
  if (!voice) throw notFound('voice')
  return voice
}

/** Throws `not_found` alike where the voice never was, was deleted or is somebody else's. */
export async function requireVoice(tx: TransactionSql, id: string): Promise<StoredVoice> {
  const voice = await findVoice(tx, id)
  if (!voice) throw notFound('voice')
  return voice
}

/** What a voice is made of, where it is there. */
export async function voiceVideos(
  tx: TransactionSql,
  id: string,
): Promise<Pick<Voice, 'channelId' | 'videos'> | null> {
  const voice = await findVoice(tx, id)
  return voice && { channelId: voice.channelId, videos: voice.videos }
}

/** Takes the voice away with all its versions, and stops measuring it. */
export async function deleteVoice(
  { database, runs }: VoicesDeps,
  accountId: string,
  id: string,
): Promise<void> {
  await asAccount(database, accountId, async tx => {
    // The run before the voice, as the end of a run has it: the other way round each would wait for the other.
    await runs.cancelForVoice(tx, id, 'The voice was deleted while it was measured.')
    if (!(await removeVoice(tx, id))) throw notFound('voice')
  })
}

/** For a channel that is forgotten, in its transaction: nothing of its voices goes on. They go with the channel. */
export async function stopVoicesOf(tx: TransactionSql, runs: Runs, channelId: string): Promise<void> {
  for (const id of await voicesOfChannel(tx, channelId))
    await runs.cancelForVoice(tx, id, 'The channel was forgotten while this voice was measured.')
}

export function sameChannel(before: StoredVoice, { channelId }: VoiceDraft): void {
  if (before.channelId !== channelId)
    throw new ApiError(
      'conflict',
      'A voice stays with the channel that it was made of. Make a new voice for the other channel.',
    )
}

/** A video chosen twice could be cut in two ways. */
export function eachVideoOnce({ videos }: VoiceDraft, path: string): void {
  if (new Set(videos.map(video => video.videoId)).size === videos.length) return
  const message = 'A video is there twice. Choose each video once, with all its cuts.'
  throw new ApiError('invalid_request', message, { fields: [{ path, message }] })
}

async function presentVoice(tx: TransactionSql, runs: Runs, id: string): Promise<Voice> {
  const voice = await findVoice(tx, id)
  if (!voice) throw notFound('voice')
  const hashes = await selectHashes(
    tx,
    voice.channelId,
    voice.videos.map(video => video.videoId),
  )
  return present(voice, hashes, (await runs.ofVoice(tx, id))?.id ?? null)
}

function present(
  { measuredOf, ...voice }: StoredVoice,
  hashes: ReadonlyMap<string, string>,
  runId: string | null,
): Voice {
  return { ...voice, stale: measuredOf !== null && measuredOf !== basisOf(voice, hashes), runId }
}
