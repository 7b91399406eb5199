import type { Receipt } from '../../core/contract/receipt.ts'
import type { MomentCapture } from '../../core/contract/source.ts'
import { captureText, contentHash } from '../../core/evidence/content.ts'
import { textFingerprint } from '../../core/evidence/fingerprint.ts'
import { countWords } from '../../core/transcript/words.ts'
import { line } from '../capture/article/head.ts'
import { watchAddress } from '../capture/canonical.ts'
import type { FromPage } from './messages.ts'
import type { MomentRecord, VideoWords } from './records.ts'
import { bareSpan, momentWords } from './words-around.ts'

type Pressed = Extract<FromPage, { moment: 'keep' }>

/** Said in the receipt where there is no picture of the frame. */
const FRAMELESS = {
  protected: 'a picture of the frame (the video is protected)',
  not_loaded: 'a picture of the frame (the video was still loading)',
  too_large: 'a picture of the frame (it was too large to keep)',
} as const

/** A press as it is kept before anything else is asked: place, picture and title, no words yet. */
export async function firstCapture(
  pressed: Pressed,
  { projectId, at }: { projectId: string; at: string },
): Promise<MomentCapture> {
  const { id, videoId, atMs, marks, pageTitle, durationMs, frame, frameless } = pressed
  const leftOut = frame === null && frameless ? [{ what: FRAMELESS[frameless], count: 1 }] : []
  const span = bareSpan(atMs, marks, durationMs)
  return hashed({
    id,
    projectId,
    kind: 'moment',
    url: secondOf(videoId, span.startMs),
    canonicalUrl: watchAddress(videoId),
    title: line(pageTitle.replace(/ - YouTube$/, '').replace(/^\(\d+\) /, '')) ?? `YouTube video ${videoId}`,
    author: null,
    site: 'YouTube',
    published: null,
    language: null,
    capturedAt: at,
    contentHash: '',
    fingerprint: null,
    receipt: { by: null, legs: [], words: 0, leftOut },
    videoId,
    durationMs,
    moment: { atMs, ...span, note: '', frame },
    transcript: null,
  })
}

/** With its words, or with what is known of why there are none. */
export function withWords(record: MomentRecord, words: VideoWords): Promise<MomentCapture> {
  const { capture, marks } = record
  const { moment } = capture
  const durationMs = words.facts?.durationMs ?? capture.durationMs
  const around = words.transcript && momentWords(words.transcript, moment.atMs, marks, durationMs)
  const span = around ?? bareSpan(moment.atMs, marks, durationMs)
  const text = around ? captureText({ kind: 'moment', transcript: around.transcript }) : ''
  return hashed({
    ...capture,
    url: secondOf(capture.videoId, span.startMs),
    title: words.facts?.title ?? capture.title,
    author: words.facts?.author ?? capture.author,
    published: words.facts?.published ?? capture.published,
    language: words.transcript?.language ?? capture.language,
    durationMs,
    moment: { ...moment, startMs: span.startMs, endMs: span.endMs },
    transcript: around?.transcript ?? null,
    receipt: momentReceipt(capture.receipt, words.receipt, countWords(text)),
  })
}

/** Between other marks, by the words of the whole video where they are known. */
export function withMarks(record: MomentRecord, words: VideoWords | null): Promise<MomentCapture> {
  const { capture, marks } = record
  if (words) return withWords(record, words)
  const span = bareSpan(capture.moment.atMs, marks, capture.durationMs)
  return hashed({
    ...capture,
    url: secondOf(capture.videoId, span.startMs),
    moment: { ...capture.moment, ...span },
  })
}

export const withNote = (capture: MomentCapture, note: string): MomentCapture => ({
  ...capture,
  moment: { ...capture.moment, note },
})

/** How the words of the video were got and how whole they are; the words counted are the moment's own. */
function momentReceipt(own: Receipt, ofVideo: Receipt, words: number): Receipt {
  // What the whole video's clip left out (its sounds) was not left out of these seconds.
  return { ...ofVideo, words, leftOut: own.leftOut }
}

/** Opens the video where the moment begins. */
export const secondOf = (videoId: string, ms: number): string =>
  `${watchAddress(videoId)}&t=${Math.floor(ms / 1000)}s`

async function hashed(capture: MomentCapture): Promise<MomentCapture> {
  const text = captureText(capture)
  return { ...capture, contentHash: await contentHash(text), fingerprint: textFingerprint(text) }
}
