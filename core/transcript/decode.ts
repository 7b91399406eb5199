import { err, ok, type Result } from '../contract/result.ts'
import { type CaptionError, captionError } from './caption-error.ts'

/** Above any real caption file: ten hours of word-timed json3 are about 8 MB. */
export const captionBytes = 20 * 1024 * 1024

/**
 * Bytes of a caption file as text: by the byte order mark, else by where the zero bytes stand (UTF-16 without a
 * mark), else UTF-8, else windows-1252, in which old subtitle files are written and which refuses no byte.
 */
export function decodeCaptions(bytes: Uint8Array): Result<string, CaptionError> {
  if (bytes.length > captionBytes) return err(captionError('too_large'))
  if (isPacked(bytes)) return err(captionError('not_text'))
  const encoding = byMark(bytes) ?? byZeros(bytes)
  if (encoding === 'binary') return err(captionError('not_text'))
  if (encoding) return ok(new TextDecoder(encoding).decode(bytes))
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return ok(new TextDecoder('windows-1252').decode(bytes))
  }
}

/** gzip or zip: it is never opened, so that nothing in it can grow. */
const isPacked = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x1f && bytes[1] === 0x8b) || (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2]! < 9)

function byMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** Latin text in UTF-16 has a zero in every second byte; zeros without that pattern are not text at all. */
function byZeros(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 4_096)
  const zeros = [0, 0]
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i % 2]!++
  const half = sample.length / 2
  if (zeros[1]! > half * 0.3 && zeros[0]! < half * 0.05) return 'utf-16le'
  if (zeros[0]! > half * 0.3 && zeros[1]! < half * 0.05) return 'utf-16be'
  if (zeros[0]! + zeros[1]! > sample.length * 0.1) return 'binary'
  const controls = sample.filter(byte => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13)
  return controls.length > sample.length * 0.04 ? 'binary' : null
}
