import type { TransactionSql } from 'postgres'
import type { Database } from './database.ts'

/**
 * One transaction as the account: row-level security shows and takes its rows only, whatever the SQL forgets to say.
 * Inside, `database.sql` must not be used (see `openDatabase`), nor anything awaited but SQL.
 */
export async function asAccount<Result>(
  database: Database,
  accountId: string,
  work: (tx: TransactionSql) => Promise<Result>,
): Promise<Result> {
  const result = await database.sql.begin(async tx => {
    await becomeAccount(tx, accountId)
    return { value: await work(tx) } // boxed, because postgres.js awaits the items of an array that it is given
  })
  return (result as { value: Result }).value
}

/** From here to the transaction's end it works as the account. */
export async function becomeAccount(tx: TransactionSql, accountId: string): Promise<void> {
  await tx`select set_config('ownwords.account_id', ${accountId}, true), set_config('role', 'ownwords_app', true)`
}

/** Steps out of the account's role for what belongs to nobody (the queue), then back into it. */
export async function asOwner<Result>(tx: TransactionSql, work: () => Promise<Result>): Promise<Result> {
  const [row] = await tx`select current_setting('role') as was, set_config('role', 'none', true)`
  // No `finally`: where the work fails the whole transaction is refused, with the role that was set in it.
  const result = await work()
  await tx`select set_config('role', ${row!.was}, true)`
  return result
}
