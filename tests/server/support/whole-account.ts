import { newId } from '../../../core/contract/id.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { insertVersion } from '../../../server/voices/versions-store.ts'
import { wholeProject } from '../exports/project.ts'
import { NOW } from './script.ts'
import { CHANNEL, draft, profile, storeChannel } from './voices.ts'

/** In every text of the account that a guest of its one shared project must not be shown. */
export const SECRET = 'quokka'

const method = { by: 'extractive' as const, name: 'test' }

/** An account with at least a row in every table, and the ids that a request may name. */
export async function wholeAccount() {
  const project = await wholeProject()
  const { accountId, projectId, branchId, pageId, database } = project
  const [otherId, voiceId, secretVoice, ruleId, findingsId, interviewId] = Array.from({ length: 6 }, () =>
    newId(),
  )
  await storeChannel(database, accountId, [120, 120, 120])
  const hash = Buffer.alloc(32, 7)
  await asAccount(database, accountId, async tx => {
    const json = (value: unknown) => tx.json(value as never)
    await tx`update channel set title = ${`${SECRET} school`}`
    await tx`insert into channel_passage (account_id, channel_id, video_id, ord, body, start_char, end_char, lexemes)
      select ${accountId}, channel_id, video_id, 0, ${SECRET}, 0, 5, to_tsvector(${SECRET}) from channel_video limit 1`
    await tx`insert into project (account_id, id, title) values (${accountId}, ${otherId!}, ${`${SECRET} project`})`
    await tx`insert into note (account_id, id, project_id, text, author) values (${accountId}, ${newId()}, ${otherId!}, ${SECRET}, 'creator')`
    await tx`insert into passage (account_id, source_id, ord, body, start_char, end_char, lexemes, no)
      values (${accountId}, ${pageId}, 0, 'The moon pulls the sea.', 0, 23, to_tsvector('moon sea'), 0)`
    await tx`insert into search_chunk (account_id, chunk, project_id, configuration, passages) values (${accountId}, 0, ${projectId}, 'english', 1)`
    await tx`insert into search_posting (account_id, chunk, lexeme, passages, postings) values (${accountId}, 0, 'moon', 1, ${Buffer.from([0, 0, 64, 1])})`
    for (const [id, name] of [
      [voiceId!, 'Explainer'],
      [secretVoice!, SECRET],
    ] as const) {
      await tx`insert into voice (account_id, id, channel_id, name, kind, videos)
        values (${accountId}, ${id}, ${CHANNEL}, ${name}, 'explainer', ${json(draft().videos)})`
      const version = { cause: 'measured' as const, says: 'Measured', readiness: 'provisional' as const }
      await insertVersion(tx, accountId, id, { ...version, profile: profile(), edits: [] })
    }
    await tx`update project set plan_voice_id = ${voiceId!} where id = ${projectId}`
    const edited = () => ({ sentenceId: newId(), was: `however ${SECRET}`, became: 'but', at: NOW })
    const evidence = [edited(), edited(), edited()]
    await tx`insert into learned_rule (account_id, id, voice_id, pattern, text, evidence, state, decided_at)
      values (${accountId}, ${ruleId!}, ${voiceId!}, 'however', 'Write but', ${json(evidence)}, 'accepted', now())`
    const run = newId()
    await tx`insert into run (account_id, id, kind, project_id, attempt_limit, state) values (${accountId}, ${run}, 'claims', ${projectId}, 5, 'done')`
    await tx`insert into run_step (account_id, run_id, name, output) values (${accountId}, ${run}, 'themes', '[]')`
    const made = { projectId, runId: run, createdAt: NOW, method }
    const found = { rough: true, sources: [], claims: [], gapMap: null, questions: [], notes: [] }
    const findings = { ...made, ...found, id: findingsId }
    await tx`insert into findings (account_id, id, project_id, run_id, document) values (${accountId}, ${findingsId!}, ${projectId}, ${run}, ${json(findings)})`
    const question = { about: 'story', question: 'How was it?', why: 'Nobody says', sourceId: null }
    const questions = [1, 2, 3].map(() => ({ id: newId(), ...question }))
    const interview = { ...made, id: interviewId, questions }
    await tx`insert into interview (account_id, id, project_id, run_id, document, created_at)
      values (${accountId}, ${interviewId!}, ${projectId}, ${run}, ${json(interview)}, ${NOW})`
    await tx`insert into tier (account_id, domain, tier) values (${accountId}, 'a.example', 'edited')`
    await tx`insert into usage (account_id, id, run_id, run_kind, step, month, host, model, state, input_tokens, output_tokens, at)
      values (${accountId}, ${newId()}, ${run}, 'claims', 'claims', to_char(now(), 'YYYY-MM'), 'a.example', ${SECRET}, 'settled', 1, 1, now())`
    await tx`insert into spent (account_id, scope) values (${accountId}, 'month 2026-11')`
    await tx`insert into model_key (account_id, base_url, model, ends_with, secret_id, sealed)
      values (${accountId}, 'https://a.example/v1', 'own', ${SECRET}, 'planted', 'sealed')`
    await tx`insert into budget (account_id, updated_at) values (${accountId}, now())`
    await tx`insert into kept_reply (account_id, key, body, bytes, at, used_at) values (${accountId}, 'k', ${SECRET}, 5, now(), now())`
    await tx`insert into vector_model (account_id, model, dimensions) values (${accountId}, 'near', 2)`
    await tx`insert into passage_vector (account_id, model, text_hash, embedding) values (${accountId}, 'near', ${hash}, '[1,0]')`
    const judged = { meter: null, own: null, second: null }
    const candidate = { id: newId(), sentences: [], judged, copied: [], says: [] }
    const beat = { branchId, beatId: newId(), takenId: candidate.id, candidates: [candidate] }
    await tx`insert into beat_drafts (account_id, branch_id, beat_id, run_id, document)
      values (${accountId}, ${branchId}, ${beat.beatId}, ${run}, ${json({ ...beat, runId: run, method, createdAt: NOW })})`
    await tx`update account set baseline = ${json({ researchMinutes: 300, scriptMinutes: 300 })} where id = ${accountId}`
  })
  await database.sql`update token set label = ${SECRET} where account_id = ${accountId}`
  const only = async (table: string, of = 'project_id', id = projectId): Promise<string> =>
    (
      await database.sql`
      select id from ${database.sql(table)} where account_id = ${accountId} and ${database.sql(of)} = ${id}
      order by id limit 1`
    )[0]!.id
  return {
    ...project,
    ids: {
      project: projectId,
      source: pageId,
      branch: branchId,
      turn: project.turnId,
      run: project.turnId,
      voice: voiceId!,
      rule: ruleId!,
      findings: findingsId!,
      brief: await only('brief'),
      note: await only('note'),
      proposal: await only('proposal'),
      point: await only('script_point', 'branch_id', branchId),
      rewrite: await only('rewrite', 'branch_id', branchId),
      device: await only('token', 'account_id', accountId),
    },
  }
}
