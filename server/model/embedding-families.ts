import type { EmbeddingKind } from './embeddings.ts'

/** How the vectors of a text's tokens become one: their mean, the first one's, or the last one's. */
export type Pooling = 'mean' | 'cls' | 'last_token'

interface Family {
  /** What stands before a text, by what it is embedded for. */
  before: Record<EmbeddingKind, string>
  pooling: Pooling
}

const searching = 'Represent this sentence for searching relevant passages: '

/** As their model cards say; the first whose pattern the model's name fits. A server that adds nothing leaves it to us. */
const FAMILIES: [RegExp, Family][] = [
  [
    /qwen3-embedding/i,
    {
      before: {
        query: 'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:',
        passage: '',
      },
      pooling: 'last_token',
    },
  ],
  [
    /embedding-?gemma/i,
    { before: { query: 'task: search result | query: ', passage: 'title: none | text: ' }, pooling: 'mean' },
  ],
  [/nomic-embed/i, { before: { query: 'search_query: ', passage: 'search_document: ' }, pooling: 'mean' }],
  [/arctic-embed.*v2/i, { before: { query: 'query: ', passage: '' }, pooling: 'cls' }],
  [
    /arctic-embed|mxbai-embed|bge-(small|base|large)-en/i,
    { before: { query: searching, passage: '' }, pooling: 'cls' },
  ],
  [/bge-/i, { before: { query: '', passage: '' }, pooling: 'cls' }],
  [
    /(^|[/_-])e5-(small|base|large)/i,
    { before: { query: 'query: ', passage: 'passage: ' }, pooling: 'mean' },
  ],
]
const PLAIN: Family = { before: { query: '', passage: '' }, pooling: 'mean' }

export const familyOf = (name: string): Family =>
  FAMILIES.find(([pattern]) => pattern.test(name))?.[1] ?? PLAIN
