import { MOST_MISSES } from '../../core/channel/pace.ts'
import type { LegResult } from '../../core/contract/receipt.ts'
import { captureText, contentHash } from '../../core/evidence/content.ts'
import { measureTranscript } from '../../core/transcript/receipt.ts'
import { videoReceipt } from '../capture/video-receipt.ts'
import type { LegYield } from '../capture/youtube/leg.ts'
import type { ChannelWords, QueuedVideo } from './queued-video.ts'

const finals = new Set(['ok', 'no_captions', 'disabled'])

/**
 * What an answer makes of a queued video. Whole words, and the certainty that there are none, are final; everything else
 * is a miss, and the third one ends it: with the most words that came, said to be a part, or for a caption file.
 * @param kept words of earlier attempts that were too few
 * @param at when, in ISO 8601
 * @param ms how long the answer took
 */
export async function takeAnswer(
  entry: QueuedVideo,
  kept: ChannelWords | null,
  found: LegYield,
  at: string,
  ms: number,
): Promise<{ next: QueuedVideo; words: ChannelWords | null }> {
  const durationMs = entry.video.durationMs
  const measure = found.transcript && measureTranscript(found.transcript, durationMs ?? 0)
  const outcome = measure?.truncated ? 'truncated' : found.outcome
  const detail = measure?.truncated
    ? `Only ${measure.words} words for ${Math.round((durationMs ?? 0) / 60_000)} minutes: some of the transcript is missing.`
    : found.detail
  const leg: LegResult = {
    leg: 'get_panel',
    outcome,
    ...(detail ? { detail } : {}),
    ms: Math.max(0, Math.round(ms)),
  }
  const legs = [...entry.legs, leg].slice(-40)
  const came: ChannelWords | null = found.transcript
    ? {
        videoId: entry.videoId,
        transcript: found.transcript,
        chapters: found.chapters ?? [],
        sounds: found.sounds ?? 0,
      }
    : null
  const more = came && (outcome === 'ok' || wordsOf(came) > wordsOf(kept)) ? came : null
  const words = more ?? kept
  const misses = finals.has(outcome) ? 0 : entry.misses + 1
  if (misses > 0 && misses < MOST_MISSES) return { next: { ...entry, misses, legs }, words: more }

  const end =
    misses === 0 ? (outcome as 'ok' | 'no_captions' | 'disabled') : words ? 'truncated' : 'needs_file'
  const receipt = videoReceipt(
    {
      legs,
      by: words ? 'get_panel' : null,
      transcript: words?.transcript ?? null,
      sounds: words?.sounds ?? 0,
    },
    durationMs,
  )
  const hash = words ? await contentHash(captureText({ kind: 'video', transcript: words.transcript })) : null
  const answer: QueuedVideo['answer'] = { outcome: end, receipt, fetchedAt: at, contentHash: hash }
  return {
    next: { ...entry, state: 'done', misses, legs, answer, sent: false, refused: null },
    words: more,
  }
}

const wordsOf = (words: ChannelWords | null): number =>
  words ? measureTranscript(words.transcript, 0).words : 0
