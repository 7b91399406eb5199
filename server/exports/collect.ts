import type { TransactionSql } from 'postgres'
import { limits } from '../../core/contract/limits.ts'
import { notFound } from '../http/problem.ts'
import type { Folder, FolderScript, FolderSource, Words } from './folder.ts'
import * as rows from './rows.ts'
import { readInUtc, readSource, readTables, sourceIdsOf } from './store.ts'
import { tables } from './tables.ts'

type OfScript<Row> = Row & { branchId: string }

/**
 * All that a project has, but its runs, what they used and the creator's channel and voices.
 * @returns how many originals were left out, because they are more than a folder may hold
 */
export async function collectProject(
  tx: TransactionSql,
  projectId: string,
): Promise<{ folder: Folder; leftOut: number }> {
  await readInUtc(tx)
  const read = await readTables(tx, projectId, tables)
  const [project] = read.project as rows.ProjectRow[]
  if (!project) throw notFound('project')
  const { sources, leftOut } = await collectSources(tx, projectId)
  const scripts = (read.scripts as { branchId: string }[]).map(({ branchId }): FolderScript => {
    const part = <Row>(all: unknown[]): Row[] =>
      (all as OfScript<Row>[]).flatMap(({ branchId: of, ...row }) => (of === branchId ? [row as Row] : []))
    return {
      branchId,
      changes: part(read.changes),
      points: part(read.points),
      drafts: part(read.drafts),
      rewrites: part(read.rewrites),
    }
  })
  const { briefs, findings, branches, offers, decisions, activity, ...talk } = read
  const { runs, events, turns, proposals, notes, interviews } = talk
  // As they were parsed when they were stored.
  const folder = {
    project,
    ...{ sources, scripts, briefs, findings, branches, offers, decisions, activity },
    conversation: { runs, events, turns, proposals, notes, interviews },
  } as Folder
  return { folder, leftOut }
}

async function collectSources(
  tx: TransactionSql,
  projectId: string,
): Promise<{ sources: FolderSource[]; leftOut: number }> {
  const sources: FolderSource[] = []
  let [left, leftOut] = [limits.folderOriginalBytes as number, 0]
  const withinLimit = (bytes: Buffer | null): Buffer | null => {
    if (!bytes) return null
    if (bytes.length > left) {
      leftOut++
      return null
    }
    left -= bytes.length
    return bytes
  }
  const limited = <Part extends Words>(part: Part): Part => ({
    ...part,
    htmlGzip: withinLimit(part.htmlGzip),
    file: withinLimit(part.file),
  })
  for (const id of await sourceIdsOf(tx, projectId)) {
    const { source, versions } = await readSource(tx, id, {
      source: rows.SourceRow,
      version: rows.VersionRow,
    })
    sources.push({ ...limited(source), versions: versions.map(limited) } as FolderSource)
  }
  return { sources, leftOut }
}
