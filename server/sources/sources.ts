import type { TransactionSql } from 'postgres'
import { limits } from '../../core/contract/limits.ts'
import type { Capture, Source } from '../../core/contract/source.ts'
import { captureText, contentHash } from '../../core/evidence/content.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError, notFound } from '../http/problem.ts'
import { holdProject } from '../projects/projects.ts'
import type { Runs } from '../runs/runs.ts'
import {
  findSource,
  insertSource,
  lockVersion,
  markProjectSourcesDeleted,
  markSourceDeleted,
  markSourceRestored,
  replaceSource,
  type SourceVersion,
  setIngestRun,
} from './store.ts'

export interface SourcesDeps {
  database: Database
  runs: Runs
  ids: () => string
}

/**
 * Stores a capture and sets its ingest going, in one transaction: what this returns is committed. The same
 * content again changes nothing, an older capture neither; a newer one with other content takes its place.
 */
export async function saveCapture(
  { database, runs, ids }: SourcesDeps,
  accountId: string,
  capture: Capture,
): Promise<{ source: Source; created: boolean }> {
  const body = await verifiedText(capture)
  return asAccount(database, accountId, async tx => {
    await holdProject(tx, capture.projectId)
    const ingestRunId = body === '' ? null : ids()
    const stored = { capture, body, ingestRunId }
    const created = await insertSource(tx, accountId, stored)
    let read = created
    if (!created) {
      const version = await lockVersion(tx, capture.id)
      if (!version || version.deleted)
        throw new ApiError(
          'conflict',
          'This source was removed. Restore it first, or clip it under a new id.',
        )
      read = isNewer(capture, version)
      if (read) {
        await runs.cancelFor(tx, capture.id, 'A newer capture of the same source took its place.')
        await replaceSource(tx, stored)
      }
    }
    if (read && ingestRunId)
      await runs.create(tx, {
        id: ingestRunId,
        accountId,
        kind: 'ingest',
        projectId: capture.projectId,
        sourceId: capture.id,
      })
    return { source: await present(tx, capture.id), created }
  })
}

const isNewer = (capture: Capture, version: SourceVersion): boolean =>
  capture.contentHash !== version.contentHash && Date.parse(capture.capturedAt) > version.capturedAt.getTime()

/** Takes the source away, and stops reading it. It can be restored. */
export async function removeSource(
  { database, runs }: SourcesDeps,
  accountId: string,
  id: string,
): Promise<void> {
  await asAccount(database, accountId, async tx => {
    if (!(await markSourceDeleted(tx, id))) throw notFound('source')
    await runs.cancelFor(tx, id, 'The source was removed while it was read.')
  })
}

/** Brings a removed source back, and reads it again where its removal had stopped that. Repeats change nothing. */
export async function restoreSource(
  { database, runs, ids }: SourcesDeps,
  accountId: string,
  id: string,
): Promise<Source> {
  return asAccount(database, accountId, async tx => {
    const version = await lockVersion(tx, id)
    if (!version) throw notFound('source')
    if (version.deleted) {
      await holdProject(tx, version.projectId)
      await markSourceRestored(tx, id)
      if (version.hasText && !version.ingested) {
        const runId = ids()
        await setIngestRun(tx, id, runId)
        await runs.create(tx, {
          id: runId,
          accountId,
          kind: 'ingest',
          projectId: version.projectId,
          sourceId: id,
        })
      }
    }
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

/** The plain text, after everything about the capture was checked that its schema cannot say. */
async function verifiedText(capture: Capture): Promise<string> {
  const refuse = (path: string, message: string): never => {
    throw new ApiError('invalid_request', message, { fields: [{ path, message }] })
  }
  const year = new Date(capture.capturedAt).getUTCFullYear()
  if (!(year >= 2000 && year < 2100))
    refuse('capturedAt', 'A capture is of this century: set the clock right and clip again.')
  if (capture.kind === 'article' && capture.html !== null && htmlBytes(capture.html) > limits.htmlGzipBytes)
    refuse('html', `The compressed original may have ${limits.htmlGzipBytes} bytes: send null instead.`)
  const text = captureText(capture)
  if (text.length > limits.textChars)
    refuse('transcript', `A source may have ${limits.textChars} characters: clip a part of it.`)
  if ((await contentHash(text)) !== capture.contentHash)
    throw new ApiError(
      'content_hash_mismatch',
      'The text that arrived is not the text that was hashed: it was changed or cut on its way. Clip it again.',
    )
  return text
}

const htmlBytes = (base64: string): number => Math.floor((base64.length * 3) / 4)
