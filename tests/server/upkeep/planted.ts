import { randomBytes } from 'node:crypto'
import { newId } from '../../../core/contract/id.ts'
import type { RunKind } from '../../../core/contract/run.ts'
import { mintAccount, testDatabase } from '../support/database.ts'
import { newAddress } from '../support/people.ts'

/** An account with a project, and rows of it that ended so long ago ('-1 hour') or will end. */
export async function planting() {
  const { sql } = await testDatabase()
  const accountId = await mintAccount()
  const projectId = newId()
  await sql`insert into project (account_id, id, title) values (${accountId}, ${projectId}, 'Tides')`
  const userId = newId()
  await sql`
    insert into auth_user (id, name, email, email_verified) values (${userId}, '', ${newAddress()}, true)`
  return {
    accountId,
    projectId,
    token: (label: string, { expires = null, revoked = null }: Record<string, string | null>) => sql`
      insert into token (hash, account_id, label, expires_at, revoked_at)
      values (${randomBytes(32)}, ${accountId}, ${label}, now() + ${expires}::interval, now() + ${revoked}::interval)`,
    deviceCode: (scope: string, expires: string) => sql`
      insert into auth_device_code (id, device_code, user_code, user_id, expires_at, status, scope)
      values (${newId()}, ${newId()}, ${newId()}, ${userId}, now() + ${expires}::interval, 'pending', ${scope})`,
    verification: (value: string, expires: string) => sql`
      insert into auth_verification (id, identifier, value, expires_at)
      values (${newId()}, ${userId}, ${value}, now() + ${expires}::interval)`,
    session: (userAgent: string, expires: string) => sql`
      insert into auth_session (id, expires_at, token, updated_at, user_agent, user_id)
      values (${newId()}, now() + ${expires}::interval, ${newId()}, now(), ${userAgent}, ${userId})`,
    invitation: (email: string, expires: string) => sql`
      insert into invitation (account_id, id, project_id, email, role, expires_at)
      values (${accountId}, ${newId()}, ${projectId}, ${email}, 'reader', now() + ${expires}::interval)`,
    held: (step: string, at: string, state = 'held') => sql`
      insert into usage (account_id, id, run_id, run_kind, step, month, host, model, state, holder, input_tokens,
        output_tokens, at)
      values (${accountId}, ${newId()}, ${newId()}, 'brief', ${step}, '2026-11', 'a.example', 'tiny', ${state},
        ${newId()}, 5, 6, now() + ${at}::interval)`,
    /** A run with these events, a second from one to the next. */
    async run(kind: RunKind, state: string, ended: string | null, events: string[]): Promise<string> {
      const id = newId()
      await sql`
        insert into run (account_id, id, kind, project_id, state, last_seq, attempt_limit, finished_at)
        values (${accountId}, ${id}, ${kind}, ${projectId}, ${state}, ${events.length}, 5,
          now() + ${ended}::interval)`
      const data: Record<string, object> = {
        ...{
          started: { attempt: 1 },
          progress: { done: 1, total: 2, label: 'Half' },
          note: { text: 'A word' },
        },
        ...{ said: { from: 0, text: 'So' }, done: { resultId: null }, cancelled: { reason: 'No' } },
      }
      for (const [place, event] of events.entries())
        await sql`
          insert into run_event (account_id, run_id, seq, kind, data, at)
          values (${accountId}, ${id}, ${place + 1}, ${event}, ${sql.json((data[event] ?? {}) as never)},
            '2026-11-01'::timestamptz + ${place} * interval '1 second')`
      return id
    },
    /** What there is of each, by its name. */
    async left() {
      const names = async (table: string, column: string, where: string, of: string) =>
        (await sql.unsafe(`select ${column} as name from ${table} where ${where} = $1 order by 1`, [of])).map(
          row => row.name as string,
        )
      return {
        tokens: await names('token', 'label', 'account_id', accountId),
        deviceCodes: await names('auth_device_code', 'scope', 'user_id', userId),
        verifications: await names('auth_verification', 'value', 'identifier', userId),
        sessions: await names('auth_session', 'user_agent', 'user_id', userId),
        invitations: await names('invitation', 'email', 'account_id', accountId),
        held: await names('usage', 'step', "state = 'held' and account_id", accountId),
      }
    },
    events: async (runId: string) =>
      (await sql`select kind from run_event where run_id = ${runId} order by seq`).map(row => row.kind),
  }
}
