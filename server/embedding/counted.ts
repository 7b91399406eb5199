import type { Embeddings } from '../model/embeddings.ts'
import { nanosOf, type Price } from '../model/prices.ts'
import { loadTokens } from '../model/tokens.ts'
import type { RunContext } from '../runs/work.ts'
import type { Meter } from '../usage/meter.ts'

export interface CountedDeps {
  embeddings: Embeddings
  meter: Meter
  /** null: nobody knows. */
  price: Price | null
}

/** Vectors for passages of a run. @throws what `embed` throws; BudgetFailure where a limit stands against it */
export type EmbedPassages = (
  run: Pick<RunContext, 'accountId' | 'runId' | 'signal'>,
  texts: readonly string[],
) => Promise<Float32Array[]>

/**
 * What goes to a host is held against the limits before it is sent, and counted after, by the host's own count where
 * it says one. A model in this computer costs nothing and is not counted.
 */
export const countedPassages =
  ({ embeddings, meter, price }: CountedDeps): EmbedPassages =>
  async ({ accountId, runId, signal }, texts) => {
    const { host, name } = embeddings
    if (host === null) return embeddings.embed(texts, { signal, kind: 'passage' })
    const count = await loadTokens()
    const estimated = texts.reduce((sum, text) => sum + count(text), 0)
    const held = await meter.reserve(
      {
        accountId,
        runId,
        kind: 'embed',
        step: 'passages',
        host,
        model: name,
        cost: tokens => price && nanosOf(price, tokens),
      },
      { input: estimated, output: 0 },
    )
    let said = 0
    const used = (tokens: number) => {
      said += tokens
    }
    try {
      const vectors = await embeddings.embed(texts, { signal, kind: 'passage', used })
      await held.settle({ input: said || estimated, output: 0, exact: said > 0 })
      return vectors
    } catch (error) {
      // Of several requests some were answered.
      await (said > 0 ? held.settle({ input: said, output: 0, exact: true }) : held.release())
      throw error
    }
  }
