import { setImmediate as breathe } from 'node:timers/promises'
import type { Judged } from '../../core/contract/draft.ts'
import type { Voice, VoiceVersion } from '../../core/contract/voice.ts'
import { copyFinder } from '../../core/voice/copied.ts'
import { baseLanguage } from '../../core/voice/language-tag.ts'
import { JUDGED_WORDS } from '../../core/voice/meter.ts'
import { normalWords } from '../../core/voice/normal.ts'
import { openSecondJudge, type SecondJudge } from '../../core/voice/second-judge.ts'
import { spokenOf } from '../../core/voice/spoken.ts'
import { findWords } from '../channels/channels.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { openEnglishMeter } from '../voices/english-meter.ts'

/** A voice as drafts are held against it. */
export interface DraftVoice extends Pick<Voice, 'channelId' | 'videos'> {
  newest: VoiceVersion
}

export interface Judges {
  /**
   * How a text stands to the voice. One of under a hundred words is judged together with the end of what comes before
   * it, as every other draft of the same place is.
   */
  judge(text: string, before: string): Judged
  /** Runs of the creator's own videos in it. */
  copied(text: string): string[]
  /** Why nothing is judged, as a sentence; null where it is. */
  without: string | null
}

const notJudged: Judged = { meter: null, own: null, second: null }

const blind = (without: string): Judges => ({ judge: () => notJudged, copied: () => [], without })

/** So many videos are read for the second judge: as many words as it takes in. */
const MOST_VIDEOS = 30

/** @param voice null: none is chosen */
export async function openJudges(
  { database, accountId }: { database: Database; accountId: string },
  voice: DraftVoice | null,
): Promise<Judges> {
  if (!voice) return blind('No voice is chosen for this project, so nothing was judged by it.')
  const { profile } = voice.newest
  const copies = copyFinder(profile.model.prints)
  const copied = (text: string) => copies(normalWords(text)).map(({ start, end }) => text.slice(start, end))
  if (profile.readiness === 'too_little')
    return {
      ...blind('This voice has too few videos to judge by: under three. Fetch the words of more of them.'),
      copied,
    }
  if (baseLanguage(profile.language) !== 'en')
    return { ...blind('Voices are judged in English only, and this one speaks another language.'), copied }
  const opened = await openEnglishMeter(profile)
  if ('refused' in opened) return { ...blind(opened.refused), copied }
  const { meter } = opened
  const second = await secondJudge({ database, accountId }, voice)
  return {
    copied,
    without: null,
    judge(text, before) {
      const own = normalWords(text)
      if (own.length === 0) return notJudged
      const judged = own.length < JUDGED_WORDS ? `${tail(before, JUDGED_WORDS)} ${text}` : text
      const { score, own: band } = meter.read(judged)
      const words = normalWords(judged).map(({ word }) => word)
      return {
        meter: score,
        own: band && score !== null ? { low: band.p10, high: band.p90 } : null,
        second: second?.judge(words) ?? null,
      }
    },
  }
}

/** By the words of the voice's own videos; where they are not here (a voice from a file), by the passages that it keeps. */
async function secondJudge(
  { database, accountId }: { database: Database; accountId: string },
  { channelId, videos, newest }: DraftVoice,
): Promise<SecondJudge | null> {
  const { englishGrammars } = await import('../../core/voice/english-grammars.ts')
  const said: string[][] = []
  for (const { videoId, cuts } of videos.slice(0, MOST_VIDEOS)) {
    const words = await asAccount(database, accountId, tx => findWords(tx, channelId, videoId))
    if (!words?.transcript) continue
    const { title, published, transcript } = words
    said.push(spokenOf({ videoId, title, published, transcript, cuts }).words.map(({ word }) => word))
    await breathe()
  }
  const passages = newest.profile.passages.map(({ text }) => normalWords(text).map(({ word }) => word))
  return openSecondJudge(said, englishGrammars) ?? openSecondJudge(passages, englishGrammars)
}

/** The last words of a text. */
function tail(text: string, words: number): string {
  const all = normalWords(text)
  const first = all[Math.max(0, all.length - words)]
  return first ? text.slice(first.start) : ''
}
