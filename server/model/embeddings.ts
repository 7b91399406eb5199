/** What a text is to be embedded for: many models want to be told. */
export type EmbeddingKind = 'passage' | 'query'

/** Texts as vectors of length 1, whose inner product says how near they are in meaning. */
export interface Embeddings {
  /** Names the model and whoever serves it: vectors of different names are never compared. */
  readonly model: string
  /** The model's name alone, for people. */
  readonly name: string
  /** Where the texts go; null where they stay in this computer. */
  readonly host: string | null
  /** How many numbers a vector has; null until the first answer. */
  readonly dimensions: number | null
  /**
   * One vector for each text, in their order. Any number of texts: they go out by batches.
   * @throws ModelFailure; the signal's reason when it aborts
   */
  embed(texts: readonly string[], options: EmbedOptions): Promise<Float32Array[]>
  close(): Promise<void>
}

export interface EmbedOptions {
  signal: AbortSignal
  kind: EmbeddingKind
  /** Hears how many tokens each request had, where the server counts them. */
  used?: (inputTokens: number) => void
}
