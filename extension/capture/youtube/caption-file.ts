import { err, ok, type Result } from '../../../core/contract/result.ts'
import type { VideoCapture } from '../../../core/contract/source.ts'
import { captureText, contentHash } from '../../../core/evidence/content.ts'
import type { CaptionError } from '../../../core/transcript/caption-error.ts'
import { parseCaptions } from '../../../core/transcript/parse.ts'
import { measureTranscript } from '../../../core/transcript/receipt.ts'
import { videoReceipt } from '../video-receipt.ts'

/**
 * Leg 5: the words of a file. A file that is named after another video is refused, for its times would lead nowhere.
 * @param at when, in ISO 8601: the newer capture is the one that the server keeps
 */
export async function withCaptions(
  capture: VideoCapture,
  fileName: string,
  body: Uint8Array,
  at: string,
): Promise<Result<VideoCapture, CaptionError | { code: 'other_video'; message: string }>> {
  const id = fileName.match(/\[([\w-]{11})\]/)?.[1]
  if (id && id !== capture.videoId)
    return err({
      code: 'other_video',
      message: `This file is named after another video (${id}). Choose the captions of ${capture.videoId}.`,
    })
  const parsed = parseCaptions(body, { language: languageIn(fileName) ?? capture.language })
  if (!parsed.ok) return parsed
  const { transcript, sounds, timed } = parsed.value
  const { truncated } = measureTranscript(transcript, capture.durationMs ?? 0)
  const detail = !timed
    ? 'The file has no times, so its quotes open the video at its beginning.'
    : truncated
      ? 'The file has few words for this video: some of the transcript is missing.'
      : null
  const leg = { leg: 'file' as const, outcome: truncated ? ('truncated' as const) : ('ok' as const), ms: 0 }
  const legs = [...capture.receipt.legs, detail ? { ...leg, detail } : leg].slice(-40)
  const words = { kind: 'video' as const, transcript }
  return ok({
    ...capture,
    transcript,
    language: transcript.language,
    capturedAt: at,
    contentHash: await contentHash(captureText(words)),
    receipt: videoReceipt({ legs, by: 'file', transcript, sounds }, capture.durationMs),
  })
}

/** `talk.en.vtt`, `talk [id].pt-BR.srt`: the language before the ending, as downloaders write it. */
const languageIn = (fileName: string): string | null =>
  fileName.match(/\.([a-z]{2,3}(?:-[A-Za-z\d]{2,8})*)\.(?:srt|vtt|sbv|ttml|xml|json3?|txt)$/)?.[1] ?? null
