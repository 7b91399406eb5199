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
import type { Embeddings } from '../../server/model/embeddings.ts'
import { startPostgres } from '../support/postgres.ts'
import { seededRandom } from '../support/random.ts'

/**
 * How long the database takes to find the hundred nearest passages by an exact scan: drawn vectors, the product's own
 * statements, no model. Among all passages of an account, and among a twentieth of them, a project's. Usage:
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

function drawn(): Float32Array {
  const vector = Float32Array.from({ length: dimensions }, () => random() - 0.5)
  const length = Math.hypot(...vector)
  return vector.map(value => value / length)
}

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
  await database.sql`analyze`
  return ids[0]!
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
  const find = byMeaning({ database, embeddings, queryVector: async () => ({ vector: drawn() }) })
  const times = async (scope: SearchRequest['scope']) => {
    const request = SearchRequest.parse({ query: 'q', scope })
    const ms: number[] = []
    for (let i = 0; i < QUERIES + 3; i++) {
      const started = performance.now()
      const found = await find({ accountId, request, limit: 100 })
      if (found?.keys.length !== 100) throw new Error(`It found ${found?.keys.length} of 100`)
      if (i >= 3) ms.push(performance.now() - started)
    }
    ms.sort((a, b) => a - b)
    const at = (share: number) => Math.round(ms[Math.floor(share * (ms.length - 1))]! * 10) / 10
    return { p50ms: at(0.5), p95ms: at(0.95) }
  }
  const [size] = await database.sql<{ mb: number }[]>`
    select round(pg_total_relation_size('passage_vector') / 1e6)::int as mb`
  const all = await times({ in: 'everything' })
  const project = await times({ in: 'project', projectId })
  const { database: which } = values
  console.log(
    JSON.stringify({
      database: which,
      passages,
      dimensions,
      all,
      project,
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
