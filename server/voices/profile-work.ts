import type { Logger } from 'pino'
import type { TransactionSql } from 'postgres'
import type { VoiceProfile } from '../../core/contract/voice-profile.ts'
import type { VideoInput } from '../../core/voice/video-input.ts'
import type { VideoMeasure } from '../../core/voice/video-measure.ts'
import { findWords } from '../channels/channels.ts'
import { asAccount } from '../db/tenancy.ts'
import { type RunContext, RunFailure, type RunOutcome, type RunWork } from '../runs/work.ts'
import { basisOf, cutsHash } from './basis.ts'
import { carryEdits } from './carry-edits.ts'
import { whyWithoutWords } from './left-out.ts'
import { type Measuring, NotMeasured } from './measuring.ts'
import { findVoice, lockVoice, type StoredVoice, setMeasuredOf } from './store.ts'
import { findVersion, insertVersion } from './versions-store.ts'

export interface ProfileWorkDeps {
  /** Opened for one attempt, and closed at its end. */
  openMeasuring: (signal: AbortSignal) => Measuring
  clock: () => Date
  /** Hears of a video that could not be measured, and why. */
  log: Pick<Logger, 'error'>
}

/**
 * The `profile` run: reads the voice's videos one after the other, each in a step of its own, and puts their measures
 * together into a new version. An attempt that was killed is gone on with at the video where it died; words or cuts
 * that changed meanwhile are measured anew.
 */
export function profileWork({ openMeasuring, clock, log }: ProfileWorkDeps): RunWork {
  return async (context): Promise<RunOutcome> => {
    const voice = await chosenVoice(context)
    const measuring = openMeasuring(context.signal)
    try {
      const { measures, hashes, leftOut } = await readVideos(context, voice, measuring, log)
      if (hashes.size === 0) throw NO_WORDS
      if (measures.length === 0) throw NOTHING_MEASURED
      const total = voice.videos.length
      await context.progress({ done: total, total, label: 'Putting the profile together' })
      const { language } = voice
      const profile = await measuring.profile(measures, { language, leftOut, now: clock().toISOString() })
      return { resultId: null, save: tx => saveProfile(tx, context, voice, profile, basisOf(voice, hashes)) }
    } finally {
      await measuring.close()
    }
  }
}

const NO_WORDS = new RunFailure(
  'no_words',
  'None of the videos that you chose has words yet. Fetch the words of some videos first, then measure again.',
)
const NOTHING_MEASURED = new RunFailure(
  'nothing_measured',
  'The words of the videos that you chose could not be measured. Choose other videos; the log of the server says more.',
)

async function chosenVoice({ database, accountId, voiceId }: RunContext): Promise<StoredVoice> {
  const voice = voiceId && (await asAccount(database, accountId, tx => findVoice(tx, voiceId)))
  if (!voice) throw new RunFailure('voice_gone', 'This voice is not there any more. Nothing was measured.')
  if (voice.videos.length === 0)
    throw new RunFailure(
      'no_videos',
      'No videos are chosen for this voice. Choose some of your videos, then measure again.',
    )
  return voice
}

async function readVideos(
  context: RunContext,
  voice: StoredVoice,
  measuring: Measuring,
  log: ProfileWorkDeps['log'],
) {
  const { database, accountId, signal } = context
  const measures: VideoMeasure[] = []
  const hashes = new Map<string, string>()
  const leftOut: VoiceProfile['leftOut'] = []
  const total = voice.videos.length
  const of = total === 1 ? 'of 1 video' : `of ${total} videos`
  await context.progress({ done: 0, total, label: `Read 0 ${of}` })
  for (const [place, { videoId, cuts }] of voice.videos.entries()) {
    signal.throwIfAborted()
    const words = await asAccount(database, accountId, tx => findWords(tx, voice.channelId, videoId))
    const title = words?.title ?? videoId
    if (words?.transcript && words.contentHash) {
      hashes.set(videoId, words.contentHash)
      const { published, transcript } = words
      const video: VideoInput = { videoId, title, published, transcript, cuts }
      const name = `video ${videoId} ${words.contentHash} ${cutsHash(cuts)}`
      try {
        measures.push(await context.step(name, () => measuring.measure(video)))
      } catch (error) {
        // One strange video among many must not cost the creator the profile.
        if (!(error instanceof NotMeasured)) throw error
        log.error({ err: error, runId: context.runId, videoId }, 'a video could not be measured')
        leftOut.push({
          videoId,
          title,
          why: 'Its words could not be measured: the log of the server says more.',
        })
      }
    } else leftOut.push({ videoId, title, why: whyWithoutWords(words) })
    const done = place + 1
    await context.progress({ done, total, label: `Read ${done} ${of}: ${shortened(title)}` })
  }
  return { measures, hashes, leftOut }
}

/** A label has 200 characters; an emoji is not cut in two. */
const shortened = (title: string): string =>
  title.length > 150
    ? `${title
        .slice(0, 150)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`
    : title

/** Adds the version. What the creator said of the one before holds on. */
async function saveProfile(
  tx: TransactionSql,
  { accountId }: RunContext,
  { id }: StoredVoice,
  profile: VoiceProfile,
  measuredOf: string,
): Promise<void> {
  const voice = await lockVoice(tx, id)
  if (!voice) return
  const before = voice.version === 0 ? null : await findVersion(tx, id, voice.version)
  await insertVersion(tx, accountId, id, {
    cause: 'measured',
    says: whatWasMeasured(profile),
    readiness: profile.readiness,
    profile,
    edits: before ? carryEdits(before.edits, before.profile) : [],
  })
  await setMeasuredOf(tx, id, measuredOf)
}

function whatWasMeasured({ videos, words, leftOut }: VoiceProfile): string {
  const count = (n: number, one: string, many: string) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`
  const measured = `Measured ${count(videos.length, 'video', 'videos')} with ${count(words, 'word', 'words')}`
  return leftOut.length === 0 ? measured : `${measured}; ${count(leftOut.length, 'video', 'videos')} left out`
}
