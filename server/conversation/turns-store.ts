import type { TransactionSql } from 'postgres'
import type { Note, Proposal, ToolUse, Turn, TurnDraft } from '../../core/contract/conversation.ts'
import type { RunError } from '../../core/contract/run.ts'
import { selectNotesOf } from './notes-store.ts'
import { selectProposalsOf } from './proposals-store.ts'

/** What a turn's run leaves behind. */
export type Answered = Pick<Turn, 'method' | 'tools' | 'remarks' | 'answer' | 'next'>

interface TurnRow extends Answered {
  id: string
  project_id: string
  stage: Turn['stage']
  question: string
  asked_at: Date
  state: Turn['state']
  error: RunError | null
}

/** An event of a run of which nothing is kept but its events. */
interface ToldRow {
  run_id: string
  kind: string
  data: unknown
}

/** Whether it is new: the same id again inserts nothing. The run comes first. */
export async function insertTurn(
  tx: TransactionSql,
  accountId: string,
  projectId: string,
  { id, stage, text }: TurnDraft,
): Promise<void> {
  await tx`
    insert into turn (account_id, id, project_id, stage, question)
    values (${accountId}, ${id}, ${projectId}, ${stage}, ${text}) on conflict do nothing`
}

/** In the transaction that ends the run. */
export async function saveAnswer(tx: TransactionSql, id: string, answered: Answered): Promise<void> {
  const { method, tools, remarks, answer, next } = answered
  await tx`
    update turn set method = ${method && tx.json(method)}, tools = ${tx.json(tools)},
      remarks = ${tx.json(remarks)}, answer = ${tx.json(answer as never)}, next = ${tx.json(next)}
    where id = ${id}`
}

const columns = (tx: TransactionSql) => tx`
  turn.id, turn.project_id, turn.stage, turn.question, turn.asked_at, turn.method, turn.tools, turn.remarks,
  turn.answer, turn.next, run.state, run.error`
const joined = (tx: TransactionSql) =>
  tx`turn join run on run.account_id = turn.account_id and run.id = turn.id`

/** The newest of a project, or those before one of it; newest last. */
export async function selectTurns(
  tx: TransactionSql,
  projectId: string,
  { before, limit }: { before: string | null; limit: number },
): Promise<Turn[]> {
  const rows = await tx<TurnRow[]>`
    select ${columns(tx)} from ${joined(tx)}
    where turn.project_id = ${projectId}
      and (${before}::uuid is null or (turn.asked_at, turn.id) < (
        select asked_at, id from turn last where last.id = ${before} and last.project_id = ${projectId}))
    order by turn.asked_at desc, turn.id desc limit ${limit}`
  return toTurns(tx, rows.reverse())
}

/** A deleted project's turns are gone with it. */
export async function findTurn(tx: TransactionSql, id: string): Promise<Turn | null> {
  const rows = await tx<TurnRow[]>`
    select ${columns(tx)} from ${joined(tx)}
    join project on project.account_id = turn.account_id and project.id = turn.project_id
    where turn.id = ${id} and project.deleted_at is null`
  return (await toTurns(tx, rows))[0] ?? null
}

async function toTurns(tx: TransactionSql, rows: TurnRow[]): Promise<Turn[]> {
  const ids = rows.map(({ id }) => id)
  const open = rows.filter(({ state }) => state !== 'done').map(({ id }) => id)
  const told = await selectTold(tx, open)
  const proposals = Map.groupBy(await selectProposalsOf(tx, ids), ({ turnId }) => turnId)
  const notes = Map.groupBy(await selectNotesOf(tx, ids), ({ turnId }) => turnId!)
  return rows.map(row => toTurn(row, told.get(row.id) ?? [], proposals.get(row.id), notes.get(row.id)))
}

async function selectTold(tx: TransactionSql, ids: string[]): Promise<Map<string, ToldRow[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx<ToldRow[]>`
    select run_id, kind, data from run_event
    where run_id in ${tx(ids)} and kind in ('started', 'said', 'tool', 'note') order by run_id, seq`
  return Map.groupBy(rows, row => row.run_id)
}

function toTurn(row: TurnRow, events: ToldRow[], proposals: Proposal[] = [], notes: Note[] = []): Turn {
  const cut = row.state === 'failed' || row.state === 'cancelled'
  const told = row.state === 'done' ? null : foldTold(events)
  return {
    id: row.id,
    projectId: row.project_id,
    stage: row.stage,
    text: row.question,
    askedAt: row.asked_at.toISOString(),
    state: row.state,
    error: row.error && { message: row.error.message, retryable: row.error.retryable },
    method: row.method,
    tools: told?.tools ?? row.tools,
    remarks: told?.remarks ?? row.remarks,
    answer: row.answer,
    unchecked: (cut && told?.said) || null,
    proposals,
    notes,
    next: row.next,
  }
}

/** What the newest attempt told; what an older one had said stands until this one says something. */
function foldTold(events: ToldRow[]): { said: string; tools: ToolUse[]; remarks: string[] } {
  const told = { said: '', tools: [] as ToolUse[], remarks: [] as string[] }
  for (const { kind, data } of events) {
    if (kind === 'started') {
      told.tools = []
      told.remarks = []
    } else if (kind === 'said') {
      const { from, text } = data as { from: number; text: string }
      told.said = told.said.slice(0, from) + text
    } else if (kind === 'tool') told.tools.push(data as ToolUse)
    else told.remarks.push((data as { text: string }).text)
  }
  return told
}

/** What was asked before a turn, newest first, with the sources that its answers cited. */
export async function selectEarlier(
  tx: TransactionSql,
  turn: { id: string | null; projectId: string },
  limit: number,
): Promise<{ text: string; cited: string[] }[]> {
  const rows = await tx<{ text: string; answer: Turn['answer'] }[]>`
    select question as text, answer from turn
    where project_id = ${turn.projectId} and (${turn.id}::uuid is null
      or (asked_at, id) < (select asked_at, id from turn t where t.id = ${turn.id}))
    order by asked_at desc, id desc limit ${limit}`
  return rows.map(({ text, answer }) => ({
    text,
    cited: [
      ...new Set(
        answer.flatMap(each =>
          each.standing === 'quoted' ? each.citations.map(({ sourceId }) => sourceId) : [],
        ),
      ),
    ],
  }))
}

export async function selectQuestion(
  tx: TransactionSql,
  id: string,
): Promise<{ question: string; stage: Turn['stage'] } | null> {
  const [row] = await tx<{ question: string; stage: Turn['stage'] }[]>`
    select question, stage from turn where id = ${id}`
  return row ?? null
}
