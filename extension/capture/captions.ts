import { err, ok, type Result } from '../../core/contract/result.ts'
import type { VideoCapture } from '../../core/contract/source.ts'
import type { CaptionError } from '../../core/transcript/caption-error.ts'
import { captionBytes } from '../../core/transcript/decode.ts'
import { withCaptions } from './youtube/caption-file.ts'

/** A file that the creator chose for a video without words. Too large a file is not even read. */
export async function addCaptionsTo(
  capture: VideoCapture,
  file: File,
): Promise<Result<VideoCapture, CaptionError | { code: 'other_video'; message: string }>> {
  const body =
    file.size > captionBytes ? new Uint8Array(captionBytes + 1) : new Uint8Array(await file.arrayBuffer())
  const added = await withCaptions(capture, file.name, body, new Date().toISOString())
  return added.ok ? ok(added.value) : err(added.error)
}
