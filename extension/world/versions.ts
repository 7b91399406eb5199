import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Capture, SourceVersion, SourceVersionDetail } from '../../core/contract/source.ts'
import { captureText } from '../../core/evidence/content.ts'
import type { Api } from '../api/client.ts'
import { type ApiFailure, failure } from '../api/request.ts'
import type { Clips } from '../outbox/clips.ts'
import type { Library } from '../outbox/library.ts'
import type { VersionsWorld } from '../panel/versions/versions-world.ts'

const NO_SUCH = failure(
  'not_found',
  'This version is not there any more. Close this, and open the versions of the source again.',
)

/** Versions of a source as the creator sees them: what the server keeps, and after it what waits here to be sent. */
export function versionsWorld(deps: {
  api: Pick<Api, 'sourceVersions' | 'sourceVersion'>
  clips: Pick<Clips, 'versions'>
  library: Pick<Library, 'detail'>
}): VersionsWorld {
  const { api, clips, library } = deps

  /** Oldest first: of those that the server has, and, where it is away, of what was read of it last. */
  async function all(
    id: string,
  ): Promise<Result<{ partial: boolean; versions: (SourceVersion | SourceVersionDetail)[] }, ApiFailure>> {
    const [answer, waiting] = await Promise.all([api.sourceVersions(id), clips.versions(id)])
    const away = !answer.ok && answer.error.status === null
    // Not known there: all that there is of it waits here.
    if (!answer.ok && !away && (answer.error.status !== 404 || waiting.length === 0)) return answer
    let stored: (SourceVersion | SourceVersionDetail)[] = answer.ok ? answer.value.toReversed() : []
    const kept = away ? await library.detail(id) : null
    if (kept)
      stored = [
        {
          ...{ version: kept.versions, capturedAt: kept.capturedAt, contentHash: kept.contentHash },
          ...{ title: kept.title, words: kept.receipt.words, current: true, text: kept.text },
        },
      ]
    if (away && !kept && waiting.length === 0) return answer
    const versions = [...stored]
    for (const capture of waiting) {
      const last = versions.at(-1)
      // Clipped again with the same words: no other version.
      if (last?.contentHash === capture.contentHash) continue
      versions.push(versionOf(capture, (last?.version ?? 0) + 1))
    }
    return ok({
      partial: away,
      versions: versions.map((each, at) => ({ ...each, current: at === versions.length - 1 })),
    })
  }

  return {
    async list(id) {
      const found = await all(id)
      if (!found.ok) return found
      const versions = found.value.versions.map(withoutText).toReversed()
      return ok({ versions, partial: found.value.partial })
    },
    async read(id, version) {
      const found = await all(id)
      if (!found.ok) return found
      const wanted = found.value.versions.find(each => each.version === version)
      if (!wanted) return err(NO_SUCH)
      if ('text' in wanted) return ok(wanted)
      return api.sourceVersion(id, version)
    },
  }
}

function versionOf(capture: Capture, version: number): SourceVersionDetail {
  const { capturedAt, contentHash, title, receipt } = capture
  return {
    ...{ version, capturedAt, contentHash, title },
    ...{ words: receipt.words, current: true, text: captureText(capture) },
  }
}

function withoutText(version: SourceVersion | SourceVersionDetail): SourceVersion {
  const { version: number, capturedAt, contentHash, title, words, current } = version
  return { version: number, capturedAt, contentHash, title, words, current }
}
