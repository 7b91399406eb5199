import type { Sql, TransactionSql } from 'postgres'
import type { ModelKey } from '../../core/contract/account.ts'
import type { Sealed } from './secrets.ts'

export interface StoredKey extends Sealed {
  baseUrl: string
  model: string
}

interface Row {
  base_url: string
  model: string
  ends_with: string
  secret_id: string
  sealed: Uint8Array
  updated_at: Date
}

export async function findModelKey(
  tx: TransactionSql,
): Promise<{ told: ModelKey; stored: StoredKey } | null> {
  const [row] = await tx<Row[]>`
    select base_url, model, ends_with, secret_id, sealed, updated_at from model_key
    where account_id = current_account()`
  if (!row) return null
  const { base_url, model, ends_with, secret_id, sealed, updated_at } = row
  return {
    told: { host: new URL(base_url).host, model, endsWith: ends_with, updatedAt: updated_at.toISOString() },
    stored: { baseUrl: base_url, model, secretId: secret_id, sealed: Buffer.from(sealed) },
  }
}

export async function writeModelKey(
  tx: TransactionSql,
  key: StoredKey & { endsWith: string },
): Promise<void> {
  await tx`
    insert into model_key (account_id, base_url, model, ends_with, secret_id, sealed)
    values (current_account(), ${key.baseUrl}, ${key.model}, ${key.endsWith}, ${key.secretId}, ${key.sealed})
    on conflict (account_id) do update set base_url = excluded.base_url, model = excluded.model,
      ends_with = excluded.ends_with, secret_id = excluded.secret_id, sealed = excluded.sealed, updated_at = now()`
}

export async function deleteModelKey(tx: TransactionSql): Promise<boolean> {
  const rows = await tx`delete from model_key where account_id = current_account() returning 1`
  return rows.length > 0
}

/** Of all accounts, as the owner: those that another key than this one seals, in the order of their accounts. */
export async function selectSealedOtherwise(
  sql: Sql,
  newest: string,
  { after, most }: { after: string | null; most: number },
): Promise<string[]> {
  const rows = await sql<{ account_id: string }[]>`
    select account_id from model_key
    where secret_id <> ${newest} and (${after}::uuid is null or account_id > ${after}::uuid)
    order by account_id limit ${most}`
  return rows.map(row => row.account_id)
}

/** Keeps it as it is until the transaction ends; null where it is gone or sealed anew meanwhile. */
export async function lockSealed(
  tx: TransactionSql,
  accountId: string,
  newest: string,
): Promise<Sealed | null> {
  const [row] = await tx<Row[]>`
    select secret_id, sealed from model_key
    where account_id = ${accountId} and secret_id <> ${newest} for update`
  return row ? { secretId: row.secret_id, sealed: Buffer.from(row.sealed) } : null
}

export async function replaceSealed(
  tx: TransactionSql,
  accountId: string,
  { secretId, sealed }: Sealed,
): Promise<void> {
  await tx`update model_key set secret_id = ${secretId}, sealed = ${sealed} where account_id = ${accountId}`
}
