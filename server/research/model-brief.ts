import type { Logger } from 'pino'
import { ModelFailure } from '../model/errors.ts'
import { type Fence, fenced } from '../model/fence.ts'
import type { Models } from '../model/models.ts'
import { loadTokens } from '../model/tokens.ts'
import type { BriefWriter } from './brief-writer.ts'
import { checkedAnswer } from './checked-answer.ts'
import { exhibits } from './exhibits.ts'
import { extractiveWriter } from './extractive-brief.ts'
import type { Material } from './material.ts'
import { BRIEF_PROMPT_VERSION, BriefAnswer, briefRequest } from './prompts/brief.ts'
import { rank } from './ranking.ts'

export interface ModelWriterDeps {
  models: Models
  log: Logger
  fence: Fence
}

/**
 * The brief by a model: the ranking chooses what it is shown, it writes, and every quote is then looked for in the
 * stored sources.
 *
 * When the model fails for good it depends on why. An outage (unreachable, busy, broken off, no usable form) is not the
 * creator's to mend: the brief is written without it, says so in its method and in a note of the run. Wrong settings
 * (key, credit, name of the model) fail the run with what to set, since quietly doing with less would hide them.
 */
export function modelWriter({ models, log, fence }: ModelWriterDeps): BriefWriter {
  const model = models.name
  return async (material, context) => {
    const ranking = rank(material)
    await context.breathe()
    try {
      let told = 0
      // The answer is paid for: a run taken up again uses it. It is kept with ids, since sources may go in between.
      const request = briefRequest(fenced(exhibits(material, ranking, await loadTokens()), fence))
      const kept = await context.step(`brief ${BRIEF_PROMPT_VERSION}`, async () => {
        await context.tell(`Asking ${model} to write`)
        const answer = await models.forRun(context.run).structured.ask({
          ...request,
          // An answer of which no statement is left would be none the next time either.
          worth: answer => checkedAnswer(withIds(answer, material), material.sources).themes.length > 0,
          signal: context.signal,
          heard(characters) {
            if (characters - told < 500) return
            told = characters
            // Only a sign of life: if it cannot be written, the answer still counts.
            context.tell(`${model} has written ${characters.toLocaleString('en')} characters`).catch(() => {})
          },
        })
        return withIds(answer, material)
      })
      const { dropped, ...written } = checkedAnswer(BriefAnswer.parse(kept), material.sources)
      if (written.themes.length === 0) throw emptyAnswer(model)
      return {
        ...written,
        method: { by: 'model', name: model, promptVersion: BRIEF_PROMPT_VERSION, dropped },
        notes: dropped > 0 ? [droppedNote(dropped, model)] : [],
      }
    } catch (error) {
      context.signal.throwIfAborted()
      if (!(error instanceof ModelFailure && error.outage)) throw error
      log.warn({ code: error.code, requestId: error.requestId, model }, 'brief without the model')
      const brief = await extractiveWriter(material, context)
      return { ...brief, notes: [`Written without ${model}: ${error.message}`, ...brief.notes] }
    }
  }
}

function withIds(answer: BriefAnswer, { sources }: Material): BriefAnswer {
  const quote = <Quote extends { source: string }>(of: Quote): Quote => {
    const number = Number(/\d+/.exec(of.source)?.[0])
    return { ...of, source: sources[number - 1]?.id ?? '' }
  }
  return {
    themes: answer.themes.map(theme => ({
      ...theme,
      statements: theme.statements.map(statement => ({ ...statement, quotes: statement.quotes.map(quote) })),
    })),
    disagreements: answer.disagreements.map(item => ({ ...item, sides: item.sides.map(quote) })),
    questions: answer.questions.map(item => ({ ...item, quotes: item.quotes.map(quote) })),
  }
}

const emptyAnswer = (model: string) =>
  new ModelFailure('model_unusable', `“${model}” wrote nothing about these sources. Try another model.`, {
    outage: true,
  })

const droppedNote = (count: number, model: string) =>
  `${count === 1 ? 'One quote' : `${count} quotes`} that ${model} gave ${count === 1 ? 'stands' : 'stand'} in no source and ${count === 1 ? 'was' : 'were'} not used.`
