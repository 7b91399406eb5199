import { Capture } from '../../core/contract/source.ts'
import { ApiError } from '../http/problem.ts'
import { verifiedText } from '../sources/verified-text.ts'
import type { Folder, FolderSource, Words } from './folder.ts'
import { refuse } from './from-files.ts'
import type { SourceRow, VersionRow } from './rows.ts'

/** What the schemas of single files cannot say: that all of it belongs together. @throws `invalid_request` */
export async function refuseInconsistent(folder: Folder): Promise<void> {
  for (const source of folder.sources) await refuseWrongSource(folder.project.id, source)
  refuseStrangers(folder)
  for (const { branchId, changes, points } of folder.scripts) {
    if (changes.some(({ seq }, at) => seq !== at + 1))
      refuse(`scripts ${branchId}`, 'Its changes are not numbered from 1 without gaps.')
    if (points.some(({ seq }) => seq > changes.length))
      refuse(`scripts ${branchId}`, 'A point is of changes that are not there.')
  }
}

/** A source is taken in as it would be from a browser: its words and their hash have to belong together. */
async function refuseWrongSource(
  projectId: string,
  { row, versions, ...words }: FolderSource,
): Promise<void> {
  await refuseWrongCapture(projectId, row, words)
  for (const { row: version, ...then } of versions)
    await refuseWrongCapture(projectId, asItWas(row, version), then)
  if (versions.some(({ row }, at) => row.version !== at + 1))
    refuse(`sources ${row.id}`, 'Its versions are not numbered from 1 without gaps.')
}

/** A version has no video and no canonical address of its own; the source may have been of another kind then. */
function asItWas(row: SourceRow, version: VersionRow): SourceRow {
  const canonicalUrl = version.kind === row.kind ? row.canonicalUrl : version.url
  return { ...row, ...version, canonicalUrl, videoId: row.videoId ?? UNKNOWN_VIDEO }
}
const UNKNOWN_VIDEO = '-----------'

async function refuseWrongCapture(
  projectId: string,
  row: SourceRow,
  { body, markdown, transcript, htmlGzip, file }: Words,
): Promise<void> {
  const name = `sources ${row.id}`
  const capture = Capture.safeParse({
    ...row,
    projectId,
    capturedAt: new Date(row.capturedAt).toISOString(),
    form: row.form ?? 'article',
    text: body,
    markdown: markdown ?? '',
    html: htmlGzip?.toString('base64') ?? null,
    file: file?.toString('base64') ?? null,
    transcript,
  })
  if (!capture.success) {
    const [issue] = capture.error.issues
    refuse(`${name} ${issue!.path.join('.')}`, issue!.message)
  }
  const text = await verifiedText(capture.data).catch((error: unknown) => {
    if (error instanceof ApiError) refuse(name, error.message)
    throw error
  })
  if (text !== body) refuse(name, 'Its text is not that of its captions.')
}

/** Everything that names another thing of the project names one that is there. */
function refuseStrangers(folder: Folder): void {
  const { project, conversation, branches, offers, decisions, scripts } = folder
  const branchIds = new Set(branches.map(({ id }) => id))
  const turnIds = new Set(conversation.turns.map(({ id }) => id))
  const runIds = new Set(conversation.runs.map(({ id }) => id))
  const decisionIds = new Set(decisions.map(({ id }) => id))
  const same = (where: string, ...pairs: [unknown, unknown][]) => {
    if (pairs.some(([one, other]) => one !== other)) refuse(where, 'It names something that is not in it.')
  }
  const known = (where: string, ids: ReadonlySet<string>, id: string | null) => {
    if (id !== null && !ids.has(id)) refuse(where, 'It names something that is not in it.')
  }
  const ofProject = { briefs: folder.briefs, findings: folder.findings, interviews: conversation.interviews }
  for (const [name, made] of Object.entries(ofProject))
    for (const { id, runId, document } of made)
      same(name, [id, document.id], [runId, document.runId], [project.id, document.projectId])
  for (const { id } of conversation.turns) known('conversation.json', runIds, id)
  for (const { id } of conversation.runs) known('conversation.json', turnIds, id)
  for (const { runId } of conversation.events) known('conversation.json', runIds, runId)
  for (const { turnId } of [...conversation.proposals, ...conversation.notes])
    known('conversation.json', turnIds, turnId)
  for (const branch of branches) {
    known('ways.json', branchIds, branch.fromId)
    for (const id of [branch.angleId, branch.outlineId, branch.hookId]) known('ways.json', decisionIds, id)
  }
  for (const { id, branchId, gate, document } of offers) {
    known('decisions.json', branchIds, branchId)
    same('decisions.json', [id, document.id], [project.id, document.projectId])
    same('decisions.json', [branchId, document.branchId], [gate, document.gate])
  }
  for (const { branchId, gate, content } of decisions) {
    known('decisions.json', branchIds, branchId)
    same('decisions.json', [gate, content.gate])
  }
  if (new Set(scripts.map(({ branchId }) => branchId)).size !== scripts.length)
    refuse('scripts', 'A way has two scripts.')
  for (const { branchId, drafts, rewrites } of scripts) {
    known('scripts', branchIds, branchId)
    for (const { beatId, runId, document } of drafts)
      same('scripts', [branchId, document.branchId], [beatId, document.beatId], [runId, document.runId])
    for (const { id, document } of rewrites) same('scripts', [branchId, document.branchId], [id, document.id])
  }
}
