import type { TransactionSql } from 'postgres'
import type {
  Capture,
  Moment,
  MomentCapture,
  QuoteAnchor,
  Source,
  SourceCheck,
  SourceDetail,
  SourceKind,
  SourceState,
} from '../../core/contract/source.ts'
import type { Chapter, Transcript } from '../../core/contract/transcript.ts'
import { removePassages } from '../search/postings.ts'

/** A capture as its columns. `body` is `captureText`: every position of a quote is in it. */
export interface StoredCapture {
  capture: Capture
  body: string
  /** null where there is nothing to cut. */
  ingestRunId: string | null
}

/** What decides whether a capture that comes in is new, the same, or older than what is stored. */
export interface StoredState {
  projectId: string
  kind: SourceKind
  contentHash: string
  capturedAt: Date
  deleted: boolean
  ingested: boolean
  hasText: boolean
  moment: Moment | null
  /** ISO 8601, as the check says it. */
  checkedAt: string | null
}

/** A source as research reads it. Everything in it was written by strangers: it is data, never an instruction. */
export interface SourceText {
  id: string
  kind: SourceKind
  title: string
  url: string
  canonicalUrl: string
  author: string | null
  site: string | null
  /** ISO 8601, as exact as the page says it. */
  published: string | null
  language: string | null
  videoId: string | null
  contentHash: string
  /** By which nearly equal texts are told; null where there is too little text, or none was made. */
  fingerprint: string | null
  /** `captureText` of the capture: quotes are searched in it, positions are characters of it. */
  text: string
  /** For the second at which a quote of a video begins (`msAt`). */
  transcript: Transcript | null
  /** Where in `text` each page of a PDF begins; null for everything else. */
  pageStarts: number[] | null
  /** Its passages can be found. */
  ready: boolean
}

interface SourceRow {
  id: string
  project_id: string
  kind: Source['kind']
  url: string
  canonical_url: string
  title: string
  author: string | null
  site: string | null
  published: string | null
  language: string | null
  captured_at: Date
  content_hash: string
  receipt: Source['receipt']
  video_id: string | null
  duration_ms: string | null
  ingest_run_id: string | null
  state: SourceState
  error: string | null
  passages: number
  fingerprint: string | null
  form: Source['form']
  pages: number | null
  moment: Source['moment']
  question: string | null
  versions: number
  checked: Source['check']
  tags: string[]
}
interface DetailRow extends SourceRow {
  body: string
  markdown: string | null
  anchor: QuoteAnchor | null
  transcript: Transcript | null
  chapters: Chapter[]
  facts: SourceDetail['facts']
  images: SourceDetail['images']
  page_starts: number[] | null
}

// How far a source is, its ingest run knows best: a run that failed, was cancelled or died never came to say so here.
const columns = (tx: TransactionSql) => tx`
  source.id, source.project_id, source.kind, url, canonical_url, title, author, site, published, language,
  captured_at, content_hash, receipt, video_id, duration_ms, ingest_run_id,
  fingerprint, form, moment, question, checked, tags, jsonb_array_length(page_starts) as pages,
  (select count(*)::int + 1 from source_version
   where source_version.account_id = source.account_id and source_version.source_id = source.id) as versions,
  case
    when source.state = 'ready' or run.state is null then source.state
    when run.state = 'queued' then 'stored'
    when run.state = 'running' then 'ingesting'
    when run.state = 'done' then 'ready'
    else 'failed'
  end as state,
  case
    when run.state = 'failed' then run.error ->> 'message'
    when run.state = 'cancelled' then 'Reading it was cancelled. Try again to make it findable.'
    else source.error
  end as error,
  case when source.state = 'ready' then
    (select count(*)::int from passage
     where passage.account_id = source.account_id and passage.source_id = source.id)
  else 0 end as passages`

const joined = (tx: TransactionSql) => tx`
  source left join run on run.account_id = source.account_id and run.id = source.ingest_run_id`

/** Newest first. */
export async function listSources(tx: TransactionSql, projectId: string): Promise<Source[]> {
  const rows = await tx<SourceRow[]>`
    select ${columns(tx)} from ${joined(tx)}
    where source.project_id = ${projectId} and source.deleted_at is null
    order by captured_at desc, source.id desc`
  return rows.map(toSource)
}

export async function findSource(tx: TransactionSql, id: string): Promise<Source | null> {
  const [row] = await tx<SourceRow[]>`
    select ${columns(tx)} from ${joined(tx)} where source.id = ${id} and source.deleted_at is null`
  return row ? toSource(row) : null
}

export async function findSourceDetail(tx: TransactionSql, id: string): Promise<SourceDetail | null> {
  const [row] = await tx<DetailRow[]>`
    select ${columns(tx)}, body, markdown, anchor, transcript, chapters, facts, images, page_starts
    from ${joined(tx)} where source.id = ${id} and source.deleted_at is null`
  if (!row) return null
  const { body, markdown, anchor, transcript, chapters, facts, images, page_starts } = row
  const pageStarts = page_starts ?? []
  return { ...toSource(row), text: body, markdown, anchor, transcript, chapters, facts, images, pageStarts }
}

/**
 * Which of a project's sources have words, oldest first, without reading them. The stamp is another where anything is
 * that a citation says.
 */
export async function selectStamps(
  tx: TransactionSql,
  projectId: string,
): Promise<{ id: string; stamp: string; chars: number }[]> {
  return tx`
    select id, md5(concat_ws(' ', account_id, id, content_hash, kind, title, url, video_id, page_starts, captured_at)) as stamp,
           octet_length(body) as chars
    from source where project_id = ${projectId} and deleted_at is null and body <> '' order by captured_at, id`
}

/** The words of some sources or of a project's; those without any are left out. */
export async function selectTexts(
  tx: TransactionSql,
  of: { projectId: string } | { sourceIds: string[] },
): Promise<SourceText[]> {
  return tx<SourceText[]>`
    select id, kind, title, url, canonical_url as "canonicalUrl", author, site, published, language, video_id as "videoId",
           content_hash as "contentHash", fingerprint, body as text, transcript, page_starts as "pageStarts",
           state = 'ready' as ready
    from source
    where ${'sourceIds' in of ? tx`id = any(${of.sourceIds}::uuid[])` : tx`project_id = ${of.projectId}`}
      and deleted_at is null and body <> ''
    order by captured_at, id`
}

/** Whether the project has words that are read or will be: a source that failed is neither. */
export async function hasWords(tx: TransactionSql, projectId: string): Promise<boolean> {
  const rows = await tx`
    select 1 from ${joined(tx)}
    where source.project_id = ${projectId} and source.deleted_at is null and body <> ''
      and source.state <> 'failed' and coalesce(run.state, 'done') in ('queued', 'running', 'done')
    limit 1`
  return rows.length > 0
}

/** Locks the source until the transaction ends, deleted or not; null where the id was never used. */
export async function lockState(tx: TransactionSql, id: string): Promise<StoredState | null> {
  const [row] = await tx<StoredState[]>`
    select project_id as "projectId", kind, moment, checked ->> 'at' as "checkedAt", content_hash as "contentHash", captured_at as "capturedAt",
           deleted_at is not null as deleted,
           state = 'ready' as ingested, body <> '' as "hasText"
    from source where id = ${id} for update`
  return row ?? null
}

/** @returns false where the id is in use. */
export async function insertSource(
  tx: TransactionSql,
  accountId: string,
  stored: StoredCapture,
): Promise<boolean> {
  const row = { account_id: accountId, id: stored.capture.id, ...columnsOf(tx, stored) }
  const rows = await tx`insert into source ${tx(row)} on conflict (account_id, id) do nothing returning 1`
  return rows.length > 0
}

/** Puts a newer capture in an older one's place, without the passages that were cut from the older. */
export async function replaceSource(tx: TransactionSql, stored: StoredCapture): Promise<void> {
  const { id } = stored.capture
  await removePassages(tx, id)
  await tx`update source set ${tx(columnsOf(tx, stored))} where id = ${id}`
}

/** A note or another picture of the same words: the words stay as they are, with what was cut from them. */
export async function setMoment(
  tx: TransactionSql,
  { id, moment, title, capturedAt, contentHash, receipt }: MomentCapture,
): Promise<void> {
  // How the words were looked for is told anew, unless it is how those were found that stay.
  await tx`
    update source set moment = ${tx.json(moment)}, title = ${title}, captured_at = ${capturedAt},
      receipt = case when content_hash = ${contentHash} then ${tx.json(receipt)}::jsonb else receipt end
    where id = ${id}`
}

export async function setCheck(tx: TransactionSql, id: string, check: SourceCheck): Promise<void> {
  await tx`update source set checked = ${tx.json(check)} where id = ${id}`
}

/** Changes nothing where the source is not there or was removed. */
export async function setTags(tx: TransactionSql, id: string, tags: string[]): Promise<void> {
  await tx`update source set tags = ${tags}::text[] where id = ${id} and deleted_at is null`
}

function columnsOf(tx: TransactionSql, { capture, body, ingestRunId }: StoredCapture) {
  const video = capture.kind === 'video' || capture.kind === 'moment' ? capture : null
  const article = capture.kind === 'article' ? capture : null
  const pdf = capture.kind === 'pdf' ? capture : null
  const anchor = capture.kind === 'selection' ? capture.anchor : null
  return {
    project_id: capture.projectId,
    kind: capture.kind,
    url: capture.url,
    canonical_url: capture.canonicalUrl,
    title: capture.title,
    author: capture.author,
    site: capture.site,
    published: capture.published,
    language: capture.language,
    captured_at: capture.capturedAt,
    content_hash: capture.contentHash,
    receipt: tx.json(capture.receipt),
    body,
    markdown: article?.markdown ?? null,
    html_gzip: article?.html ? Buffer.from(article.html, 'base64') : null,
    form: article?.form ?? null,
    facts: tx.json(article?.facts ?? pdf?.facts ?? []),
    images: tx.json(article?.images ?? []),
    page_starts: pdf && tx.json(pdf.pageStarts),
    file: pdf?.file ? Buffer.from(pdf.file, 'base64') : null,
    moment: capture.kind === 'moment' ? tx.json(capture.moment) : null,
    question: capture.kind === 'knowledge' ? capture.question : null,
    answers: capture.kind === 'knowledge' ? capture.answers : null,
    fingerprint: capture.fingerprint,
    checked: null,
    anchor: anchor && tx.json(anchor),
    video_id: video?.videoId ?? null,
    duration_ms: video?.durationMs ?? null,
    chapters: tx.json(capture.kind === 'video' ? capture.chapters : []),
    transcript: video?.transcript ? tx.json(video.transcript) : null,
    state: ingestRunId ? 'stored' : 'ready',
    error: null,
    ingest_run_id: ingestRunId,
  }
}

/** @returns false where there was none to delete. */
export async function markSourceDeleted(tx: TransactionSql, id: string): Promise<boolean> {
  const rows = await tx`
    update source set deleted_at = now() where id = ${id} and deleted_at is null returning 1`
  return rows.length > 0
}

export async function markProjectSourcesDeleted(tx: TransactionSql, projectId: string): Promise<void> {
  await tx`update source set deleted_at = now() where project_id = ${projectId} and deleted_at is null`
}

export async function markSourceRestored(tx: TransactionSql, id: string): Promise<void> {
  await tx`update source set deleted_at = null where id = ${id}`
}

export async function setIngestRun(tx: TransactionSql, id: string, runId: string): Promise<void> {
  await tx`update source set ingest_run_id = ${runId}, state = 'stored', error = null where id = ${id}`
}

const toSource = (row: SourceRow): Source => ({
  id: row.id,
  projectId: row.project_id,
  url: row.url,
  canonicalUrl: row.canonical_url,
  title: row.title,
  author: row.author,
  site: row.site,
  published: row.published,
  language: row.language,
  capturedAt: row.captured_at.toISOString(),
  contentHash: row.content_hash,
  receipt: row.receipt,
  kind: row.kind,
  state: row.state,
  passages: row.passages,
  error: row.error,
  videoId: row.video_id,
  durationMs: row.duration_ms === null ? null : Number(row.duration_ms),
  ingestRunId: row.ingest_run_id,
  fingerprint: row.fingerprint,
  form: row.form,
  pages: row.pages,
  moment: row.moment,
  question: row.question,
  versions: row.versions,
  check: row.checked,
  tags: row.tags,
})
