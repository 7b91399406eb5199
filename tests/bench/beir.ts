import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

// A collection in BEIR's form: corpus.jsonl, queries.jsonl and qrels.tsv, or those of the test split.

export interface Collection {
  documents: { id: string; title: string; text: string }[]
  /** Those that are judged. */
  queries: { id: string; text: string }[]
  /** By query, how relevant each judged document is: 0 and less is not. */
  judged: Map<string, Map<string, number>>
}

const Document = z.object({
  _id: z.coerce.string(),
  title: z.string().nullish(),
  text: z.string().optional(),
  sentences: z.array(z.string()).optional(),
})
const Asked = z.object({ _id: z.coerce.string(), text: z.string() })

/** @throws Error that says which file is missing or which line is not as it should be */
export function readCollection(folder: string): Collection {
  const judged = new Map<string, Map<string, number>>()
  for (const line of lines(folder, 'qrels.test.tsv', 'qrels.tsv').slice(1)) {
    const [query, document, relevance] = line.split('\t')
    if (!query || !document || !Number.isFinite(Number(relevance)))
      throw new Error(`Not query, document and relevance: ${line.slice(0, 80)}`)
    judged.set(query, (judged.get(query) ?? new Map()).set(document, Number(relevance)))
  }
  return {
    documents: lines(folder, 'corpus.jsonl').map(line => {
      const { _id, title, text, sentences } = Document.parse(JSON.parse(line))
      return { id: _id, title: title ?? '', text: sentences?.join(' ') ?? text ?? '' }
    }),
    queries: lines(folder, 'queries.test.jsonl', 'queries.jsonl')
      .map(line => Asked.parse(JSON.parse(line)))
      .map(({ _id, text }) => ({ id: _id, text }))
      .filter(({ id }) => [...(judged.get(id)?.values() ?? [])].some(relevance => relevance > 0)),
    judged,
  }
}

function lines(folder: string, ...names: string[]): string[] {
  const path = names.map(name => join(folder, name)).find(existsSync)
  if (!path) throw new Error(`There is no ${names.join(' or ')} in ${folder}.`)
  return readFileSync(path, 'utf8')
    .split('\n')
    .map(line => line.trimEnd())
    .filter(Boolean)
}

/**
 * nDCG at 10 as trec_eval has it (Järvelin and Kekäläinen 2002): the gain is the judgement, discounted by log2(rank + 1),
 * over that of the best order of all judged documents.
 */
export function ndcg10(ranked: readonly string[], judged: ReadonlyMap<string, number>): number {
  const dcg = (gains: number[]) =>
    gains.slice(0, 10).reduce((total, gain, place) => total + Math.max(0, gain) / Math.log2(place + 2), 0)
  const ideal = dcg([...judged.values()].sort((a, b) => b - a))
  return ideal === 0 ? 0 : dcg(ranked.map(id => judged.get(id) ?? 0)) / ideal
}

/** The share of the relevant documents that are among the first hundred. */
export function recall100(ranked: readonly string[], judged: ReadonlyMap<string, number>): number {
  const relevant = [...judged].filter(([, relevance]) => relevance > 0).map(([id]) => id)
  const found = new Set(ranked.slice(0, 100))
  return relevant.length === 0 ? 0 : relevant.filter(id => found.has(id)).length / relevant.length
}
