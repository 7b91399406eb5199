import type { TransactionSql } from 'postgres'
import { Branch, Decision, type DecisionDraft, type Gate, Plan } from '../../core/contract/decision.ts'

/** A branch without its decisions, which it names. */
export interface StoredBranch extends Omit<Branch, Gate> {
  decided: Record<Gate, string | null>
  /** The gate before which it parted; null: behind all of them, or nowhere. */
  before: Gate | null
}

interface BranchRow {
  id: string
  project_id: string
  name: string
  from_id: string | null
  before_gate: Gate | null
  angle_id: string | null
  outline_id: string | null
  hook_id: string | null
  created_at: Date
}

const branchColumns = (tx: TransactionSql) => tx`
  branch.id, branch.project_id, branch.name, branch.from_id, branch.before_gate, branch.angle_id, branch.outline_id,
  branch.hook_id, branch.created_at`

const toBranch = (row: BranchRow): StoredBranch => ({
  id: row.id,
  projectId: row.project_id,
  name: row.name,
  fromId: row.from_id,
  createdAt: row.created_at.toISOString(),
  decided: { angle: row.angle_id, outline: row.outline_id, hook: row.hook_id },
  before: row.before_gate,
})

/** Of a project that was deleted there is none. */
export async function findBranch(tx: TransactionSql, id: string): Promise<StoredBranch | null> {
  const [row] = await tx<BranchRow[]>`
    select ${branchColumns(tx)} from branch
    join project on project.account_id = branch.account_id and project.id = branch.project_id
    where branch.id = ${id} and project.deleted_at is null`
  return row ? toBranch(row) : null
}

/** Until the transaction ends. Who only refers to the branch, as its script does, need not wait. */
export async function lockBranch(tx: TransactionSql, id: string): Promise<void> {
  await tx`select 1 from branch where id = ${id} for no key update`
}

/** Oldest first. */
export async function selectBranches(tx: TransactionSql, projectId: string): Promise<StoredBranch[]> {
  const rows = await tx<BranchRow[]>`
    select ${branchColumns(tx)} from branch where project_id = ${projectId} order by created_at, id`
  return rows.map(toBranch)
}

/** @returns the branch that was opened last; null where there is none */
export async function selectOpen(tx: TransactionSql, projectId: string): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    select id from branch where project_id = ${projectId} order by opened_at desc, id desc limit 1`
  return row?.id ?? null
}

/** @returns false where the id is in use */
export async function insertBranch(
  tx: TransactionSql,
  branch: Omit<StoredBranch, 'createdAt'>,
): Promise<boolean> {
  const { angle, outline, hook } = branch.decided
  const rows = await tx`
    insert into branch (account_id, id, project_id, name, from_id, before_gate, angle_id, outline_id, hook_id)
    values (current_account(), ${branch.id}, ${branch.projectId}, ${branch.name}, ${branch.fromId},
      ${branch.before}, ${angle}, ${outline}, ${hook})
    on conflict do nothing returning 1`
  return rows.length > 0
}

export async function renameBranch(tx: TransactionSql, id: string, name: string): Promise<void> {
  await tx`update branch set name = ${Branch.shape.name.parse(name)} where id = ${id}`
}

export async function touchBranch(tx: TransactionSql, id: string): Promise<void> {
  await tx`update branch set opened_at = clock_timestamp() where id = ${id}`
}

export async function setDecided(
  tx: TransactionSql,
  branchId: string,
  gate: Gate,
  decisionId: string,
): Promise<void> {
  await tx`update branch set ${tx({ [`${gate}_id`]: decisionId })} where id = ${branchId}`
}

interface DecisionRow {
  id: string
  project_id: string
  branch_id: string
  how: Decision['how']
  option_ids: string[]
  content: unknown
  at: Date
}

const decisionColumns = (tx: TransactionSql) => tx`id, project_id, branch_id, how, option_ids, content, at`

const toDecision = (row: DecisionRow): Decision =>
  Decision.parse({
    id: row.id,
    projectId: row.project_id,
    branchId: row.branch_id,
    how: row.how,
    optionIds: row.option_ids,
    content: row.content,
    at: row.at.toISOString(),
  })

export async function findDecisions(tx: TransactionSql, ids: string[]): Promise<Decision[]> {
  if (ids.length === 0) return []
  const rows = await tx<DecisionRow[]>`select ${decisionColumns(tx)} from decision where id in ${tx(ids)}`
  return rows.map(toDecision)
}

/** Oldest first. */
export async function selectDecisions(tx: TransactionSql, projectId: string): Promise<Decision[]> {
  const rows = await tx<DecisionRow[]>`
    select ${decisionColumns(tx)} from decision where project_id = ${projectId} order by at, id`
  return rows.map(toDecision)
}

export async function insertDecision(
  tx: TransactionSql,
  branch: StoredBranch,
  { id, how, optionIds, content }: DecisionDraft,
): Promise<void> {
  await tx`
    insert into decision (account_id, id, project_id, branch_id, gate, how, option_ids, content)
    values (current_account(), ${id}, ${branch.projectId}, ${branch.id}, ${content.gate}, ${how},
      ${tx.json(optionIds)}, ${tx.json(content)})`
}

/** null where there is no such project. A voice that was deleted is no voice to write in. */
export async function readPlan(tx: TransactionSql, projectId: string): Promise<Plan | null> {
  const [row] = await tx<{ target_seconds: number; voice_id: string | null }[]>`
    select target_seconds,
      (select voice.id from voice
       where voice.account_id = project.account_id and voice.id = project.plan_voice_id) as voice_id
    from project where id = ${projectId} and deleted_at is null`
  return row ? Plan.parse({ targetSeconds: row.target_seconds, voiceId: row.voice_id }) : null
}

export async function writePlan(
  tx: TransactionSql,
  projectId: string,
  { targetSeconds, voiceId }: Plan,
): Promise<void> {
  await tx`update project set target_seconds = ${targetSeconds} where id = ${projectId}`
  // Apart, because a guest who says how long the video is to be may not say in which voice.
  const [other] = await tx`
    select from project where id = ${projectId} and plan_voice_id is distinct from ${voiceId}`
  if (other) await tx`update project set plan_voice_id = ${voiceId} where id = ${projectId}`
}
