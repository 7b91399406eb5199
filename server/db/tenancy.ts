import type { TransactionSql } from 'postgres'
import { measures } from '../telemetry/measures.ts'
import type { Database } from './database.ts'
import { currentVisit, type Guest, Uninvited } from './guest.ts'

/**
 * One transaction as the account: row-level security shows and takes its rows only, whatever the SQL forgets to say.
 * In a guest's request it is one as the guest, who is shown the shared project alone (`asGuestOf`).
 * Inside, `database.sql` must not be used (see `openDatabase`), nor anything awaited but SQL.
 * @throws Uninvited where a guest's request goes on after the guest was let out
 */
export async function asAccount<Result>(
  database: Database,
  accountId: string,
  work: (tx: TransactionSql) => Promise<Result>,
): Promise<Result> {
  const become = whoToBecome(accountId)
  const asked = performance.now()
  const result = await database.sql.begin(async tx => {
    measures()?.waitedForConnection((performance.now() - asked) / 1_000)
    const became = become(tx)
    if (currentVisit()) await became
    // Sent together with the first statement of the work: where it is refused, so is all that comes behind it.
    became.catch(() => {})
    const value = await work(tx)
    await became
    return { value } // boxed, because postgres.js awaits the items of an array that it is given
  })
  return (result as { value: Result }).value
}

/** From here to the transaction's end it works as the account, or as the guest whose request this is. */
export const becomeAccount = (tx: TransactionSql, accountId: string): Promise<void> =>
  whoToBecome(accountId)(tx)

function whoToBecome(accountId: string): (tx: TransactionSql) => Promise<void> {
  const visit = currentVisit()
  if (!visit) return tx => become(tx, accountId)
  if (visit.ownerId !== accountId)
    throw new Error('A guest asked for rows of an account whose guest they are not.')
  return tx => becomeGuest(tx, accountId, visit.guest)
}

/**
 * `execute`, because a statement that is awaited is sent only in the next microtask: whoever calls this and does not wait
 * may send its own at once, which would come before, and be done as the owner.
 */
async function become(tx: TransactionSql, accountId: string): Promise<void> {
  await tx`
    select set_config('ownwords.account_id', ${accountId}, true), set_config('role', 'ownwords_app', true)`.execute()
}

/** What a guest may do is asked in each transaction, so that it ends with the membership, also in a stream that is open. */
async function becomeGuest(
  tx: TransactionSql,
  ownerId: string,
  { accountId, projectId }: Guest,
): Promise<void> {
  const [member] = await tx`
    select set_config('ownwords.account_id', account_id::text, true),
      set_config('ownwords.project_id', project_id::text, true), set_config('role', 'ownwords_' || role, true)
    from member where account_id = ${ownerId} and project_id = ${projectId} and member_id = ${accountId}`
  if (!member) throw new Uninvited() // which refuses the transaction, before anything was done in it as the owner
}

/**
 * Steps out of the account's role for what belongs to nobody (the queue), then back into it. Nothing else may be asked of
 * `tx` meanwhile: it would be done without the role.
 */
export const asOwner = <Result>(tx: TransactionSql, work: () => Promise<Result>): Promise<Result> =>
  inRole(tx, 'none', work)

/**
 * What the server does by itself for a whole account, in a transaction that may be a guest's: for `work` alone it is the
 * account's. Never for what a guest asked to be shown or changed.
 */
export const asWholeAccount = <Result>(tx: TransactionSql, work: () => Promise<Result>): Promise<Result> =>
  currentVisit() ? inRole(tx, 'ownwords_app', work) : work()

async function inRole<Result>(
  tx: TransactionSql,
  role: 'none' | 'ownwords_app',
  work: () => Promise<Result>,
): Promise<Result> {
  // Sent together with the first statement of the work. What the role was is kept under the name of the new one, so that a
  // step out within another finds its own way back.
  const kept = `ownwords.before_${role}`
  tx`select set_config(${kept}, current_setting('role'), true), set_config('role', ${role}, true)`.catch(
    () => {},
  )
  // No `finally`: where the work fails the whole transaction is refused, with the role that was set in it.
  const result = await work()
  // Waited for: behind it there may be nothing but the commit, which says nothing of a transaction that was refused.
  await tx`select set_config('role', current_setting(${kept}), true)`
  return result
}
