import type { Decision, Outline } from '../../core/contract/decision.ts'
import type {
  Beat,
  BeatDraft,
  Origin,
  ScriptOp,
  ScriptState,
  Sentence,
  SentenceDraft,
} from '../../core/contract/script.ts'
import { isFree } from '../../core/script/apply.ts'
import { beatsOf, ranksBetween, sentencesOf, spokenOf } from '../../core/script/order.ts'
import type { Standing } from './branches.ts'

interface Making {
  ids: () => string
  /** ISO 8601 */
  at: string
}
/** A hook's sentence as the script is to have it. */
export type HookLine = Pick<SentenceDraft, 'text' | 'ledger' | 'origin'>

const head = ({ ids, at }: Making) => ({ id: ids(), at, by: 'creator' as const })

/**
 * What stands on a decision that is to be taken anew, as the end of a sentence; null where nothing does. Decisions
 * behind it stand on it, and so does what the creator wrote, beside what the decision itself put there.
 */
export function standsOn(
  gate: Decision['content']['gate'],
  standing: Standing,
  script: ScriptState,
): string | null {
  if (!standing[gate]) return null
  if (gate === 'angle' && standing.outline) return 'the outline stands on this angle'
  if (gate !== 'hook' && standing.hook) return `the hook stands on this ${gate}`
  if (gate === 'hook')
    return ownWords(hookSentences(script), standing).length > 0
      ? 'the hook in the script holds words of yours'
      : null
  if (ownWords(spokenOf(script), standing).length > 0)
    return `words of yours in the script stand on this ${gate}`
  if (gate === 'outline' && ownBeats(script, standing.outline)) return 'you changed its beats in the script'
  return null
}

/** Written, edited or locked by the creator, but for the words of the hook that they decided on. */
function ownWords(sentences: Sentence[], { hook }: Standing): Sentence[] {
  const decided = hookTexts(hook)
  return sentences.filter(each => each.locked || (!isFree(each) && !decided.has(each.text)))
}

const hookTexts = (hook: Decision | null): Set<string> =>
  new Set(hook?.content.gate === 'hook' ? hook.content.hook.sentences.map(({ text }) => text) : [])

/** Whether a beat is there that is not as it was decided. */
function ownBeats(script: ScriptState, decision: Decision | null): boolean {
  if (decision?.content.gate !== 'outline') return false
  const left = decision.content.outline.beats.map(said)
  return beatsOf(script).some(beat => {
    const at = left.indexOf(said(beat))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
const said = ({ kind, title, purpose }: Pick<BeatDraft, 'kind' | 'title' | 'purpose'>) =>
  JSON.stringify([kind, title, purpose])

/**
 * The changes by which an outline becomes the script's beats. Where one was decided before, its beats give way (see
 * `standsOn`); beats that the creator made before there was any stay in front.
 */
export function outlineChanges(
  script: ScriptState,
  outline: Outline,
  anew: boolean,
  making: Making,
): ScriptOp[] {
  const there = beatsOf(script)
  const gone = anew ? there : []
  const last = there.at(-1) ?? null
  const ranks = ranksBetween(last, null, outline.beats.length)
  return [
    ...gone.map(
      (beat): ScriptOp => ({ ...head(making), do: 'beat.remove', beatId: beat.id, base: script.seq }),
    ),
    ...outline.beats.map(
      (beat, i): ScriptOp => ({
        ...head(making),
        do: 'beat.put',
        beat: { ...beat, id: making.ids(), rank: ranks[i]!, purpose: beat.purpose.slice(0, 1_000) },
      }),
    ),
  ]
}

const hookBeat = (script: ScriptState): Beat | null =>
  beatsOf(script).find(({ kind }) => kind === 'hook') ?? null

const hookSentences = (script: ScriptState): Sentence[] => {
  const beat = hookBeat(script)
  return beat ? sentencesOf(script, beat.id) : []
}

/**
 * The changes by which a hook comes to stand at the beginning of its beat, which is made where there is none. The hook
 * that was decided before gives way, whoever wrote it, as far as nobody touched it; what else stands there stays.
 */
export function hookChanges(
  script: ScriptState,
  lines: HookLine[],
  standing: Standing,
  making: Making,
): ScriptOp[] {
  const there = hookBeat(script)
  const changes: ScriptOp[] = []
  const beatId = there?.id ?? making.ids()
  if (!there) {
    const [rank] = ranksBetween(null, beatsOf(script)[0] ?? null, 1)
    const beat: BeatDraft = {
      ...{ id: beatId, rank: rank!, kind: 'hook', title: 'Hook', purpose: '', seconds: 0, evidence: [] },
    }
    changes.push({ ...head(making), do: 'beat.put', beat })
  }
  const sentences = there ? sentencesOf(script, beatId) : []
  const decided = hookTexts(standing.hook)
  for (const { id, locked, revision, text } of sentences.filter(each => !isFree(each)))
    if (!locked && decided.has(text))
      changes.push({ ...head(making), do: 'sentence.remove', sentenceId: id, base: revision })
  const ranks = ranksBetween(null, sentences[0] ?? null, lines.length)
  changes.push({
    ...head(making),
    do: 'beat.fill',
    beatId,
    over: sentences.filter(isFree).map(({ id, revision }) => ({ id, base: revision })),
    sentences: lines.map((line, i) => ({ ...line, id: making.ids(), beatId, rank: ranks[i]!, cue: '' })),
  })
  return changes
}

/** The changes by which a script that was taken along loses its hook's sentences: another one is to be decided. */
export function withoutHook(script: ScriptState, making: Making): ScriptOp[] {
  return hookSentences(script).flatMap(({ id, locked }): ScriptOp[] => [
    ...(locked ? [{ ...head(making), do: 'sentence.lock' as const, sentenceId: id, locked: false }] : []),
    { ...head(making), do: 'sentence.remove', sentenceId: id, base: script.seq },
  ])
}

/** Whose words a decided hook's sentence is. @param offered what the options had, by their words */
export function originOf(text: string, how: Decision['how'], offered: ReadonlyMap<string, Origin>): Origin {
  return offered.get(text) ?? (how === 'own' ? 'creator' : 'edited')
}
