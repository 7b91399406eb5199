import { pathToFileURL } from 'node:url'
import type { EmbeddingAnswer, EmbeddingQuestion, LocalModel } from './embedding-messages.ts'

// Runs as a process of its own, see `openLocalEmbeddings`: one question after the other.

/** The part that is used of a library that may not be installed. */
interface Transformers {
  env: {
    allowRemoteModels: boolean
    allowLocalModels: boolean
    localModelPath: string
    cacheDir: string
    useFSCache: boolean
  }
  pipeline(task: 'feature-extraction', name: string, options: object): Promise<Extractor>
}
type Extractor = (
  texts: string[],
  options: { pooling: string; normalize: boolean },
) => Promise<{ dims: number[]; data: ArrayLike<number> }>

const model = JSON.parse(process.argv[2]!) as LocalModel
let extractor: Promise<Extractor> | undefined

async function load({ library, name, from, fetched, precision }: LocalModel): Promise<Extractor> {
  const { env, pipeline } = (await import(pathToFileURL(library).href)) as Transformers
  env.allowRemoteModels = fetched
  env.allowLocalModels = !fetched
  env.localModelPath = from
  env.cacheDir = from
  env.useFSCache = true
  return pipeline('feature-extraction', name, { dtype: precision, device: 'cpu' })
}

async function answer({ id, texts }: EmbeddingQuestion): Promise<EmbeddingAnswer> {
  let loading = true
  try {
    extractor ??= load(model)
    const extract = await extractor
    loading = false
    const { dims, data } = await extract(texts, { pooling: model.pooling, normalize: false })
    const size = dims.at(-1)!
    return {
      id,
      vectors: texts.map((_, i) => Float32Array.from({ length: size }, (_, j) => data[i * size + j]!)),
    }
  } catch (error) {
    if (loading) extractor = undefined // a connection that was away may be back
    return { id, loading, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

let before: Promise<unknown> = Promise.resolve()
process.on('message', (question: EmbeddingQuestion) => {
  before = before.then(async () => process.send?.(await answer(question)))
})
// The server is gone, however it went.
process.on('disconnect', () => process.exit(0))
