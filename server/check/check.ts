import type { TransactionSql } from 'postgres'
import { type CheckInput, checkScript } from '../../core/check/check-script.ts'
import type { CheckedSource } from '../../core/check/cited-sources.ts'
import type { ScriptCheck } from '../../core/contract/check.ts'
import type { ScriptState } from '../../core/contract/script.ts'
import { spokenOf } from '../../core/script/order.ts'
import { paceOfVoice, usualPace } from '../../core/script/timing.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { planOf, requireBranch, standingDecisions } from '../decisions/branches.ts'
import { newestOf } from '../research/claims/findings.ts'
import { readScript } from '../script/script.ts'
import { projectSources, sourceText } from '../sources/texts.ts'
import { measuredVersion } from '../voices/versions.ts'
import { readByVoice } from './voice.ts'

export interface CheckDeps {
  database: Database
  /** Milliseconds since 1970. */
  clock: () => number
}

/** What is to be mended on a branch before its script is exported. Nothing is changed, and no model is asked. */
export async function checkOf(
  { database, clock }: CheckDeps,
  accountId: string,
  branchId: string,
): Promise<ScriptCheck> {
  const { voiceId, ...found } = await asAccount(database, accountId, async tx => {
    const { projectId } = await requireBranch(tx, branchId)
    const plan = await planOf(tx, projectId)
    const { outline } = await standingDecisions(tx, branchId)
    const state = await readScript(tx, branchId)
    return {
      state,
      voiceId: plan.voiceId,
      targetSeconds: plan.targetSeconds,
      outline: outline?.content.gate === 'outline' ? outline.content.outline : null,
      sources: await checkedSources(tx, projectId, state),
      findings: await newestOf(tx, projectId),
    } satisfies Partial<CheckInput> & { voiceId: string | null }
  })
  const voice = voiceId && (await measuredVersion(database, accountId, voiceId))
  const checked = checkScript({
    ...found,
    pace: voice ? paceOfVoice(voice.profile) : usualPace,
    read: voice ? await readByVoice(voice.profile, found.state) : null,
    now: clock(),
  })
  return { branchId, ...checked }
}

/** With the words of those that the script cites and that were clipped again: only there can a quote have gone. */
async function checkedSources(
  tx: TransactionSql,
  projectId: string,
  state: ScriptState,
): Promise<CheckedSource[]> {
  const cited = new Set(
    spokenOf(state).flatMap(({ ledger }) => ledger.citations.map(({ sourceId }) => sourceId)),
  )
  const sources: CheckedSource[] = []
  for (const source of await projectSources(tx, projectId)) {
    const again = cited.has(source.id) && source.versions > 1
    sources.push({ ...source, text: again ? ((await sourceText(tx, source.id))?.text ?? null) : null })
  }
  return sources
}
