import { type Passage, passages } from '../../core/passages/passages.ts'
import { transcriptText } from '../../core/transcript/text.ts'
import { asAccount } from '../db/tenancy.ts'
import type { RunContext, RunOutcome } from '../runs/work.ts'
import {
  countWaiting,
  insertChannelPassages,
  lockWaitingVideo,
  setIndexed,
  type WaitingVideo,
} from './channel-store.ts'
import { removeChannelPassages, tidyIndex } from './postings.ts'

/** Passages of one statement. */
const BATCH = 256

/**
 * The `index` run: cuts the words of the own videos into passages and makes them findable. Only those whose words are
 * new or others than before, each in a transaction of its own: what is done stays done, however often it is taken up.
 */
export async function index({ database, accountId, signal, progress }: RunContext): Promise<RunOutcome> {
  const total = await asAccount(database, accountId, countWaiting)
  for (let done = 0; ; done++) {
    signal.throwIfAborted()
    const more = await asAccount(database, accountId, async tx => {
      const video = await lockWaitingVideo(tx)
      if (!video) return false
      await removeChannelPassages(tx, video.channelId, video.videoId)
      const { text } = transcriptText(video.transcript)
      for (const cut of batches(text, video)) await insertChannelPassages(tx, video, text, cut)
      await setIndexed(tx, video)
      return true
    })
    if (!more) break
    await progress({
      done: done + 1,
      total: Math.max(total, done + 1),
      label: `Made ${done + 1} of your videos findable`,
    })
  }
  return { resultId: null, save: tidyIndex }
}

function* batches(text: string, { transcript }: WaitingVideo): Generator<Passage[]> {
  let batch: Passage[] = []
  for (const passage of passages(text, { language: transcript.language, transcript })) {
    batch.push(passage)
    if (batch.length === BATCH) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
