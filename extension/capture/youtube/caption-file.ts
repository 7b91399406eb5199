import { err, ok, type Result } from '../../../core/contract/result.ts'
import type { VideoCapture } from '../../../core/contract/source.ts'
import { captureText, contentHash } from '../../../core/evidence/content.ts'
import { textFingerprint } from '../../../core/evidence/fingerprint.ts'
import type { CaptionError } from '../../../core/transcript/caption-error.ts'
import { parseCaptions } from '../../../core/transcript/parse.ts'
import { measureTranscript } from '../../../core/transcript/receipt.ts'
import { videoReceipt } from '../video-receipt.ts'

/**
 * Leg 5: the words of a file, or pasted ones in any form that a file has. A file that is named after another video is refused, for its times would lead nowhere.
 * @param fileName null for pasted words
 * @param at when, in ISO 8601: the newer capture is the one that the server keeps
 */
export async function withCaptions(
  capture: VideoCapture,
  fileName: string | null,
  body: Uint8Array | string,
  at: string,
): Promise<Result<VideoCapture, CaptionError | { code: 'other_video'; message: string }>> {
  const id = fileName?.match(/\[([\w-]{11})\]/)?.[1]
  if (id && id !== capture.videoId)
    return err({
      code: 'other_video',
      message: `This file is named after another video (${id}). Choose the captions of ${capture.videoId}.`,
    })
  const parsed = parseCaptions(body, { language: (fileName && languageIn(fileName)) ?? capture.language })
  const what = fileName === null ? 'text' : 'file'
  if (!parsed.ok)
    return fileName === null ? err({ ...parsed.error, message: pasted[parsed.error.code] }) : parsed
  const { transcript, sounds, timed } = parsed.value
  const { truncated } = measureTranscript(transcript, capture.durationMs ?? 0)
  const detail = !timed
    ? `The ${what} has no times, so its quotes open the video at its beginning.`
    : truncated
      ? `The ${what} has few words for this video: some of the transcript is missing.`
      : null
  const by = fileName === null ? ('pasted' as const) : ('file' as const)
  const leg = { leg: by, outcome: truncated ? ('truncated' as const) : ('ok' as const), ms: 0 }
  const legs = [...capture.receipt.legs, detail ? { ...leg, detail } : leg].slice(-40)
  const words = { kind: 'video' as const, transcript }
  return ok({
    ...capture,
    transcript,
    language: transcript.language,
    capturedAt: at,
    contentHash: await contentHash(captureText(words)),
    fingerprint: textFingerprint(captureText(words)),
    receipt: videoReceipt({ legs, by, transcript, sounds }, capture.durationMs),
  })
}

const pasted: Record<CaptionError['code'], string> = {
  empty: 'Nothing was pasted. Copy the transcript, then paste it here.',
  too_large: 'This is too much text to be one video’s transcript. Paste this video’s only.',
  not_text: 'This is not text. Copy the words of the transcript, then paste them here.',
  web_page: 'This is a web page’s code, not a transcript. Copy the words themselves, then paste them here.',
  unknown_format: 'No words could be read in this. Paste the transcript, with or without its times.',
  no_speech: 'There are no spoken words in this. Paste the transcript, with or without its times.',
}

/** `talk.en.vtt`, `talk [id].pt-BR.srt`: the language before the ending, as downloaders write it. */
const languageIn = (fileName: string): string | null =>
  fileName.match(/\.([a-z]{2,3}(?:-[A-Za-z\d]{2,8})*)\.(?:srt|vtt|sbv|ttml|xml|json3?|txt)$/)?.[1] ?? null
