import { isDeepStrictEqual } from 'node:util'
import type { TransactionSql } from 'postgres'
import { newId } from '../../core/contract/id.ts'
import type { LedgerEntry, ScriptOp, ScriptState, Sentence } from '../../core/contract/script.ts'
import type { CitableSource } from '../../core/evidence/cite.ts'
import { isLookedFor, lookedFor, verified } from '../../core/script/against-sources.ts'
import { requireBranch } from '../decisions/branches.ts'
import { sourcesAtHand } from './sources-at-hand.ts'

/** Why a sentence is looked at, and who says what backs it. */
interface Touched {
  by: 'creator' | 'machine'
  /** Its citations came with the change, or may have lost their source: nobody has looked whether they are true. */
  cited: boolean
  /** Its words are new: they may stand in a source that nobody cited. */
  worded: boolean
}

/**
 * What was found of the words that these changes wrote, as changes to be put behind them: so that nothing stands as
 * quoted in a script whose words do not stand in a source of the project, whoever says so.
 * @param state the script after `ops`
 */
export async function findingsOf(
  tx: TransactionSql,
  branchId: string,
  state: ScriptState,
  ops: readonly ScriptOp[],
): Promise<ScriptOp[]> {
  const touched = new Map<string, Touched>()
  for (const op of ops)
    for (const [id, what] of touchedBy(op, state)) {
      const before = touched.get(id)
      touched.set(id, {
        ...what,
        cited: what.cited || (before?.cited ?? false),
        worded: what.worded || (before?.worded ?? false),
      })
    }
  return found(tx, branchId, state, touched)
}

/**
 * The same of all sentences, where a source came, was clipped anew or is gone.
 * @param sourceId the only one that is another; null: any may be
 */
export async function findingsAnew(
  tx: TransactionSql,
  branchId: string,
  state: ScriptState,
  sourceId: string | null,
): Promise<ScriptOp[]> {
  const touched = Object.values(state.sentences).map(({ id, ledger }): [string, Touched] => {
    const cited = sourceId
      ? ledger.citations.some(citation => citation.sourceId === sourceId)
      : restsOnSources(ledger)
    return [id, { by: 'creator', cited, worded: true }]
  })
  return found(tx, branchId, state, new Map(touched), sourceId)
}

function touchedBy(op: ScriptOp, { sentences }: ScriptState): [string, Touched][] {
  switch (op.do) {
    case 'sentence.insert':
      return [[op.sentence.id, { by: makerOf(op.sentence.origin), cited: true, worded: true }]]
    case 'beat.fill':
      return op.sentences.map(each => [each.id, { by: makerOf(each.origin), cited: true, worded: true }])
    case 'sentence.ledger':
      return [[op.sentenceId, { by: op.by, cited: true, worded: false }]]
    case 'sentence.write':
      return (
        [op.sentenceId, op.besideId]
          .filter(id => id in sentences)
          // Words that came back may be held for what they were, whose source is gone.
          .map(id => [id, { by: 'creator', cited: sentences[id]!.ledger.citations.length > 0, worded: true }])
      )
    case 'sentence.restore': {
      const sentence = sentences[op.sentenceId]
      // Its source may have gone while it was away.
      return sentence
        ? [[sentence.id, { by: 'creator', cited: restsOnSources(sentence.ledger), worded: true }]]
        : []
    }
    default:
      return []
  }
}

const restsOnSources = ({ standing, citations }: LedgerEntry): boolean =>
  citations.length > 0 || standing === 'quoted' || standing === 'paraphrase'

/** A model's words that the creator puts in are no more the creator's than they were. */
const makerOf = (origin: Sentence['origin']): Touched['by'] =>
  origin === 'model' || origin === 'source' ? 'machine' : 'creator'

async function found(
  tx: TransactionSql,
  branchId: string,
  state: ScriptState,
  touched: Map<string, Touched>,
  newSourceId: string | null = null,
): Promise<ScriptOp[]> {
  let sources: CitableSource[] | undefined
  const at = new Date().toISOString()
  const ops: ScriptOp[] = []
  for (const [id, what] of touched) {
    const sentence = state.sentences[id]
    if (!sentence || sentence.removed) continue
    if (!sources && wantsSources(sentence, what)) {
      const { projectId } = await requireBranch(tx, branchId)
      sources = await sourcesAtHand(tx, projectId)
    }
    const within = newSourceId ? sources?.filter(source => source.id === newSourceId) : sources
    const ledger = entryOf(sentence, what, { all: sources ?? [], within: within ?? [] })
    if (!isDeepStrictEqual(ledger, sentence.ledger))
      ops.push({
        id: newId(),
        at,
        by: 'machine',
        do: 'sentence.ledger',
        sentenceId: id,
        base: sentence.revision,
        ledger,
      })
  }
  return ops
}

const wantsSources = ({ text, origin, ledger }: Sentence, { cited, worded }: Touched): boolean =>
  (cited && ledger.citations.length > 0) ||
  (worded && ledger.standing === 'open' && makerOf(origin) === 'creator' && isLookedFor(text))

function entryOf(
  { text, origin, ledger }: Sentence,
  { by, cited, worded }: Touched,
  sources: { all: readonly CitableSource[]; within: readonly CitableSource[] },
): LedgerEntry {
  const entry = cited ? verified(text, ledger, sources.all, by) : ledger
  // What somebody has judged open stays so, until its words are others.
  if (entry.standing !== 'open' || !worded || makerOf(origin) !== 'creator') return entry
  return lookedFor(text, entry, sources.within) ?? entry
}
