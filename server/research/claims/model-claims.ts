import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import { ModelFailure } from '../../model/errors.ts'
import { type Fence, fenced } from '../../model/fence.ts'
import type { Models } from '../../model/models.ts'
import type { StructuredRequest } from '../../model/structured.ts'
import { loadTokens } from '../../model/tokens.ts'
import type { WritingContext } from '../brief-writer.ts'
import type { MaterialSource } from '../material.ts'
import {
  CLAIMS_PROMPT_VERSION,
  ClaimsAnswer,
  claimsRequest,
  JoinAnswer,
  joinRequest,
} from '../prompts/claims.ts'
import { type Batch, batchesOf } from './batches.ts'
import { type CheckedClaims, checkedClaims } from './checked-claims.ts'
import { type ClaimsFinder, type FoundClaims, type ReadSources, roughFinder } from './claims-finder.ts'
import { extractiveClaims } from './extractive-claims.ts'
import { joinedModelClaims, type ModelClaim } from './join-model-claims.ts'
import { modelNotes } from './model-notes.ts'
import { unansweredOf } from './model-questions.ts'
import { readingOf } from './reading.ts'

export interface ModelFinderDeps {
  models: Models
  log: Logger
  fence: Fence
}

/** After these the next batch would fare no better. */
const HOPELESS = new Set(['model_unreachable', 'model_down', 'model_busy', 'model_silent'])

/**
 * Claims by a model: it lists them batch by batch, each quote is looked for in the stored sources, and one small request
 * that sees the claims alone says which belong together; whether their numbers allow it, our own code decides. Every
 * answer is a step of the run, so that a run that stops, at a limit or a revoked key, goes on where it was.
 *
 * An outage costs only what was not answered: those sources are read without a model, and the notes say which.
 */
export function modelFinder({ models, log, fence }: ModelFinderDeps): ClaimsFinder {
  const model = models.name
  return async (read, context) => {
    const { sources } = read.material
    const checked: CheckedClaims = { claims: [], dropped: 0, reworded: 0 }
    const failed: { batch: Batch; error: ModelFailure }[] = []
    const batches = batchesOf(read, await loadTokens())
    for (const [i, batch] of batches.entries()) {
      const hopeless = failed.at(-1)?.error
      if (hopeless && HOPELESS.has(hopeless.code)) {
        failed.push({ batch, error: hopeless })
        continue
      }
      try {
        await context.tell(
          batches.length === 1
            ? `Asking ${model} what they claim`
            : `Asking ${model} what they claim: part ${i + 1} of ${batches.length}`,
        )
        const answer = await askOf(batch)
        const found = checkedClaims(answer, sources)
        if (found.claims.length === 0) throw nothingFound(model)
        checked.claims.push(...found.claims)
        checked.dropped += found.dropped
        checked.reworded += found.reworded
      } catch (error) {
        context.signal.throwIfAborted()
        if (!(error instanceof ModelFailure && error.outage)) throw error
        log.warn({ code: error.code, requestId: error.requestId, model }, 'claims without the model')
        failed.push({ batch, error })
      }
      await context.breathe()
    }
    if (checked.claims.length === 0) {
      const rough = await roughFinder(read, context)
      return {
        ...rough,
        notes: [`Found without ${model}: ${failed[0]?.error.message ?? ''}`, ...rough.notes],
      }
    }
    return joinedUp(read, context, checked, failed)

    async function askOf(batch: Batch): Promise<ClaimsAnswer> {
      const data = fenced(batch.shown, fence)
      const request = claimsRequest(data)
      // Named by what is asked: a run that is taken up after a source went asks only what is new.
      const kept = await context.step(`${CLAIMS_PROMPT_VERSION} ${hashOf(data.text)}`, async () => {
        const answer = await models.forRun(context.run).structured.ask({
          ...request,
          worth: given => checkedClaims(withIds(given, sources), sources).claims.length > 0,
          signal: context.signal,
          heard: signOfLife(context, model),
        })
        return withIds(answer, sources)
      })
      return ClaimsAnswer.parse(kept)
    }
  }

  async function joinedUp(
    read: ReadSources,
    context: WritingContext,
    { claims, dropped, reworded }: CheckedClaims,
    failed: { batch: Batch; error: ModelFailure }[],
  ): Promise<FoundClaims> {
    const { material, ranking, voices, names, said } = read
    const own = claims.map(
      (claim): ModelClaim => ({
        ...claim,
        reading: readingOf(claim.text, material.sources[claim.places[0]!.source]!.language, names),
      }),
    )
    const { joins, note } = await askJoins(own, context)
    const found = joinedModelClaims(own, joins, ranking.vocabulary, voices, material.sources)
    const without = new Set(failed.flatMap(({ batch }) => batch.sources))
    if (without.size > 0) {
      const theirs = said.map(one => (without.has(one.source) ? one : { ...one, worth: 0 }))
      found.push(...(await extractiveClaims(theirs, ranking, voices, context.breathe)))
    }
    return {
      claims: found,
      questions: joins ? unansweredOf(joins.questions, read) : [],
      method: { by: 'model', name: model, promptVersion: CLAIMS_PROMPT_VERSION, dropped },
      rough: false,
      notes: modelNotes({
        model,
        dropped,
        reworded,
        without: [...without].map(source => material.sources[source]!.title),
        why: failed[0]?.error.message ?? null,
        joining: note,
      }),
    }
  }

  /** Claims alone, without the sources: a few thousand tokens at most. */
  async function askJoins(
    claims: ModelClaim[],
    context: WritingContext,
  ): Promise<{ joins: JoinAnswer | null; note: string | null }> {
    const lines = claims.map(
      ({ text, places }, i) =>
        `C${i + 1} (${places.map(({ source }) => `S${source + 1}`).join(', ')}): ${text}`,
    )
    const data = fenced(
      [{ ref: 'claims', kind: 'claims', title: 'All claims', passages: [lines.join('\n')] }],
      fence,
    )
    const request: Omit<StructuredRequest<JoinAnswer>, 'signal'> = joinRequest(data)
    try {
      const kept = await context.step(`${CLAIMS_PROMPT_VERSION} join ${hashOf(data.text)}`, async () => {
        await context.tell(`Asking ${model} which claims say the same`)
        return models.forRun(context.run).structured.ask({ ...request, signal: context.signal })
      })
      return { joins: JoinAnswer.parse(kept), note: null }
    } catch (error) {
      context.signal.throwIfAborted()
      if (!(error instanceof ModelFailure && error.outage)) throw error
      log.warn({ code: error.code, requestId: error.requestId, model }, 'claims joined without the model')
      return { joins: null, note: error.message }
    }
  }
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** Only a sign of life: if it cannot be told, the answer still counts. */
function signOfLife(context: WritingContext, model: string): (characters: number) => void {
  let told = 0
  return characters => {
    if (characters - told < 500) return
    told = characters
    context.tell(`${model} has written ${characters.toLocaleString('en')} characters`).catch(() => {})
  }
}

/** Kept with ids, since sources may go between two attempts. */
const withIds = ({ claims }: ClaimsAnswer, sources: MaterialSource[]): ClaimsAnswer => ({
  claims: claims.map(claim => ({
    ...claim,
    quotes: claim.quotes.map(({ quote, source }) => ({
      quote,
      source: sources[Number(/\d+/.exec(source)?.[0]) - 1]?.id ?? '',
    })),
  })),
})

const nothingFound = (model: string) =>
  new ModelFailure(
    'model_unusable',
    `“${model}” gave no claim with a quote that stands in these sources. Try another model.`,
    { outage: true },
  )
