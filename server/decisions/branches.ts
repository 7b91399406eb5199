import { createHash } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import type { Branch, Decision, Gate, Plan } from '../../core/contract/decision.ts'
import { ApiError, notFound } from '../http/problem.ts'
import { findBranch, findDecisions, lockBranch, readPlan, type StoredBranch } from './store.ts'

export type { StoredBranch }

/** The gates in the order in which they are decided. */
export const GATES: readonly Gate[] = ['angle', 'outline', 'hook']

export const before = (gate: Gate): Gate[] => GATES.slice(0, GATES.indexOf(gate))
export const after = (gate: Gate): Gate[] => GATES.slice(GATES.indexOf(gate) + 1)

/** Throws `not_found` alike where the branch never was, its project was deleted or it is somebody else's. */
export async function requireBranch(tx: TransactionSql, branchId: string): Promise<StoredBranch> {
  const branch = await findBranch(tx, branchId)
  if (!branch) throw notFound('branch')
  return branch
}

/** `requireBranch` for who is about to decide something on it: nobody else does until the transaction ends. */
export async function holdBranch(tx: TransactionSql, branchId: string): Promise<StoredBranch> {
  await lockBranch(tx, branchId)
  return requireBranch(tx, branchId)
}

/** What the script of a project is to become. */
export async function planOf(tx: TransactionSql, projectId: string): Promise<Plan> {
  const plan = await readPlan(tx, projectId)
  if (!plan) throw notFound('project')
  return plan
}

export type Standing = Record<Gate, Decision | null>

/** What is decided on a branch, gate by gate. */
export async function standingDecisions(tx: TransactionSql, branchId: string): Promise<Standing> {
  return decisionsOf(tx, await requireBranch(tx, branchId))
}

export async function decisionsOf(tx: TransactionSql, branch: StoredBranch): Promise<Standing> {
  const ids = GATES.flatMap(gate => branch.decided[gate] ?? [])
  const decisions = await findDecisions(tx, ids)
  const at = (gate: Gate) => decisions.find(({ id }) => id === branch.decided[gate]) ?? null
  return { angle: at('angle'), outline: at('outline'), hook: at('hook') }
}

/** Each gate stands on the ones before it. @throws ApiError `conflict` where one of them is open */
export function decidedBefore(gate: Gate, standing: Standing): void {
  const open = before(gate).find(each => !standing[each])
  if (open) throw new ApiError('conflict', `Decide on the ${open} first: the ${gate} is made from it.`)
}

/** A branch as it is told. */
export async function presented(tx: TransactionSql, branch: StoredBranch): Promise<Branch> {
  const { decided: _, before: __, ...told } = branch
  return { ...told, ...(await decisionsOf(tx, branch)) }
}

/**
 * The id of a project's first way. Whoever asks first makes it, and two who ask at the same time make the same one.
 */
export function firstBranchId(projectId: string): string {
  const hash = createHash('sha256').update(`first way of ${projectId}`).digest()
  hash[6] = (hash[6]! & 0x0f) | 0x80
  hash[8] = (hash[8]! & 0x3f) | 0x80
  const hex = hash.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const idTaken = (): ApiError =>
  new ApiError('conflict', 'This id belongs to something else. Make a new one and send it again.')
