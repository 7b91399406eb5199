import type { TransactionSql } from 'postgres'
import { Interview } from '../../core/contract/conversation.ts'

/** In the transaction that ends its run; the same run again changes nothing. */
export async function saveInterview(tx: TransactionSql, interview: Interview): Promise<void> {
  await tx`
    insert into interview (account_id, id, project_id, run_id, document, created_at)
    values (current_account(), ${interview.id}, ${interview.projectId}, ${interview.runId},
      ${tx.json(Interview.parse(interview))}, ${interview.createdAt})
    on conflict do nothing`
}

/** With the answers that there are now. */
export async function newestInterview(tx: TransactionSql, projectId: string): Promise<Interview | null> {
  const [row] = await tx<{ document: unknown }[]>`
    select document from interview where project_id = ${projectId} order by created_at desc, id desc limit 1`
  if (!row) return null
  const interview = Interview.parse(row.document)
  const answers = await selectAnswers(tx, projectId)
  return {
    ...interview,
    questions: interview.questions.map(question => ({
      ...question,
      sourceId: answers.get(question.id) ?? null,
    })),
  }
}

/** What was asked in all interviews of a project, newest first. */
export async function selectAsked(tx: TransactionSql, projectId: string): Promise<string[]> {
  const rows = await tx<{ document: unknown }[]>`
    select document from interview where project_id = ${projectId} order by created_at desc, id desc limit 10`
  return rows.flatMap(({ document }) => Interview.parse(document).questions.map(({ question }) => question))
}

/** The source that answers a question, by the question's id: the newest, where it was answered again. */
async function selectAnswers(tx: TransactionSql, projectId: string): Promise<Map<string, string>> {
  const rows = await tx<{ answers: string; id: string }[]>`
    select answers, id from source
    where project_id = ${projectId} and answers is not null and deleted_at is null order by captured_at, id`
  return new Map(rows.map(({ answers, id }) => [answers, id]))
}
