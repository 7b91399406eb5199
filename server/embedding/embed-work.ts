import { setTimeout as sleep } from 'node:timers/promises'
import { asAccount } from '../db/tenancy.ts'
import type { Embeddings } from '../model/embeddings.ts'
import { ModelFailure } from '../model/errors.ts'
import { type RunContext, RunFailure, type RunOutcome, type RunWork } from '../runs/work.ts'
import type { EmbedPassages } from './counted.ts'
import type { EmbedLater } from './embed-later.ts'
import * as store from './store.ts'

export interface EmbedWorkDeps {
  embeddings: Embeddings
  embed: EmbedPassages
  /** For what is left when the run has worked long enough. */
  later: EmbedLater
  /** Milliseconds since 1970. */
  clock: () => number
  ids: () => string
  pause?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Texts of one look: some megabyte. */
const LOOK = 1_000
/** Texts that are kept together: what a run that is killed has to ask for again. */
const BATCH = 64
/** A run may take half an hour; what is left then is the next one's. */
const SHIFT_MS = 20 * 60_000
/** Between tries while the model has a problem of its own, beside what its client waits. */
const WAITS_MS = [2_000, 8_000, 30_000]

/**
 * The `embed` run: vectors of the set model for every text that lacks one, a batch at a time. What is kept stays kept
 * however the run ends, and is asked for no more. Search goes on meanwhile, with what there is. At the end the vectors
 * of models before are removed.
 */
export function embedWork(deps: EmbedWorkDeps): RunWork {
  const { embeddings, later, clock } = deps
  const { model } = embeddings
  return async (context): Promise<RunOutcome> => {
    const { database, accountId } = context
    const until = clock() + SHIFT_MS
    while (!(await embedAll(deps, context, until))) {
      // Its vectors have another size now, and the creator chose to begin anew.
      await asAccount(database, accountId, tx => store.forgetModel(tx, model))
    }
    return {
      resultId: null,
      async save(tx) {
        await store.lockEmbedding(tx)
        if (await store.anyWithout(tx, model)) await later(tx, accountId)
        else await store.tidyVectors(tx, model)
      },
    }
  }
}

/** Whether all was gone through, as far as the time went; false where it has to begin anew. */
async function embedAll(deps: EmbedWorkDeps, context: RunContext, until: number): Promise<boolean> {
  const { embeddings, clock } = deps
  const { database, accountId, signal } = context
  const { model } = embeddings
  let { texts: total, embedded: done } = await asAccount(database, accountId, tx =>
    store.countTexts(tx, model),
  )
  const tell = () => context.progress({ done, total, label: progressLabel(done, total) })
  await tell()
  for (let after: string | null = null; ; ) {
    const looked: store.Text[] = await asAccount(database, accountId, tx =>
      store.textsWithout(tx, model, after, LOOK),
    )
    if (looked.length === 0) return true
    for (let i = 0; i < looked.length; i += BATCH) {
      signal.throwIfAborted()
      if (clock() > until) return true
      const batch = looked.slice(i, i + BATCH)
      const texts = batch.map(({ body }) => body)
      const vectors = await patiently(deps, signal, () => deps.embed(context, texts))
      const made = batch.map(({ hash }, place) => ({ hash, vector: vectors[place]! }))
      const size = await asAccount(database, accountId, tx => store.keepVectors(tx, model, made))
      if (size !== vectors[0]!.length) {
        await tellOfSize(deps, context, size, vectors[0]!.length)
        return false
      }
      done += batch.length
      total = Math.max(total, done)
      await tell()
    }
    after = looked.at(-1)!.hash
  }
}

const progressLabel = (done: number, total: number): string =>
  `Made ${done.toLocaleString('en')} of ${total.toLocaleString('en')} passages findable by meaning`

/** The weather passes: busy, down, not to be reached. */
async function patiently<Value>(
  { pause = (ms, signal) => sleep(ms, undefined, { signal }) }: EmbedWorkDeps,
  signal: AbortSignal,
  ask: () => Promise<Value>,
): Promise<Value> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      const waitMs = error instanceof ModelFailure && error.outage ? WAITS_MS[tries] : undefined
      if (waitMs === undefined) throw error
      await pause(waitMs, signal)
    }
  }
}

/**
 * Fails the attempt that meets the other size, and lets the next one of the same run by: somebody who read the words
 * took it up again.
 */
async function tellOfSize({ embeddings, ids }: EmbedWorkDeps, context: RunContext, was: number, is: number) {
  const mine = ids()
  const told = await context.step(`size ${is}`, async () => mine)
  if (told !== mine) return
  const where = embeddings.host ? ` at ${embeddings.host}` : ''
  throw new RunFailure(
    'embedding_size',
    `“${embeddings.name}”${where} answers with vectors of ${is} numbers now; those that are kept have ${was}. It is another model under the same name. Set the model that it was before, or take this run up again to make all vectors anew. Until then search goes by words.`,
    true,
  )
}
