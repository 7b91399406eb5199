import type { TransactionSql } from 'postgres'
import type { Branch, Content, Decision, DecisionDraft, Option } from '../../core/contract/decision.ts'
import { newId } from '../../core/contract/id.ts'
import type { LedgerEntry, Origin, ScriptOp, ScriptState } from '../../core/contract/script.ts'
import { claimed } from '../../core/script/ledger.ts'
import { ApiError } from '../http/problem.ts'
import { holdProject } from '../projects/projects.ts'
import { appendChanges, readScript } from '../script/script.ts'
import {
  decidedBefore,
  decisionsOf,
  holdBranch,
  idTaken,
  presented,
  requireBranch,
  type Standing,
} from './branches.ts'
import { citationsIn, type TrueCitations, trueCitations } from './citations.ts'
import { checkedHow, type OfferedOption, offeredOptions } from './offered.ts'
import { hookChanges, originOf, outlineChanges, standsOn } from './script-changes.ts'
import { findDecisions, insertDecision, setDecided } from './store.ts'

/**
 * Decides at a gate of a way: the decision is kept for good, an outline becomes the script's beats and a hook its first
 * sentences. The same id again changes nothing. What is cited is looked up in the stored sources, whoever sent it.
 * @throws ApiError `conflict` where a gate before it is open, or something stands on what it would take the place of
 */
export async function decide(tx: TransactionSql, branchId: string, draft: DecisionDraft): Promise<Branch> {
  const branch = await holdBranch(tx, branchId)
  await holdProject(tx, branch.projectId)
  const { gate } = draft.content
  const [known] = await findDecisions(tx, [draft.id])
  if (known) {
    if (known.branchId !== branchId || known.content.gate !== gate) throw idTaken()
    return presented(tx, branch)
  }
  const standing = await decisionsOf(tx, branch)
  decidedBefore(gate, standing)
  const script = await readScript(tx, branchId)
  const stands = standsOn(gate, standing, script)
  if (stands)
    throw new ApiError(
      'conflict',
      `Nothing was changed: ${stands}. To decide on another ${gate}, open a new way from before the ${gate}; this one stays as it is.`,
    )
  const options = await offeredOptions(tx, branch.projectId, gate, draft.optionIds)
  const how = checkedHow(draft, options)
  const offered = options.flatMap(({ option }) => [...citationsIn(option.content), ...option.evidence])
  const content = await checkedContent(draft.content, options, trueCitations(tx, offered))
  await insertDecision(tx, branch, { ...draft, how, content })
  await setDecided(tx, branchId, gate, draft.id)
  const changes = changesOf({ ...draft, how, content }, { options, script, standing })
  if (changes.length > 0) await appendChanges(tx, branchId, changes)
  return presented(tx, await requireBranch(tx, branchId))
}

async function checkedContent(
  content: Content,
  options: OfferedOption[],
  trueOnes: TrueCitations,
): Promise<Content> {
  if (content.gate === 'angle') return content
  if (content.gate === 'outline') {
    const beats = []
    for (const beat of content.outline.beats) beats.push({ ...beat, evidence: await trueOnes(beat.evidence) })
    return { gate: 'outline', outline: { ...content.outline, beats } }
  }
  const offered = new Map(
    options.flatMap(({ option }) => hookSentencesOf(option)).map(each => [each.text, each]),
  )
  const sentences = []
  for (const { text, ledger } of content.hook.sentences) {
    const known = offered.get(text)
    sentences.push({ text, ledger: known ? known.ledger : await checkedLedger(text, ledger, trueOnes) })
  }
  return { gate: 'hook', hook: { ...content.hook, sentences } }
}

const hookSentencesOf = ({ content }: Option) => (content.gate === 'hook' ? content.hook.sentences : [])

/** What the creator says of their own words counts, but that they are quoted, or that a passage has them, must be so. */
async function checkedLedger(
  text: string,
  ledger: LedgerEntry,
  trueOnes: TrueCitations,
): Promise<LedgerEntry> {
  return claimed(text, { ...ledger, citations: await trueOnes(ledger.citations) }, 'creator')
}

function changesOf(
  { content, how }: Pick<Decision, 'content' | 'how'>,
  { options, script, standing }: { options: OfferedOption[]; script: ScriptState; standing: Standing },
): ScriptOp[] {
  const making = { ids: newId, at: new Date().toISOString() }
  if (content.gate === 'outline')
    return outlineChanges(script, content.outline, standing.outline !== null, making)
  if (content.gate !== 'hook') return []
  const offered = new Map<string, Origin>()
  for (const { option } of options)
    for (const sentence of hookSentencesOf(option)) offered.set(sentence.text, writtenBy(sentence))
  const lines = content.hook.sentences.map(({ text, ledger }) => ({
    ...{ text, ledger, origin: originOf(text, how, offered) },
  }))
  return hookChanges(script, lines, standing, making)
}

/** Who wrote a sentence that was offered: the creator in an answer of theirs, a source, or a machine. */
function writtenBy({ text, ledger }: { text: string; ledger: LedgerEntry }): Origin {
  const whole = ledger.citations.find(({ anchor }) => text.trim() === anchor.exact.trim())
  return whole ? (whole.sourceKind === 'knowledge' ? 'creator' : 'source') : 'model'
}
