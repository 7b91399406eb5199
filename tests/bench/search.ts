import { parseArgs } from 'node:util'
import { newId } from '../../core/contract/id.ts'
import { limits } from '../../core/contract/limits.ts'
import { type Database, openDatabase } from '../../server/db/database.ts'
import { migrate } from '../../server/db/migrate.ts'
import { searchPassages } from '../../server/search/search.ts'
import { startPostgres } from '../support/postgres.ts'
import { seededRandom } from '../support/random.ts'
import { type Collection, ndcg10, readCollection, recall100 } from './beir.ts'
import { addTexts, type Library, openLibrary, perturbed } from './search-library.ts'

/**
 * How well and how fast search by words finds. Each document of the collection is a source, cut into passages as every clipped page is; a
 * source's rank is that of its best passage. Usage:
 *   npm run bench:search -- --data DIR [--copies N] [--database postgres|pglite]
 * --copies N stores up to N perturbed copies of the collection beside it, to 100,000 passages at the most, and tells on
 * stderr how the times grow. The last line is the figures as JSON: the quality of the collection alone, the times of
 * twenty hits at the end, and what was stored a second in passages, with their sources.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    copies: { type: 'string', default: '0' },
    database: { type: 'string', default: 'postgres' },
  },
})
const copies = Number(values.copies)
if (!values.data || !Number.isInteger(copies) || copies < 0 || !/^(postgres|pglite)$/.test(values.database)) {
  console.error('Usage: npm run bench:search -- --data DIR [--copies N] [--database postgres|pglite]')
  process.exit(1)
}

const MOST = 100_000
const STAGES = [1_000, 10_000, MOST]

async function main(database: Database): Promise<void> {
  await migrate(database)
  const collection = readCollection(values.data!)
  const library = await openLibrary(database)
  const texts = collection.documents[Symbol.iterator]()
  const copied = perturbed(collection, copies, seededRandom(5))

  for (const most of STAGES) {
    await addTexts(database, library, texts, most)
    if (library.passages >= most && most < MOST) await report(database, library, collection)
  }
  await addTexts(database, library, texts, Number.POSITIVE_INFINITY)
  const quality = await measureQuality(database, library, collection)
  console.error(`the collection: ${JSON.stringify(quality)}`)
  let times = await report(database, library, collection)
  if (copies > 0) {
    for (const most of STAGES.filter(stage => stage > library.passages)) {
      const before = library.passages
      await addTexts(database, library, copied, most)
      if (library.passages > before) times = await report(database, library, collection)
    }
  }
  console.log(
    JSON.stringify({
      ...quality,
      ...times,
      docs: library.sources,
      passages: library.passages,
      database: values.database,
      ingestPerSecond: Math.round((1000 * library.passages) / library.ms),
    }),
  )
}

const round = (value: number, digits: number) => Number(value.toFixed(digits))

async function measureQuality(database: Database, library: Library, { queries, judged }: Collection) {
  let ndcg = 0
  let recall = 0
  for (const { id, text } of queries) {
    const { hits } = await search(database, library, text, 100)
    const ranked = hits.map(({ place }) =>
      place.of === 'source' ? (library.documents.get(place.sourceId) ?? '') : '',
    )
    ndcg += ndcg10(ranked, judged.get(id)!)
    recall += recall100(ranked, judged.get(id)!)
  }
  return { ndcg10: round(ndcg / queries.length, 4), recall100: round(recall / queries.length, 4) }
}

/** Times of the collection's queries in milliseconds, each asked once after some that warm up. */
async function report(database: Database, library: Library, { queries }: Collection) {
  for (const { text } of queries.slice(0, 20)) await search(database, library, text, 20)
  const times: number[] = []
  for (const { text } of queries) {
    const begun = performance.now()
    await search(database, library, text, 20)
    times.push(performance.now() - begun)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => round(times[Math.ceil(share * times.length) - 1]!, 1)
  const figures = { p50ms: at(0.5), p95ms: at(0.95) }
  const stored = Math.round((1000 * library.passages) / library.ms)
  console.error(`${library.passages} passages: ${JSON.stringify(figures)}, ${stored} stored a second`)
  return figures
}

const search = (database: Database, { accountId, projectId }: Library, query: string, limit: number) =>
  searchPassages(
    { database },
    accountId,
    {
      query: query.slice(0, limits.queryChars),
      scope: { in: 'project', projectId },
      filters: { kinds: [], sites: [], tags: [], from: null, to: null },
      limit,
    },
    limit === 100 ? { perSource: 1 } : {},
  )

/** A database with nothing in it, on a server that may have others, and the way to leave none behind. */
async function openFresh(server: string | undefined): Promise<{ database: Database; drop(): Promise<void> }> {
  if (server === undefined) return { database: await openDatabase('pglite:'), async drop() {} }
  const admin = await openDatabase(server)
  const name = `ownwords_bench_${newId().replaceAll('-', '')}`
  await admin.sql`create database ${admin.sql(name)}`
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    database: await openDatabase(url.href),
    async drop() {
      await admin.sql`drop database ${admin.sql(name)} with (force)`
      await admin.close()
    },
  }
}

const postgres = values.database === 'postgres' ? await startPostgres(line => console.error(line)) : null
const { database, drop } = await openFresh(postgres?.url)
try {
  await main(database)
} finally {
  await database.close()
  await drop()
  await postgres?.stop()
}
