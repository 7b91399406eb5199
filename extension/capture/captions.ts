import { err, ok, type Result } from '../../core/contract/result.ts'
import type { VideoCapture } from '../../core/contract/source.ts'
import type { CaptionError } from '../../core/transcript/caption-error.ts'
import { captionBytes } from '../../core/transcript/decode.ts'
import { withCaptions } from './youtube/caption-file.ts'

/** A file that the creator chose for a video without words, or what they pasted. Too large a file is not even read. */
export async function addCaptionsTo(
  capture: VideoCapture,
  words: File | string,
): Promise<Result<VideoCapture, CaptionError | { code: 'other_video'; message: string }>> {
  const now = new Date().toISOString()
  const added =
    typeof words === 'string'
      ? await withCaptions(capture, null, words, now)
      : await withCaptions(capture, words.name, await bodyOf(words), now)
  return added.ok ? ok(added.value) : err(added.error)
}

const bodyOf = async (file: File): Promise<Uint8Array> =>
  file.size > captionBytes ? new Uint8Array(captionBytes + 1) : new Uint8Array(await file.arrayBuffer())
