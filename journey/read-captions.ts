import { err, ok, type Result } from '../core/contract/result.ts'
import type { Capture } from '../core/contract/source.ts'
import { captureText, contentHash } from '../core/evidence/content.ts'
import { textFingerprint } from '../core/evidence/fingerprint.ts'
import { captionBytes } from '../core/transcript/decode.ts'
import { parseCaptions } from '../core/transcript/parse.ts'
import { countWords } from '../core/transcript/words.ts'
import type { ClipDeps } from '../extension/capture/clip.ts'
import { videoReceipt } from '../extension/capture/video-receipt.ts'
import { bytesOf, type FoundFile } from './files.ts'
import { videoOf } from './video-name.ts'

/**
 * A caption file as a source: the video whose id its name has, `Title [id].en.vtt`, or else a text with the file for
 * its address, because a link to a second of nobody knows which video would be made up.
 */
export async function readCaptions(
  file: FoundFile,
  projectId: string,
  { now, newId }: Pick<ClipDeps, 'now' | 'newId'>,
): Promise<Result<Capture, string>> {
  const bytes = await bytesOf(file, captionBytes)
  if (!bytes) return err('It is too large or not to be read.')
  const { videoId, title, language } = videoOf(file.name)
  const parsed = parseCaptions(bytes, { language })
  if (!parsed.ok) return err(parsed.error.message)
  const { transcript, sounds } = parsed.value
  const text = captureText({ kind: 'video', transcript })
  const common = {
    id: newId(),
    projectId,
    title,
    author: null,
    published: null,
    language: transcript.language,
    capturedAt: new Date(now()).toISOString(),
    contentHash: await contentHash(text),
    fingerprint: textFingerprint(text),
  }
  const legs = [{ leg: 'file' as const, outcome: 'ok' as const, ms: 0 }]
  if (videoId) {
    const url = `https://www.youtube.com/watch?v=${videoId}`
    const durationMs = transcript.segments.at(-1)!.endMs || null
    const receipt = videoReceipt({ legs, by: 'file', transcript, sounds }, durationMs)
    const video = { videoId, durationMs, chapters: [], transcript }
    return ok({ ...common, kind: 'video', url, canonicalUrl: url, site: 'YouTube', ...video, receipt })
  }
  const url = `file:///${encodeURIComponent(file.name)}`
  const receipt = { by: 'file' as const, legs, words: countWords(text), leftOut: [] }
  const page = { form: 'article' as const, facts: [], images: [], text, markdown: '', html: null }
  return ok({ ...common, kind: 'article', url, canonicalUrl: url, site: null, ...page, receipt })
}
