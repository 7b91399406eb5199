import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import type { BriefMethod } from '../../core/contract/brief.ts'
import type { Gate, Offer } from '../../core/contract/decision.ts'
import { addressesMachine } from '../../core/machine-words/machine-words.ts'
import { ApiError } from '../http/problem.ts'
import { ModelFailure } from '../model/errors.ts'
import type { Fence } from '../model/fence.ts'
import type { Models } from '../model/models.ts'
import { ownChannelState } from '../research/claims/own-channel.ts'
import type { PassageSearch } from '../research/claims/own-mentions.ts'
import { speakOtherwise } from '../research/claims/relation.ts'
import { likelyLanguage } from '../research/stopwords.ts'
import { type RunContext, RunFailure, type RunOutcome, type RunWork } from '../runs/work.ts'
import { differing } from './alike.ts'
import { OfferInput } from './begin-offer.ts'
import type { DraftOption } from './draft-option.ts'
import { gist } from './draft-option.ts'
import { makers } from './gate-makers.ts'
import { type Ground, readGround } from './ground.ts'
import type { ReadOptions } from './model-options.ts'
import { vocabularyFor } from './nearness.ts'
import { saveOffer } from './offers-store.ts'
import { ownOfAngle } from './own-of-angle.ts'
import { byWish } from './wished.ts'

export interface OfferWorkDeps {
  /** null: none is set. */
  models: Models | null
  search: PassageSearch
  fence: Fence
  log: Logger
  clock: () => Date
  ids: () => string
}

const WANTED = 3

/**
 * The `angle`, `outline` and `hook` runs: three options that differ from each other and from what was offered before.
 * A model is asked once; what of its answer is alike, or rests on nothing, gives way to one made without it.
 */
export function offerWork(gate: Gate, deps: OfferWorkDeps): RunWork {
  const maker = makers[gate]
  return async (context): Promise<RunOutcome> => {
    const { projectId, runId, progress } = context
    const input = OfferInput.parse(context.input)
    await progress({ done: 0, total: null, label: 'Reading what was found' })
    const ground = await readGround(context, { gate, ...input }).catch(gone)
    const asked = deps.models && (await byModel(context, ground, deps.models))
    const { options, notes } = chosen(ground, asked)
    const drafts = gate === 'angle' ? await withOwn(context, ground, options, notes) : options
    for (const note of notes) await context.note(note)
    const offer: Offer = {
      ...{ id: runId, projectId: projectId!, branchId: input.branchId, gate, wish: input.wish },
      method: asked?.method ?? { by: 'extractive', name: maker.roughName },
      options: drafts.map(draft => ({ id: deps.ids(), ...draft })),
      ...{ notes, createdAt: deps.clock().toISOString() },
    }
    return { resultId: offer.id, save: tx => saveOffer(tx, offer) }
  }

  function chosen(ground: Ground, asked: Asked | null): { options: DraftOption[]; notes: string[] } {
    const own = asked?.read?.options ?? []
    const rough = maker.rough(ground).filter(each => !addressesMachine(gist(each)))
    const { before } = ground
    const vocabulary = vocabularyFor(ground, [...own, ...rough, ...before].map(gist))
    const differ = { before, most: WANTED, vocabulary }
    const fromModel = differing(own, { ...differ, taken: [] })
    const options = differing(byWish(rough, ground.wish, vocabulary), { ...differ, taken: fromModel })
    return {
      options,
      notes: [
        ...(asked?.notes ?? []),
        ...ground.notes,
        ...(fromModel.length === 0 ? roughNotes(ground) : filledNotes(options.length - fromModel.length)),
        ...(options.length < WANTED ? [fewNote(options.length, ground)] : []),
      ],
    }
  }

  interface Asked {
    /** null: it gave nothing that can be used. */
    read: ReadOptions | null
    /** undefined where it gave nothing. */
    method?: BriefMethod
    notes: string[]
  }

  async function byModel(context: RunContext, ground: Ground, models: Models): Promise<Asked> {
    const { accountId, runId, signal } = context
    const { ask, read } = maker.asked(ground, deps.fence)
    const hash = createHash('sha256').update(JSON.stringify(ask.messages)).digest('hex').slice(0, 16)
    try {
      await context.progress({ done: 0, total: null, label: `Asking ${models.name} for options` })
      const kept = await context.step(`${maker.promptVersion} ${hash}`, () =>
        models.forRun({ accountId, runId, kind: gate, signal }).structured.ask({
          ...ask,
          signal,
          worth: answer => read(answer).options.length > 0,
        }),
      )
      const found = read(kept)
      if (found.options.length === 0) throw unusable(models.name, found)
      const { promptVersion } = maker
      const method = { by: 'model' as const, name: models.name, promptVersion, dropped: found.dropped }
      return { read: found, method, notes: [...found.says, ...languageNotes(ground, found.options)] }
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ModelFailure && error.outage)) throw error
      deps.log.warn({ code: error.code, requestId: error.requestId }, `${gate} without the model`)
      return { read: null, notes: [`Made without ${models.name}: ${error.message}`] }
    }
  }

  /** What the creator's own videos have on each angle. */
  async function withOwn(
    { database, accountId, progress, signal }: RunContext,
    ground: Ground,
    options: DraftOption[],
    notes: string[],
  ): Promise<DraftOption[]> {
    const { searched, note } = await ownChannelState({ database }, accountId)
    if (note) notes.push(note)
    if (!searched) return options
    const held: DraftOption[] = []
    for (const option of options) {
      signal.throwIfAborted()
      await progress({ done: held.length, total: options.length, label: 'Looking through your own videos' })
      const { content } = option
      if (content.gate !== 'angle') continue
      const own = await ownOfAngle(
        { database, search: deps.search },
        accountId,
        content.angle,
        option,
        ground,
      )
      held.push({ ...option, content: { gate: 'angle', angle: { ...content.angle, own } } })
    }
    return held
  }
}

function gone(error: unknown): never {
  if (error instanceof ApiError && error.code === 'not_found')
    throw new RunFailure('no_project', 'The project or the way of these options is not there any more.')
  throw error
}

const unusable = (model: string, { says }: ReadOptions) =>
  new ModelFailure(
    'model_unusable',
    `“${model}” gave no option that rests on these sources. ${says.join(' ')} Try another model.`.replace(
      '  ',
      ' ',
    ),
    { outage: true },
  )

/** Where nobody said which language the video is in, a model chooses one. */
function languageNotes({ language, sourcesLanguage }: Ground, options: DraftOption[]): string[] {
  const spoken = likelyLanguage(options.map(gist).join(' '))
  return language === null && spoken && speakOtherwise(spoken, sourcesLanguage)
    ? [
        `These are in another language (${spoken}) than your sources (${sourcesLanguage}). If that is not what you want, choose a voice for this video: its language is kept to.`,
      ]
    : []
}

const roughNotes = ({ wish, language, sourcesLanguage }: Ground): string[] => [
  'Put together without a model, from the words and numbers that were found: rough, to be put into your words.',
  ...(speakOtherwise(language ?? sourcesLanguage, 'en')
    ? ['The words around what was found are English: put them into your language.']
    : []),
  ...(wish ? ['Without a model your wish could be followed by its words alone.'] : []),
]

const filledNotes = (count: number): string[] =>
  count === 0
    ? []
    : [
        `${count === 1 ? 'One of these was' : `${count} of these were`} put together without the model: its own were too much alike, were offered before, or rested on nothing.`,
      ]

function fewNote(count: number, { before }: Ground): string {
  const some =
    count === 0
      ? 'There is no option left'
      : count === 1
        ? 'There is one option'
        : `Only ${count} options differ`
  return before.length > 0
    ? `${some} that was not offered before. Wish for something else, or clip more sources.`
    : `${some}${count === 2 ? ' enough to be a choice' : ''}: there is too little to make more of. Clip more sources.`
}
