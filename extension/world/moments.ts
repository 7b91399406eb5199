import { signal } from '@preact/signals'
import { err, ok, type Result } from '../../core/contract/result.ts'
import type { MomentCapture, SourceDetail } from '../../core/contract/source.ts'
import { type ApiFailure, failure } from '../api/request.ts'
import type { Commands } from '../browser/commands.ts'
import { changeMoment } from '../moment/change-moment.ts'
import { type MomentRecord, momentRecords } from '../moment/records.ts'
import type { Outbox } from '../outbox/open-outbox.ts'
import type { MomentsWorld } from '../panel/moment/moments-world.ts'

export interface MomentsDeps {
  outbox: Pick<Outbox, 'open' | 'sender' | 'locks'>
  commands: Commands
  openSource: (sourceId: string) => Promise<Result<SourceDetail, ApiFailure>>
  /** After each change on this computer: shows it. */
  changed: () => Promise<void>
  clock: () => number
}

/** Moments as the panel has to do with them. The script in the watch page changes the same ones: one at a time. */
export function momentsWorld(deps: MomentsDeps): MomentsWorld & { look: () => Promise<void> } {
  const { outbox, commands, openSource, changed, clock } = deps
  const records = momentRecords(outbox.open)
  const shortcut = signal<string | null>(null)

  /** As it was kept on this computer, else as the server has it. */
  async function recordOf(id: string): Promise<Result<MomentRecord, ApiFailure>> {
    const record = await records.read(id)
    if (record) return ok(record)
    const opened = await openSource(id)
    if (!opened.ok) return opened
    const capture = momentCaptureOf(opened.value)
    if (!capture) return err(failure('not_a_moment', 'Notes can be written to moments only.'))
    const { startMs, endMs } = capture.moment
    const marks = { inMs: startMs, outMs: endMs }
    return ok({ capture, marks, wanting: false, tries: 0, notBefore: 0, why: null })
  }

  return {
    shortcut,
    async look() {
      shortcut.value = await commands.shortcut('clip-moment')
    },
    async setNote(id, note) {
      const result = await outbox.locks.hold(
        `ownwords.moment:${id}`,
        async (): Promise<Result<void, ApiFailure>> => {
          const record = await recordOf(id)
          if (!record.ok) return record
          const { capture } = record.value
          const noted = { ...capture, moment: { ...capture.moment, note } }
          try {
            const kept = await changeMoment(
              { records, sender: outbox.sender, clock },
              { ...record.value, capture: noted },
            )
            return kept
              ? ok(undefined)
              : err(
                  failure(
                    'not_found',
                    'This moment is not in the project any more, so its note was not saved.',
                  ),
                )
          } catch (error) {
            return err(failure('disk', error instanceof Error ? error.message : 'The note was not saved.'))
          }
        },
      )
      await changed()
      return result
    },
  }
}

/** A moment that the server has, as it would be captured again. */
export function momentCaptureOf(detail: SourceDetail): MomentCapture | null {
  const { kind, videoId, moment } = detail
  if (kind !== 'moment' || !videoId || !moment) return null
  const { id, projectId, url, canonicalUrl, title, author, site, published, language } = detail
  const { capturedAt, contentHash, fingerprint, receipt, durationMs, transcript } = detail
  return {
    ...{ id, projectId, url, canonicalUrl, title, author, site, published, language },
    ...{ capturedAt, contentHash, fingerprint, receipt, durationMs, transcript },
    kind,
    videoId,
    moment,
  }
}
