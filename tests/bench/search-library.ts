import { newId } from '../../core/contract/id.ts'
import { contentHash } from '../../core/evidence/content.ts'
import { passages } from '../../core/passages/passages.ts'
import type { Database } from '../../server/db/database.ts'
import { asAccount } from '../../server/db/tenancy.ts'
import { BATCH } from '../../server/sources/ingest.ts'
import { type CutPassage, insertPassages } from '../../server/sources/passages-store.ts'
import { insertSource, type StoredCapture } from '../../server/sources/store.ts'
import type { Collection } from './beir.ts'

/** An account whose sources are a collection's documents, each cut into passages as a clipped page is. */
export interface Library {
  accountId: string
  projectId: string
  sources: number
  passages: number
  /** By source, the document that it is; copies are none. */
  documents: Map<string, string>
  /** Spent on storing, from a document's text to the committed rows. */
  ms: number
}

type Text = Omit<Collection['documents'][number], 'id'> & { id: string | null }

export async function openLibrary({ sql }: Database): Promise<Library> {
  const accountId = newId()
  const projectId = newId()
  await sql`insert into account (id) values (${accountId})`
  await sql`insert into project (account_id, id, title) values (${accountId}, ${projectId}, 'Bench')`
  return { accountId, projectId, sources: 0, passages: 0, documents: new Map(), ms: 0 }
}

/** Stores the next texts as ready sources, until the library has `most` passages or there are no more. */
export async function addTexts(
  database: Database,
  library: Library,
  texts: Iterator<Text>,
  most: number,
): Promise<void> {
  let batch: { sources: Promise<Parameters<typeof insertSource>[2]>[]; cut: CutPassage[] } = {
    sources: [],
    cut: [],
  }
  const store = async () => {
    const { sources, cut } = batch
    batch = { sources: [], cut: [] }
    if (sources.length === 0) return
    const stored = await Promise.all(sources)
    await asAccount(database, library.accountId, async tx => {
      await Promise.all(stored.map(each => insertSource(tx, library.accountId, each)))
      await insertPassages(tx, { projectId: library.projectId, language: 'en' }, cut)
    })
    library.passages += cut.length
  }
  const begun = performance.now()
  while (library.passages + batch.cut.length < most) {
    const { value: text, done } = texts.next()
    if (done) break
    const body = text.text.trim() || text.title
    if (!body) continue
    library.sources++
    const id = newId()
    if (text.id !== null) library.documents.set(id, text.id)
    batch.sources.push(sourceOf(id, library.projectId, text.title, body))
    for (const passage of passages(body, { language: 'en' }))
      batch.cut.push({
        ...passage,
        sourceId: id,
        title: text.title,
        body: body.slice(passage.start, passage.end),
      })
    if (batch.cut.length >= BATCH) await store()
  }
  await store()
  library.ms += performance.now() - begun
}

async function sourceOf(id: string, projectId: string, title: string, body: string): Promise<StoredCapture> {
  const url = `https://bench.example/${id}`
  return {
    capture: {
      kind: 'article' as const,
      id,
      projectId,
      url,
      canonicalUrl: url,
      title: title.slice(0, 500) || 'Untitled',
      author: null,
      site: 'Bench',
      published: null,
      language: 'en',
      capturedAt: '2026-11-20T10:00:00.000Z',
      contentHash: await contentHash(body),
      fingerprint: null,
      receipt: { by: 'readability', legs: [], words: 0, leftOut: [] },
      form: 'article' as const,
      facts: [],
      images: [],
      text: body,
      markdown: '',
      html: null,
    },
    body,
    ingestRunId: null,
  }
}

/**
 * Copies of the documents that are other texts: a fifth of the words are drawn from all the collection's words, so that
 * common words stay common and rare ones rare, and the longer the collection the more passages have each.
 */
export function* perturbed(
  { documents }: Collection,
  copies: number,
  random: () => number,
): Generator<Text, undefined> {
  const pool = documents.flatMap(({ text }) => text.split(' '))
  const other = (text: string) =>
    text
      .split(' ')
      .map(word => (random() < 0.2 ? pool[Math.floor(random() * pool.length)]! : word))
      .join(' ')
  for (let copy = 0; copy < copies; copy++)
    for (const { title, text } of documents) yield { id: null, title: other(title), text: other(text) }
}
