import type { TransactionSql } from 'postgres'
import type { Project } from '../../core/contract/project.ts'
import { apply, applyAll, emptyScript } from '../../core/script/apply.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError } from '../http/problem.ts'
import { requiredProject } from '../projects/projects.ts'
import type { Room } from '../quotas/quotas.ts'
import type { Runs } from '../runs/runs.ts'
import { recheckBranch } from '../script/script.ts'
import { forgetProjectIndex } from '../search/postings.ts'
import { refuseInconsistent } from './consistent.ts'
import type { Folder, FolderScript } from './folder.ts'
import { fromFiles } from './from-files.ts'
import { refuseForgedQuotes } from './quoted.ts'
import { readZip } from './read-zip.ts'
import { projectState, purgeProject, writeRows, writeSource } from './store.ts'
import { underNewIds } from './under-new-ids.ts'
import { withoutWrapping } from './without-wrapping.ts'

export interface BringInDeps {
  database: Database
  runs: Runs
  ids: () => string
  /** Asked when all of it is in. */
  room?: Room
}

/**
 * Takes a project in from the ZIP of its folder: all of it or nothing. Its sources are read again by runs.
 * @param asNew under new ids, so that it stands beside the one that it was saved of
 * @throws `invalid_request` where the folder is not one that Ownwords has written, `conflict` where it is there already
 */
export async function bringIn(
  deps: BringInDeps,
  accountId: string,
  zip: Buffer,
  asNew: boolean,
): Promise<Project> {
  let files = withoutWrapping(await readZip(zip))
  let folder = fromFiles(files)
  if (asNew) {
    files = underNewIds(files, folder)
    folder = fromFiles(files)
  }
  await refuseInconsistent(folder)
  refuseForgedQuotes(folder)
  try {
    return await asAccount(deps.database, accountId, async tx => {
      await makeRoom(tx, folder.project.id)
      await writeProject(tx, deps, accountId, folder)
      await deps.room?.(tx)
      return requiredProject(tx, folder.project.id)
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23505') throw conflict()
    throw error
  }
}

/** One that was deleted makes room for itself. */
async function makeRoom(tx: TransactionSql, projectId: string): Promise<void> {
  const state = await projectState(tx, projectId)
  if (state === 'there') throw conflict()
  if (state === 'free') return
  await forgetProjectIndex(tx, projectId)
  await purgeProject(tx, projectId)
}

const conflict = () =>
  new ApiError(
    'conflict',
    'This project, or a part of it, is here already. Bring it in as a new project beside it, or delete the one that is here first.',
  )

async function writeProject(
  tx: TransactionSql,
  { runs, ids }: BringInDeps,
  accountId: string,
  folder: Folder,
): Promise<void> {
  const projectId = folder.project.id
  const of = { projectId }
  await writeRows(tx, 'project', [folder.project])
  for (const { row, versions, ...words } of folder.sources) {
    const reads = words.body !== '' && row.deletedAt === null
    const ingestRunId = reads ? ids() : null
    const state = words.body === '' ? 'ready' : 'stored'
    await writeSource(tx, 'source', { row, ...words }, { ...of, ingestRunId, state })
    for (const version of versions) await writeSource(tx, 'source_version', version, { sourceId: row.id })
    if (ingestRunId)
      await runs.create(tx, { id: ingestRunId, accountId, kind: 'ingest', projectId, sourceId: row.id })
  }
  await writeRows(tx, 'brief', folder.briefs, of)
  await writeRows(tx, 'findings', folder.findings, of)
  const { runs: turnRuns, events, turns, notes, proposals, interviews } = folder.conversation
  await writeRows(tx, 'run', turnRuns, { ...of, kind: 'turn' })
  await writeRows(tx, 'run_event', events)
  await writeRows(tx, 'turn', turns, of)
  await writeRows(tx, 'note', notes, of)
  await writeRows(tx, 'proposal', proposals, of)
  await writeRows(tx, 'interview', interviews, of)
  await writeRows(tx, 'branch', folder.branches, of)
  await writeRows(tx, 'offer', folder.offers, of)
  await writeRows(tx, 'decision', folder.decisions, of)
  for (const script of folder.scripts) await writeScript(tx, script)
  await writeRows(tx, 'activity', folder.activity, of)
}

/** What a script and its points come to is worked out here, whatever the folder says, and so is what backs each sentence. */
async function writeScript(
  tx: TransactionSql,
  { branchId, changes, points, drafts, rewrites }: FolderScript,
): Promise<void> {
  const of = { branchId }
  const state = applyAll(
    emptyScript(),
    changes.map(({ op }) => op),
  )
  await writeRows(tx, 'script', [{ ...of, seq: state.seq, state, stateSeq: state.seq }])
  await writeRows(
    tx,
    'script_change',
    changes.map(change => ({ ...change, id: change.op.id })),
    of,
  )
  let then = emptyScript()
  const stated = points
    .toSorted((a, b) => a.seq - b.seq)
    .map(point => {
      while (then.seq < point.seq) then = apply(then, changes[then.seq]!.op)
      return { ...point, state: then }
    })
  await writeRows(tx, 'script_point', stated, of)
  await writeRows(tx, 'beat_drafts', drafts, of)
  await writeRows(tx, 'rewrite', rewrites, of)
  await recheckBranch(tx, branchId)
}
