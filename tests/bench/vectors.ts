import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { newId } from '../../core/contract/id.ts'
import { SearchRequest } from '../../core/contract/search.ts'
import { type Database, openDatabase } from '../../server/db/database.ts'
import { migrate } from '../../server/db/migrate.ts'
import { asAccount } from '../../server/db/tenancy.ts'
import { byMeaning } from '../../server/embedding/by-meaning.ts'
import { keepVectors, type Text, textsWithout } from '../../server/embedding/store.ts'
import { vectorIndexes } from '../../server/embedding/vector-indexes.ts'
import type { Embeddings } from '../../server/model/embeddings.ts'
import { startPostgres } from '../support/postgres.ts'
import { seededRandom } from '../support/random.ts'

/**
 * How long the database takes to find the hundred nearest passages: drawn vectors, the product's own statements, no model.
 * Among all passages of an account, and among a twentieth of them, a project's; on PostgreSQL once more with the index
 * that an account with very many vectors gets, and how many of the hundred that finds. Usage:
 *   npm run bench:vectors -- [--passages 10000] [--dimensions 384] [--database postgres|pglite]
 */
const { values } = parseArgs({
  options: {
    passages: { type: 'string', default: '10000' },
    dimensions: { type: 'string', default: '384' },
    database: { type: 'string', default: 'postgres' },
  },
})
const passages = Number(values.passages)
const dimensions = Number(values.dimensions)
if (
  ![passages, dimensions].every(n => Number.isInteger(n) && n > 0) ||
  !/^(postgres|pglite)$/.test(values.database)
) {
  console.error(
    'Usage: npm run bench:vectors -- [--passages N] [--dimensions N] [--database postgres|pglite]',
  )
  process.exit(1)
}

const PROJECTS = 20
const QUERIES = 30
const MODEL = 'drawn'
const random = seededRandom(7)

const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
const direction = () => Float32Array.from({ length: dimensions }, normal)
/** What a creator writes about. Without topics all vectors are about as far from each other, as no texts are. */
const topics = Array.from({ length: 40 }, () => ({
  middle: direction(),
  ways: Array.from({ length: 12 }, direction),
}))

function drawn(): Float32Array {
  const { middle, ways } = topics[Math.floor(random() * topics.length)]!
  const vector = middle.map(value => value + 0.25 * normal())
  for (const way of ways) {
    const far = 0.35 * normal()
    for (const [i, value] of way.entries()) vector[i]! += far * value
  }
  const length = Math.hypot(...vector)
  return vector.map(value => value / length)
}
const questions = Array.from({ length: QUERIES + 3 }, drawn)

async function store(database: Database, accountId: string): Promise<string> {
  await database.sql`insert into account (id) values (${accountId})`
  const ids = Array.from({ length: PROJECTS }, () => newId())
  await asAccount(database, accountId, async tx => {
    for (const [place, id] of ids.entries()) {
      await tx`insert into project (account_id, id, title) values (${accountId}, ${id}, ${`Project ${place}`})`
      await tx`
        insert into source (account_id, id, project_id, kind, url, canonical_url, title, captured_at, content_hash,
          receipt, body, state)
        values (${accountId}, ${id}, ${id}, 'article', 'https://a.example', 'https://a.example', 'A', now(), 'h', '{}',
          'b', 'ready')`
      // As long as a passage of a hundred words is, and no two alike.
      await tx`
        insert into passage (account_id, source_id, ord, no, body, start_char, end_char, lexemes)
        select ${accountId}, ${id}, n, n * ${PROJECTS}::int + ${place}::int,
               n || ' ' || ${id}::text || repeat(' some of its words', 30), 0, 1, ''
        from generate_series(0, ${Math.ceil(passages / PROJECTS) - 1}::int) as n`
    }
  })
  for (const [chunk, id] of ids.entries())
    await database.sql`
      insert into search_chunk (account_id, chunk, project_id, configuration, passages)
      values (${accountId}, ${chunk}, ${id}, 'simple', ${Math.min(4_096, Math.ceil(passages / PROJECTS))})`
  for (let after: string | null = null; ; ) {
    const texts: Text[] = await asAccount(database, accountId, tx => textsWithout(tx, MODEL, after, 1_000))
    if (texts.length === 0) break
    for (let i = 0; i < texts.length; i += 64) {
      const made = texts.slice(i, i + 64).map(({ hash }) => ({ hash, vector: drawn() }))
      await asAccount(database, accountId, tx => keepVectors(tx, MODEL, made))
    }
    after = texts.at(-1)!.hash
  }
  // As the run that made them leaves it.
  await database.sql`
    insert into run (account_id, id, kind, state, attempt_limit) values (${accountId}, ${newId()}, 'embed', 'done', 5)`
  await database.sql`vacuum analyze`
  return ids[0]!
}

/** Of the first of two lists of keys for each question, how much the second has. */
function recall(right: number[][], found: number[][]): number {
  const hits = right.flatMap((keys, i) => keys.filter(key => found[i]!.includes(key)))
  return Math.round((1_000 * hits.length) / right.flat().length) / 1_000
}

async function measure(database: Database): Promise<void> {
  await migrate(database)
  const accountId = newId()
  const storing = performance.now()
  const projectId = await store(database, accountId)
  const perSecond = Math.round((1_000 * passages) / (performance.now() - storing))
  const embeddings: Embeddings = {
    model: MODEL,
    name: MODEL,
    host: null,
    dimensions,
    embed: () => Promise.reject(new Error('nothing is asked here')),
    close: async () => {},
  }
  const times = async (scope: SearchRequest['scope']) => {
    const request = SearchRequest.parse({ query: 'q', scope })
    const ms: number[] = []
    const keys: number[][] = []
    for (const [i, vector] of questions.entries()) {
      const find = byMeaning({ database, embeddings, queryVector: async () => ({ vector }) })
      const started = performance.now()
      const found = await find({ accountId, request, limit: 100 })
      if (found?.keys.length !== 100) throw new Error(`It found ${found?.keys.length} of 100`)
      if (i >= 3) ms.push(performance.now() - started)
      keys.push(found.keys)
    }
    ms.sort((a, b) => a - b)
    const at = (share: number) => Math.round(ms[Math.floor(share * (ms.length - 1))]! * 10) / 10
    return { keys, figures: { p50ms: at(0.5), p95ms: at(0.95) } }
  }
  const withIndex = async () => {
    const building = performance.now()
    await vectorIndexes(passages).work(database.sql, 1)
    const buildSeconds = Math.round((performance.now() - building) / 1_000)
    const [index] = await database.sql<{ mb: number }[]>`
      select round(sum(pg_relation_size(oid)) / 1e6)::int as mb from pg_class where relname like 'passage_vector_near_%'`
    const { keys, figures } = await times({ in: 'everything' })
    return { ...figures, recall: recall(all.keys, keys), buildSeconds, mb: index!.mb }
  }
  const [size] = await database.sql<{ mb: number }[]>`
    select round(pg_total_relation_size('passage_vector') / 1e6)::int as mb`
  const all = await times({ in: 'everything' })
  const project = await times({ in: 'project', projectId })
  const { database: which } = values
  const indexed = which === 'postgres' ? await withIndex() : null
  console.log(
    JSON.stringify({
      database: which,
      passages,
      dimensions,
      all: all.figures,
      project: project.figures,
      indexed,
      mb: size!.mb,
      keptPerSecond: perSecond,
    }),
  )
}

const postgres = values.database === 'postgres' ? await startPostgres(line => console.error(line)) : null
const folder = mkdtempSync(join(tmpdir(), 'ownwords-bench-'))
const database = await openDatabase(postgres?.url ?? `pglite:${join(folder, 'database')}`)
try {
  await measure(database)
} finally {
  await database.close()
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
}
