import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { searchPassages } from '../../../server/search/search.ts'
import { ndcg10, readCollection, recall100 } from '../../bench/beir.ts'
import { addTexts, openLibrary } from '../../bench/search-library.ts'
import { testDatabase } from '../support/database.ts'

const folder = fileURLToPath(new URL('../../../../shared/data/retrieval/scifact', import.meta.url))

// `npm run bench:search` measures the whole collection; a part of it shows whether ranking broke.
it.skipIf(!existsSync(folder))(
  'ranks a part of SciFact as well as it did (skipped without ../shared)',
  async () => {
    const database = await testDatabase()
    const { documents, queries, judged } = readCollection(folder)
    const asked = queries.slice(0, 60)
    const relevant = new Set(asked.flatMap(({ id }) => [...judged.get(id)!.keys()]))
    const part = documents.filter(({ id }, place) => relevant.has(id) || place % 16 === 0)
    const library = await openLibrary(database)
    await addTexts(database, library, part[Symbol.iterator](), Number.POSITIVE_INFINITY)
    let ndcg = 0
    let recall = 0
    for (const { id, text } of asked) {
      const { hits } = await searchPassages(
        { database },
        library.accountId,
        {
          query: text,
          scope: { in: 'everything' },
          filters: { kinds: [], sites: [], tags: [], from: null, to: null },
          limit: 100,
        },
        { perSource: 1 },
      )
      const ranked = hits.map(({ place }) =>
        place.of === 'source' ? (library.documents.get(place.sourceId) ?? '') : '',
      )
      ndcg += ndcg10(ranked, judged.get(id)!) / asked.length
      recall += recall100(ranked, judged.get(id)!) / asked.length
    }
    expect(ndcg).toBeGreaterThan(0.86)
    expect(recall).toBeGreaterThan(0.95)
  },
  60_000,
)
