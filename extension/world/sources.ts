import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Capture, SourceDetail, VideoCapture } from '../../core/contract/source.ts'
import { captureText } from '../../core/evidence/content.ts'
import type { Api } from '../api/client.ts'
import { type ApiFailure, failure } from '../api/request.ts'
import type { Clips } from '../outbox/clips.ts'
import { sourceOf } from '../outbox/clips.ts'
import type { Library } from '../outbox/library.ts'
import type { Operations } from '../outbox/operations.ts'
import type { Sender } from '../outbox/sender.ts'

/** A waiting capture as a source to read. */
export function detailOf(capture: Capture): SourceDetail {
  return {
    ...sourceOf(capture),
    text: captureText(capture),
    markdown: capture.kind === 'article' ? capture.markdown : null,
    anchor: capture.kind === 'selection' ? capture.anchor : null,
    transcript: capture.kind === 'video' || capture.kind === 'moment' ? capture.transcript : null,
    chapters: capture.kind === 'video' ? capture.chapters : [],
    facts: capture.kind === 'article' || capture.kind === 'pdf' ? capture.facts : [],
    images: capture.kind === 'article' ? capture.images : [],
    pageStarts: capture.kind === 'pdf' ? capture.pageStarts : [],
  }
}

/** A video that the server has, as it would be captured again. */
export function videoCaptureOf(detail: SourceDetail): VideoCapture | null {
  if (detail.kind !== 'video' || !detail.videoId) return null
  const { id, projectId, url, canonicalUrl, title, author, site, published, language } = detail
  return {
    ...{ id, projectId, url, canonicalUrl, title, author, site, published, language },
    capturedAt: detail.capturedAt,
    contentHash: detail.contentHash,
    fingerprint: detail.fingerprint,
    receipt: detail.receipt,
    kind: 'video',
    videoId: detail.videoId,
    durationMs: detail.durationMs,
    chapters: detail.chapters,
    transcript: detail.transcript,
  }
}

export interface SourcesDeps {
  api: Pick<Api, 'source'>
  clips: Clips
  operations: Operations
  library: Library
  sender: Sender
  addCaptionsTo: (
    capture: VideoCapture,
    words: File | string,
  ) => Promise<Result<VideoCapture, { code?: string; message: string }>>
  projectOf: (sourceId: string) => string | null
  isStored: (sourceId: string) => boolean
  /** After each change on this computer: shows it, and sends it when it can. */
  changed: () => Promise<void>
}

/** What the creator can do with a source, with and without the server. */
export function sourceActions(deps: SourcesDeps) {
  const { api, clips, operations, library, sender, addCaptionsTo, projectOf, isStored, changed } = deps
  const unknownSource = () =>
    err(
      failure('not_found', 'This source is not in the project any more. It may have been removed elsewhere.'),
    )

  async function openSource(sourceId: string): Promise<Result<SourceDetail, ApiFailure>> {
    const waiting = await clips.capture(sourceId)
    if (waiting) return ok(detailOf(waiting))
    const answer = await api.source(sourceId)
    if (answer.ok) {
      await library.keepDetail(answer.value)
      return answer
    }
    const kept = answer.error.status === null ? await library.detail(sourceId) : null
    return kept ? ok(kept) : answer
  }

  return {
    openSource,

    async addCaptions(sourceId: string, words: File | string): Promise<Result<void, ApiFailure>> {
      const opened = await openSource(sourceId)
      if (!opened.ok) return opened
      const video = videoCaptureOf(opened.value)
      if (!video) return err(failure('not_a_video', 'Captions can be added to videos only.'))
      const added = await addCaptionsTo(video, words)
      if (!added.ok) return err(failure(added.error.code ?? 'captions', added.error.message))
      const kept = await sender.keep(added.value)
      await changed()
      return kept.ok ? ok(undefined) : err(failure(kept.error.code, kept.error.message))
    },

    async tagSource({ id, projectId }: { id: string; projectId: string }, tags: string[]) {
      await operations.tagSource(id, projectId, tags)
      await changed()
      return ok(undefined)
    },

    async removeSource(sourceId: string): Promise<Result<void, ApiFailure>> {
      const projectId = projectOf(sourceId)
      if (!projectId) return unknownSource()
      const stored = isStored(sourceId)
      const waited = await clips.remove(sourceId)
      if (stored || !waited) await operations.deleteSource(sourceId, projectId)
      await changed()
      return ok(undefined)
    },

    async restoreSource(sourceId: string, projectId: string): Promise<Result<void, ApiFailure>> {
      const clip = await clips.restore(sourceId)
      if (clip !== 'unsent') await operations.restoreSource(sourceId, projectId)
      await changed()
      return ok(undefined)
    },
  }
}
