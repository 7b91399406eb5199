import type { TransactionSql } from 'postgres'
import type { BriefMethod } from '../../core/contract/brief.ts'
import type { BeatDrafts, Candidate } from '../../core/contract/draft.ts'
import type { Sentence, SentenceDraft } from '../../core/contract/script.ts'
import { isFree } from '../../core/script/apply.ts'
import { ranksBetween, sentencesOf } from '../../core/script/order.ts'
import { keepPoint } from '../script/points.ts'
import { appendChanges, readScript } from '../script/script.ts'
import type { CheckedSentence } from './check-draft.ts'
import { saveBeatDrafts } from './store.ts'

/** What a run wrote for a beat, kept as one of its steps: taken up again it puts the very same into the script. */
export interface BeatResult {
  method: BriefMethod
  /** The best first, of which the first goes into the script. */
  candidates: (Omit<Candidate, 'sentences'> & { sentences: (CheckedSentence & { id: string })[] })[]
  changeId: string
  pointId: string
  notes: string[]
  /** ISO 8601. */
  at: string
}

/**
 * Puts the best draft of a beat into the script over what is free there, and keeps all of them. What the creator wrote,
 * edited or locked stays where it is. Before something is drawn over, the script is kept as a point.
 * @returns false where the beat is not there any more
 */
export async function fillBeat(
  tx: TransactionSql,
  { branchId, beatId, runId }: { branchId: string; beatId: string; runId: string },
  { method, candidates, changeId, pointId, at }: BeatResult,
): Promise<boolean> {
  const script = await readScript(tx, branchId)
  const beat = script.beats[beatId]
  if (!beat || beat.removed) return false
  const there = sentencesOf(script, beatId)
  const over = there.filter(isFree)
  if (over.length > 0)
    await keepPoint(tx, branchId, {
      id: pointId,
      name: `Before “${beat.title.slice(0, 150)}” was drawn anew`,
      by: 'draft',
    })
  const placed = candidates.map(candidate => ({
    ...candidate,
    sentences: inPlace(candidate.sentences, beatId, there),
  }))
  const [taken] = placed
  await appendChanges(tx, branchId, [
    {
      ...{ id: changeId, at, by: 'machine', do: 'beat.fill', beatId },
      over: over.map(({ id, revision }) => ({ id, base: revision })),
      sentences: taken!.sentences,
    },
  ])
  const drafts: BeatDrafts = {
    ...{ branchId, beatId, runId, method, takenId: taken!.id },
    candidates: placed,
    createdAt: at,
  }
  await saveBeatDrafts(tx, drafts)
  return true
}

/** Gives each sentence its place among those that stay; a draft that does not say goes where the free ones were. */
function inPlace(
  sentences: BeatResult['candidates'][number]['sentences'],
  beatId: string,
  there: readonly Sentence[],
): SentenceDraft[] {
  const kept = there.filter(sentence => !isFree(sentence))
  const first = there.findIndex(isFree)
  const standard = first < 0 ? kept.length : there.slice(0, first).filter(each => !isFree(each)).length
  const groups = Map.groupBy(sentences, ({ behind }) => Math.min(behind ?? standard, kept.length))
  return [...groups]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([behind, group]) => {
      const ranks = ranksBetween(kept[behind - 1] ?? null, kept[behind] ?? null, group.length)
      return group.map(({ behind: _, ...sentence }, at) => ({ ...sentence, beatId, rank: ranks[at]! }))
    })
}
