import type { Pooling } from './embedding-families.ts'

// What goes between the server and the process that has a local model: one answer to each question.

/** What to load, and from where. */
export interface LocalModel {
  /** The file that `@huggingface/transformers` begins with. */
  library: string
  /** A folder's name under `from`, or a name on the hub. */
  name: string
  /** Where models are looked for. */
  from: string
  /** Whether what is not there may be fetched from the hub. */
  fetched: boolean
  precision: string
  pooling: Pooling
}

export interface EmbeddingQuestion {
  id: number
  texts: string[]
}
/** `loading`: the model itself is what failed. `failed` is for the log. */
export type EmbeddingAnswer = { id: number } & (
  | { vectors: Float32Array[] }
  | { failed: string; loading: boolean }
)
