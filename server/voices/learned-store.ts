import type { TransactionSql } from 'postgres'
import { LearnedRule } from '../../core/contract/draft.ts'
import type { RuleFound } from '../../core/script/learned-rules.ts'

interface RuleRow {
  id: string
  voice_id: string
  text: string
  evidence: unknown
  state: string
  decided_at: Date | null
}

/** Of all that were ever proposed, the newest first. */
export async function selectRules(tx: TransactionSql, voiceId: string): Promise<LearnedRule[]> {
  const rows = await tx<RuleRow[]>`
    select id, voice_id, text, evidence, state, decided_at from learned_rule
    where voice_id = ${voiceId} order by created_at desc, id desc limit 200`
  return rows.map(toRule)
}

/** Those that the creator accepted, the newest decision first. */
export async function acceptedRules(
  tx: TransactionSql,
  voiceId: string,
): Promise<Pick<LearnedRule, 'id' | 'text'>[]> {
  return tx<Pick<LearnedRule, 'id' | 'text'>[]>`
    select id, text from learned_rule
    where voice_id = ${voiceId} and state = 'accepted' order by decided_at desc, id desc limit 50`
}

/** Proposes what was not proposed before; of what waits for the creator the edits that show it are renewed. */
export async function proposeRules(
  tx: TransactionSql,
  voiceId: string,
  found: readonly (RuleFound & { id: string })[],
): Promise<void> {
  for (const { id, pattern, text, evidence } of found)
    await tx`
      insert into learned_rule (account_id, id, voice_id, pattern, text, evidence)
      values (current_account(), ${id}, ${voiceId}, ${pattern}, ${text}, ${tx.json(evidence)})
      on conflict (account_id, voice_id, pattern) do update set evidence = excluded.evidence
      where learned_rule.state = 'offered' and learned_rule.evidence is distinct from excluded.evidence`
}

/** Decided again, the newest word counts. null where there is no such rule. */
export async function decideRule(
  tx: TransactionSql,
  id: string,
  state: 'accepted' | 'refused',
): Promise<LearnedRule | null> {
  const [row] = await tx<RuleRow[]>`
    update learned_rule
    set decided_at = case when state = ${state} then decided_at else clock_timestamp() end, state = ${state}
    where id = ${id} returning id, voice_id, text, evidence, state, decided_at`
  return row ? toRule(row) : null
}

const toRule = (row: RuleRow): LearnedRule =>
  LearnedRule.parse({
    id: row.id,
    voiceId: row.voice_id,
    text: row.text,
    evidence: row.evidence,
    state: row.state,
    decidedAt: row.decided_at?.toISOString() ?? null,
  })
