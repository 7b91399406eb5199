import { limits } from '../../core/contract/limits.ts'

const WIDTH = 320

export type Frame =
  | { frame: string; frameless: null }
  | { frame: null; frameless: 'protected' | 'not_loaded' | 'too_large' }

/** What the video shows now, as a small picture: 320 pixels wide, WebP, else JPEG. */
export function takeFrame(video: HTMLVideoElement): Frame {
  // A protected video draws black, which would be a lie.
  if (video.mediaKeys) return { frame: null, frameless: 'protected' }
  const { videoWidth, videoHeight } = video
  if (video.readyState < video.HAVE_CURRENT_DATA || !videoWidth || !videoHeight)
    return { frame: null, frameless: 'not_loaded' }
  const canvas = video.ownerDocument.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = Math.min(WIDTH * 2, Math.max(1, Math.round((WIDTH * videoHeight) / videoWidth)))
  try {
    canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
    for (const quality of [0.72, 0.5, 0.3])
      for (const type of ['image/webp', 'image/jpeg']) {
        const frame = canvas.toDataURL(type, quality)
        if (frame.startsWith(`data:${type}`) && frame.length <= limits.frameChars)
          return { frame, frameless: null }
      }
    return { frame: null, frameless: 'too_large' }
  } catch {
    // The picture belongs to another site, which did not allow this.
    return { frame: null, frameless: 'protected' }
  }
}
