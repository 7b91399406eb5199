import type { Sql } from 'postgres'
import type { Account, AccountDraft, Device } from '../../core/contract/account.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError } from '../http/problem.ts'
import type { Runs } from '../runs/runs.ts'
import { endSessionsOf } from './sign-in-store.ts'
import * as store from './store.ts'
import { ensureLocalAccount, LOCAL_ACCOUNT } from './tokens.ts'

/** @throws `unauthorized` where it was deleted a moment ago */
export async function accountOf(sql: Sql, id: string): Promise<Account> {
  const account = await store.selectAccount(sql, id)
  if (!account) throw new ApiError('unauthorized', 'This account was deleted.')
  return { ...account, kind: account.email === null ? 'local' : 'person' }
}

export async function renameAccount(sql: Sql, id: string, { name }: AccountDraft): Promise<Account> {
  await store.setName(sql, id, name)
  return accountOf(sql, id)
}

export const devicesOf = (sql: Sql, accountId: string, tokenHash: Buffer | null): Promise<Device[]> =>
  store.selectDevices(sql, accountId, tokenHash)

/** @returns whether it could come in until now */
export const revokeDevice = (sql: Sql, accountId: string, id: string): Promise<boolean> =>
  store.markRevokedById(sql, accountId, id)

/** Nobody is in this account any more, on any device or page, until somebody signs in or pairs again. */
export async function signOutEverywhere(sql: Sql, accountId: string): Promise<void> {
  await store.markAllRevoked(sql, accountId)
  await endSessionsOf(sql, accountId)
}

/**
 * The account with everything that it has: nothing of it is left in any table. Its runs end first, on whichever machine
 * they are. The account of this computer is there again at once, empty.
 */
export async function deleteAccount(
  database: Database,
  runs: Pick<Runs, 'cancelAll'>,
  accountId: string,
): Promise<void> {
  await asAccount(database, accountId, tx => runs.cancelAll(tx, 'The account was deleted.'))
  await database.sql.begin(async tx => {
    await store.deleteAccountRows(tx, accountId)
    if (accountId === LOCAL_ACCOUNT) await ensureLocalAccount(tx)
  })
}
