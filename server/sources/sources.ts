import type { TransactionSql } from 'postgres'
import type { Capture, Source, SourceCheck } from '../../core/contract/source.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import type { EmbedLater } from '../embedding/embed-later.ts'
import { ApiError, notFound } from '../http/problem.ts'
import { storableTime } from '../http/storable.ts'
import { holdProject } from '../projects/projects.ts'
import type { Room } from '../quotas/quotas.ts'
import type { Runs } from '../runs/runs.ts'
import { measures } from '../telemetry/measures.ts'
import {
  findSource,
  insertSource,
  lockState,
  markProjectSourcesDeleted,
  markSourceDeleted,
  markSourceRestored,
  replaceSource,
  type StoredState,
  setCheck,
  setIngestRun,
  setMoment,
  setTags,
} from './store.ts'
import { verifiedText } from './verified-text.ts'
import { keepVersion } from './versions-store.ts'

export interface SourcesDeps {
  database: Database
  runs: Runs
  ids: () => string
  /** Told of passages that can be found again, where a model finds by meaning. */
  embedLater?: EmbedLater | null
  /** Told of a source whose words are others than before: it came, was clipped anew, is gone or is back. */
  changed?: (tx: TransactionSql, projectId: string, sourceId: string) => Promise<void>
  /** Asked where something was added. */
  room?: Room
}

/**
 * Stores a capture and sets its ingest going, in one transaction: what this returns is committed. The same
 * content again changes nothing but a moment's note and points, an older capture nothing at all; a newer one with
 * other content takes its place, and what was there stays beside it as a version.
 */
export async function saveCapture(
  { database, runs, ids, changed, room }: SourcesDeps,
  accountId: string,
  capture: Capture,
): Promise<{ source: Source; created: boolean }> {
  const body = await verifiedText(capture)
  const saved = await asAccount(database, accountId, async tx => {
    await holdProject(tx, capture.projectId)
    const ingestRunId = body === '' ? null : ids()
    const stored = { capture, body, ingestRunId }
    const created = await insertSource(tx, accountId, stored)
    let read = created
    if (!created) {
      const state = await lockState(tx, capture.id)
      if (!state || state.deleted)
        throw new ApiError(
          'conflict',
          'This source was removed. Restore it first, or clip it under a new id.',
        )
      const renewal = renewalBy(capture, body, state)
      read = renewal === 'all'
      if (renewal === 'all') {
        await runs.cancelFor(tx, capture.id, 'A newer capture of the same source took its place.')
        // Without words there was nothing to keep: words that come later complete the source.
        if (state.hasText) await keepVersion(tx, capture.id)
        await replaceSource(tx, stored)
      } else if (renewal === 'moment' && capture.kind === 'moment') await setMoment(tx, capture)
    }
    if (read && ingestRunId)
      await runs.create(tx, {
        id: ingestRunId,
        accountId,
        kind: 'ingest',
        projectId: capture.projectId,
        sourceId: capture.id,
      })
    // Sent together: the one changes nothing that the other shows.
    const [source] = await Promise.all([
      present(tx, capture.id),
      read && changed?.(tx, capture.projectId, capture.id),
    ])
    if (read) await room?.(tx)
    return { source, created, read }
  })
  // Not of one that was sent again.
  if (saved.read) measures()?.captured(capture)
  return saved
}

/** What of the stored source a capture that came later renews. */
function renewalBy(capture: Capture, body: string, state: StoredState): 'all' | 'moment' | 'nothing' {
  if (Date.parse(capture.capturedAt) <= state.capturedAt.getTime()) return 'nothing'
  const sameMoment =
    capture.kind === 'moment' &&
    capture.moment.startMs === state.moment?.startMs &&
    capture.moment.endMs === state.moment.endMs
  if (capture.contentHash === state.contentHash) return capture.kind === 'moment' ? 'moment' : 'nothing'
  // The captions could not be had this time: that is no reason to let go of those that are here.
  if (body === '' && state.hasText && capture.kind === state.kind) {
    if (sameMoment) return 'moment'
    if (capture.kind === 'video') return 'nothing'
  }
  return 'all'
}

/** Takes the source away, and stops reading it. It can be restored. */
export async function removeSource(
  { database, runs, changed }: SourcesDeps,
  accountId: string,
  id: string,
): Promise<void> {
  await asAccount(database, accountId, async tx => {
    const state = await lockState(tx, id)
    if (!state || !(await markSourceDeleted(tx, id))) throw notFound('source')
    await changed?.(tx, state.projectId, id)
    await runs.cancelFor(tx, id, 'The source was removed while it was read.')
  })
}

/** Brings a removed source back, and reads it again where its removal had stopped that. Repeats change nothing. */
export async function restoreSource(
  { database, runs, ids, embedLater, changed, room }: SourcesDeps,
  accountId: string,
  id: string,
): Promise<Source> {
  return asAccount(database, accountId, async tx => {
    const state = await lockState(tx, id)
    if (!state) throw notFound('source')
    if (state.deleted) {
      await holdProject(tx, state.projectId)
      await markSourceRestored(tx, id)
      await changed?.(tx, state.projectId, id)
      if (state.hasText && !state.ingested) {
        const runId = ids()
        await setIngestRun(tx, id, runId)
        await runs.create(tx, {
          id: runId,
          accountId,
          kind: 'ingest',
          projectId: state.projectId,
          sourceId: id,
        })
      } else if (state.ingested) await embedLater?.(tx, accountId)
      await room?.(tx)
    }
    return present(tx, id)
  })
}

/** Keeps what looking again found, where it is of what is stored now. The answer to an older look is what is kept. */
export async function saveCheck(
  { database }: Pick<SourcesDeps, 'database'>,
  accountId: string,
  id: string,
  check: SourceCheck,
): Promise<Source> {
  storableTime('at', check.at)
  return asAccount(database, accountId, async tx => {
    const state = await lockState(tx, id)
    if (!state || state.deleted) throw notFound('source')
    if (state.contentHash !== check.contentHash)
      throw new ApiError(
        'conflict',
        'This source has been clipped anew since it was looked at. Look again to compare with what is kept now.',
      )
    if (!state.checkedAt || Date.parse(check.at) > Date.parse(state.checkedAt)) await setCheck(tx, id, check)
    return present(tx, id)
  })
}

/** Sorts a source under these tags and no others, each once. They stay when it is clipped anew. */
export async function saveTags(
  { database }: Pick<SourcesDeps, 'database'>,
  accountId: string,
  id: string,
  tags: string[],
): Promise<Source> {
  return asAccount(database, accountId, async tx => {
    await setTags(tx, id, [...new Set(tags)])
    return present(tx, id)
  })
}

/** For a project that is deleted: its sources go with it. Their runs are the project's to cancel. */
export const removeSourcesOf = (tx: TransactionSql, projectId: string): Promise<void> =>
  markProjectSourcesDeleted(tx, projectId)

async function present(tx: TransactionSql, id: string): Promise<Source> {
  const source = await findSource(tx, id)
  if (!source) throw notFound('source')
  return source
}
