import { onTestFinished } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import type { RunEvent } from '../../../core/contract/run.ts'
import type { Budget } from '../../../core/contract/usage.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { thenEmbed } from '../../../server/embedding/embed-later.ts'
import { type Embedding, openEmbedding } from '../../../server/embedding/embedding.ts'
import type { Embeddings } from '../../../server/model/embeddings.ts'
import { openEmbeddingsApi } from '../../../server/model/embeddings-api.ts'
import type { Price } from '../../../server/model/prices.ts'
import type { RunWorks } from '../../../server/runs/work.ts'
import { createWorker, type Worker } from '../../../server/runs/worker.ts'
import { ingest } from '../../../server/sources/ingest.ts'
import { saveCapture } from '../../../server/sources/sources.ts'
import { openMeter } from '../../../server/usage/meter.ts'
import { article } from './captures.ts'
import type { EmbeddingServer } from './embedding-server.ts'
import { eventsOf, everyKind, nothing, type RunsOfItsOwn, silent } from './runs.ts'

/** The embeddings that a loopback server gives; tries nothing twice. */
export const embeddingsOf = ({ baseUrl }: EmbeddingServer, model = 'near'): Embeddings =>
  openEmbeddingsApi({ apiKey: 'k', baseUrl, model }, { log: silent, maxRetries: 0 })

/** Finding by meaning over a database of its own, as a server has it. */
export function embeddingOver(
  own: Pick<RunsOfItsOwn, 'database' | 'runs'>,
  embeddings: Embeddings,
  { budget = NO_LIMIT, price = null }: { budget?: Budget; price?: Price | null } = {},
): Embedding {
  const { database, runs } = own
  const meter = openMeter({ database, defaults: budget, clock: Date.now, ids: newId })
  return openEmbedding({ embeddings, meter, price, database, runs, log: silent, clock: Date.now, ids: newId })
}

export const NO_LIMIT: Budget = { runTokens: null, monthTokens: null, runDollars: null, monthDollars: null }

/** Works on ingest and embed runs as a server with this model does, until the test is over. */
export async function workWith(
  own: RunsOfItsOwn,
  embedding: Embedding,
  changes: Partial<RunWorks> = {},
): Promise<Worker> {
  const works = {
    ...everyKind(nothing),
    ingest: thenEmbed(ingest, embedding.later),
    embed: embedding.work,
    interview: nothing,
    ...changes,
  }
  const worker = createWorker({ ...own, works, log: silent, clock: Date.now })
  await worker.start()
  onTestFinished(() => worker.stop(2_000))
  return worker
}

/** An account with a project, and what it asks of sources and runs. */
export async function reader(own: RunsOfItsOwn) {
  const { accountId, projectId } = await own.mint()
  const as = <Result>(work: Parameters<typeof asAccount<Result>>[2]) =>
    asAccount(own.database, accountId, work)
  const embedRuns = () =>
    as(
      tx => tx<{ id: string; state: string }[]>`
        select id, state from run where kind = 'embed' order by created_at, id`,
    )
  return {
    accountId,
    projectId,
    as,
    embedRuns,
    /** Takes a page whose passages are these paragraphs. */
    clip: async (...paragraphs: string[]) =>
      (
        await saveCapture(
          { ...own, ids: newId },
          accountId,
          await article(projectId, { text: paragraphs.join('\n\n') }),
        )
      ).source,
    /** Resolves when every run of the account is over, to its embed runs' states, oldest first. */
    async settled(): Promise<string[]> {
      for (;;) {
        const [open] = await as(
          tx => tx<{ id: string }[]>`select id from run where state in ('queued', 'running') limit 1`,
        )
        if (!open) return (await embedRuns()).map(({ state }) => state)
        await eventsOf(own.runs, accountId, open.id)
      }
    },
    /** Of the newest embed run. */
    async events(): Promise<RunEvent[]> {
      const newest = (await embedRuns()).at(-1)
      return newest ? eventsOf(own.runs, accountId, newest.id) : []
    },
    /** How many vectors each model has. */
    vectors: () =>
      as(
        tx => tx<{ model: string; dimensions: number; vectors: number }[]>`
          select model, dimensions, count(text_hash)::int as vectors
          from vector_model left join passage_vector using (account_id, model)
          group by model, dimensions order by model`,
      ),
  }
}

/** So many paragraphs, a passage each, no two alike. */
export const paragraphs = (count: number, about = 'tide'): string[] =>
  Array.from({ length: count }, (_, i) =>
    Array.from(
      { length: 6 },
      (_, j) => `The ${about} number ${i} of part ${j} is told here in a sentence of some words.`,
    ).join(' '),
  )
