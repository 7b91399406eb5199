import type { TransactionSql } from 'postgres'
import type { LearnedRule } from '../../core/contract/draft.ts'
import type { ScriptOp } from '../../core/contract/script.ts'
import { editsOf } from '../../core/script/edits.ts'
import { learnedRules } from '../../core/script/learned-rules.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { notFound } from '../http/problem.ts'
import { decideRule, proposeRules, selectRules } from '../voices/learned-store.ts'
import { requireVoice } from '../voices/voices.ts'

/** Scripts that are looked through, those that were written in last, and changes of each. */
const MOST_SCRIPTS = 30
const MOST_CHANGES = 6_000
/** So many are proposed at once: more nobody decides. */
const MOST_RULES = 12

/**
 * The rules that the creator's edits show, of the scripts of all projects that are planned for this voice. They are
 * looked for when they are asked for: nothing is learned silently, and nothing waits for it while somebody types.
 */
export async function rulesOf(
  { database, ids }: { database: Database; ids: () => string },
  accountId: string,
  voiceId: string,
): Promise<LearnedRule[]> {
  return asAccount(database, accountId, async tx => {
    await requireVoice(tx, voiceId)
    const edits = (await scriptsOf(tx, voiceId)).flatMap(editsOf)
    const found = learnedRules(edits).slice(0, MOST_RULES)
    await proposeRules(
      tx,
      voiceId,
      found.map(rule => ({ ...rule, id: ids() })),
    )
    return selectRules(tx, voiceId)
  })
}

/** A rule that was accepted steers the voice from now on; one that was refused is never proposed again. */
export async function decide(
  database: Database,
  accountId: string,
  ruleId: string,
  state: 'accepted' | 'refused',
): Promise<LearnedRule> {
  return asAccount(database, accountId, async tx => {
    const rule = await decideRule(tx, ruleId, state)
    if (!rule) throw notFound('rule')
    return rule
  })
}

/** The changes of each script, in order, as far as they say what became of words. */
async function scriptsOf(tx: TransactionSql, voiceId: string): Promise<ScriptOp[][]> {
  const branches = await tx<{ id: string }[]>`
    select branch.id from branch
    join project on project.account_id = branch.account_id and project.id = branch.project_id
    join script on script.account_id = branch.account_id and script.branch_id = branch.id
    where project.plan_voice_id = ${voiceId} and project.deleted_at is null
    order by script.updated_at desc limit ${MOST_SCRIPTS}`
  const scripts: ScriptOp[][] = []
  for (const { id } of branches) {
    const rows = await tx<{ op: ScriptOp }[]>`
      select op from (
        select seq, op from script_change
        where branch_id = ${id} and op ->> 'do' in
          ('beat.fill', 'sentence.insert', 'sentence.write', 'sentence.remove', 'sentence.restore')
        order by seq desc limit ${MOST_CHANGES}) as newest
      order by seq`
    scripts.push(rows.map(({ op }) => op))
  }
  return scripts
}
