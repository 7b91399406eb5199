import type { RewriteRequest } from '../../core/contract/draft.ts'
import type { Beat, ScriptState, Sentence } from '../../core/contract/script.ts'
import { sentencesOf } from '../../core/script/order.ts'
import type { Fence } from '../model/fence.ts'
import { type BeatMaterial, materialOf } from './beat-material.ts'
import { saidBefore } from './beat-request.ts'
import type { DraftDesk, DraftSource } from './desk.ts'
import { beatSources } from './prompts/draft.ts'
import { rewriteRequest } from './prompts/rewrite.ts'

/** Sentences that are to be said otherwise, with what they are made of. */
export interface RewriteSubject {
  beat: Beat
  /** In order, without those that are locked. */
  sentences: Sentence[]
  locked: number
  material: BeatMaterial
  sources: DraftSource[]
  before: string
  after: string
}

/** null where none of them is there any more. */
export async function subjectOf(
  desk: DraftDesk,
  script: ScriptState,
  sentenceIds: readonly string[],
): Promise<RewriteSubject | null> {
  const chosen = new Set(sentenceIds)
  const [first] = sentenceIds.flatMap(id => {
    const sentence = script.sentences[id]
    return sentence && !sentence.removed ? [sentence] : []
  })
  const beat = first && script.beats[first.beatId]
  if (!beat || beat.removed) return null
  const all = sentencesOf(script, beat.id)
  const asked = all.filter(({ id }) => chosen.has(id))
  const sentences = asked.filter(({ locked }) => !locked)
  const [from, to] = [all.indexOf(asked[0]!), all.indexOf(asked.at(-1)!)]
  // What they are quoted from may be more than what the outline has for the beat.
  const cited = sentences.flatMap(({ ledger }) => ledger.citations)
  const evidence = [...cited, ...beat.evidence].filter(
    (one, at, row) =>
      row.findIndex(each => each.sourceId === one.sourceId && each.start === one.start) === at,
  )
  const material = await materialOf(desk, { ...beat, evidence })
  return {
    ...{ beat, sentences, locked: asked.length - sentences.length, material, sources: material.sources },
    before: [saidBefore(script, beat.id), ...all.slice(0, from).map(({ text }) => text)].join(' ').trim(),
    after: all
      .slice(to + 1)
      .map(({ text }) => text)
      .join(' '),
  }
}

/** The request to a model, as the run and its estimate make it. */
export function rewriteRequestFor(
  { steering, language }: Pick<DraftDesk, 'steering' | 'language'>,
  { beat, sentences, material, before, after }: RewriteSubject,
  { how, wish }: Pick<RewriteRequest, 'how' | 'wish'>,
  fence: Fence,
): ReturnType<typeof rewriteRequest> {
  return rewriteRequest(
    {
      ...{ how, wish, before, after, steering, language, purpose: beat.purpose },
      sentences: sentences.map(({ text }) => text),
      sources: beatSources(material),
    },
    fence,
  )
}
