import type { Sql } from 'postgres'

// Tokens are looked up before anybody's account is known: all of this works as the tables' owner, not `asAccount`.

export interface TokenRow {
  accountId: string
  /** Its last use was noted more than a minute ago, or never. */
  stale: boolean
}

export async function insertAccount(sql: Sql, id: string): Promise<void> {
  await sql`insert into account (id) values (${id}) on conflict do nothing`
}

export async function insertToken(sql: Sql, accountId: string, hash: Buffer, label: string): Promise<void> {
  await sql`insert into token (hash, account_id, label) values (${hash}, ${accountId}, ${label})`
}

/** @returns null for one that is unknown or revoked. */
export async function selectToken(sql: Sql, hash: Buffer): Promise<TokenRow | null> {
  const [row] = await sql<TokenRow[]>`
    select account_id as "accountId", coalesce(last_used_at < now() - interval '1 minute', true) as stale
    from token where hash = ${hash} and revoked_at is null`
  return row ?? null
}

export async function noteUse(sql: Sql, hash: Buffer): Promise<void> {
  await sql`update token set last_used_at = now() where hash = ${hash}`
}

export async function markRevoked(sql: Sql, hash: Buffer): Promise<void> {
  await sql`update token set revoked_at = now() where hash = ${hash} and revoked_at is null`
}
