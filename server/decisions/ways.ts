import type { TransactionSql } from 'postgres'
import type { Branch, BranchDraft, Gate, Plan, Ways } from '../../core/contract/decision.ts'
import { asWholeAccount } from '../db/tenancy.ts'
import { holdProject, requireProject } from '../projects/projects.ts'
import { holdVoice } from '../voices/voices.ts'
import {
  before,
  firstBranchId,
  GATES,
  holdBranch,
  idTaken,
  planOf,
  presented,
  requireBranch,
  type StoredBranch,
} from './branches.ts'
import {
  findBranch,
  insertBranch,
  renameBranch,
  selectBranches,
  selectOpen,
  touchBranch,
  writePlan,
} from './store.ts'

const FIRST = 'First way'
const NOTHING: StoredBranch['decided'] = { angle: null, outline: null, hook: null }

/** The ways of a project. Where there is none yet, the first is made. */
export async function waysOf(tx: TransactionSql, projectId: string): Promise<Ways> {
  await requireProject(tx, projectId)
  let openId = await selectOpen(tx, projectId)
  if (!openId) {
    const id = firstBranchId(projectId)
    // Also where only somebody who reads looks at it: nobody asked for this, and every way begins with it.
    await asWholeAccount(tx, async () => {
      await holdProject(tx, projectId)
      await insertBranch(tx, { id, projectId, name: FIRST, fromId: null, before: null, decided: NOTHING })
    })
    openId = (await selectOpen(tx, projectId))!
  }
  const branches: Branch[] = []
  for (const branch of await selectBranches(tx, projectId)) branches.push(await presented(tx, branch))
  return { branches, openId, plan: await planOf(tx, projectId) }
}

/** @throws ApiError `not_found` where the project or the voice is not there */
export async function savePlan(tx: TransactionSql, projectId: string, plan: Plan): Promise<Plan> {
  await holdProject(tx, projectId)
  const { voiceId } = await planOf(tx, projectId)
  if (plan.voiceId && plan.voiceId !== voiceId) await holdVoice(tx, plan.voiceId)
  await writePlan(tx, projectId, plan)
  return planOf(tx, projectId)
}

/** Takes a way's script along to another that parts from it; `before` as of the draft. */
export type TakeScript = (
  tx: TransactionSql,
  from: StoredBranch,
  toId: string,
  before: Gate | null,
) => Promise<void>

/** Opens a new way. The way that it parts from stays as it is; the same again changes nothing. */
export async function parted(
  tx: TransactionSql,
  projectId: string,
  { id, name, fromId, before: gate }: BranchDraft,
  takeScript: TakeScript,
): Promise<Branch> {
  await holdProject(tx, projectId)
  const known = await findBranch(tx, id)
  if (known) return repeated(tx, known, { projectId, fromId })
  // Held, so that what is decided there at this moment is wholly here or not at all.
  const from = fromId ? await holdBranch(tx, fromId) : null
  if (from && from.projectId !== projectId) throw idTaken()
  const kept = from ? (gate ? before(gate) : GATES) : []
  const decided = { ...NOTHING }
  for (const each of kept) decided[each] = from!.decided[each]
  const branch = { id, projectId, name, fromId, before: from ? gate : null, decided }
  if (!(await insertBranch(tx, branch))) {
    const rival = await findBranch(tx, id)
    if (!rival) throw idTaken()
    return repeated(tx, rival, { projectId, fromId })
  }
  if (from) await takeScript(tx, from, id, gate)
  return presented(tx, await requireBranch(tx, id))
}

async function repeated(
  tx: TransactionSql,
  known: StoredBranch,
  asked: Pick<StoredBranch, 'projectId' | 'fromId'>,
): Promise<Branch> {
  if (known.projectId !== asked.projectId || known.fromId !== asked.fromId) throw idTaken()
  return presented(tx, known)
}

export async function renamed(tx: TransactionSql, id: string, name: string): Promise<Branch> {
  await requireBranch(tx, id)
  await renameBranch(tx, id, name)
  return presented(tx, await requireBranch(tx, id))
}

/** From here on it is the way that the creator is on. */
export async function opened(tx: TransactionSql, id: string): Promise<Branch> {
  const branch = await requireBranch(tx, id)
  await touchBranch(tx, id)
  return presented(tx, branch)
}
