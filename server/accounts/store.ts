import type { Sql, TransactionSql } from 'postgres'
import type { Account, Device } from '../../core/contract/account.ts'

// Tokens are looked up before anybody's account is known: all of this works as the tables' owner, not `asAccount`.

export interface TokenRow {
  accountId: string
  /** Its last use was noted more than a minute ago, or never. */
  stale: boolean
}

export async function insertAccount(sql: Sql | TransactionSql, id: string): Promise<void> {
  await sql`insert into account (id) values (${id}) on conflict do nothing`
}

/** @param days after its last use at which it ends; null: when it is revoked */
export async function insertToken(
  sql: Sql,
  { accountId, hash, label, days }: { accountId: string; hash: Buffer; label: string; days: number | null },
): Promise<void> {
  await sql`
    insert into token (hash, account_id, label, expires_at)
    values (${hash}, ${accountId}, ${label}, now() + make_interval(days => ${days}::int))`
}

/** @returns null for one that is unknown, revoked or too old */
export async function selectToken(sql: Sql, hash: Buffer): Promise<TokenRow | null> {
  const [row] = await sql<TokenRow[]>`
    select account_id as "accountId", coalesce(last_used_at < now() - interval '1 minute', true) as stale
    from token where hash = ${hash} and revoked_at is null and (expires_at is null or expires_at > now())`
  return row ?? null
}

/** Moves its end on, where it has one. */
export async function noteUse(sql: Sql, hash: Buffer, days: number): Promise<void> {
  await sql`
    update token set last_used_at = now(),
      expires_at = case when expires_at is not null then now() + make_interval(days => ${days}::int) end
    where hash = ${hash}`
}

export async function markRevoked(sql: Sql, hash: Buffer): Promise<void> {
  await sql`update token set revoked_at = now() where hash = ${hash} and revoked_at is null`
}

/** @returns whether the account has such a device that was not revoked yet */
export async function markRevokedById(sql: Sql, accountId: string, id: string): Promise<boolean> {
  const revoked = await sql`
    update token set revoked_at = now()
    where account_id = ${accountId} and id = ${id} and revoked_at is null returning id`
  return revoked.length > 0
}

export async function markAllRevoked(sql: Sql, accountId: string): Promise<void> {
  await sql`update token set revoked_at = now() where account_id = ${accountId} and revoked_at is null`
}

/** For a month whoever looks into what happened still finds what there was. */
export async function forgetTokens(sql: Sql, most: number): Promise<number> {
  const gone = await sql`
    delete from token where hash in (
      select hash from token
      where least(expires_at, revoked_at) < now() - interval '30 days' limit ${most})`
  return gone.count
}

const isoOf = (time: Date | null) => time?.toISOString() ?? null

/**
 * What may come in, used last first.
 * @param hash of the token that asks; null: none does
 */
export async function selectDevices(sql: Sql, accountId: string, hash: Buffer | null): Promise<Device[]> {
  const rows = await sql<(Omit<Device, `${string}At`> & Record<`${string}At`, Date | null>)[]>`
    select id, label, created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt",
      coalesce(hash = ${hash}::bytea, false) as current
    from token where account_id = ${accountId} and revoked_at is null and (expires_at is null or expires_at > now())
    order by coalesce(last_used_at, created_at) desc, id`
  return rows.map(({ id, label, createdAt, lastUsedAt, expiresAt, current }) => ({
    id,
    label,
    createdAt: createdAt!.toISOString(),
    lastUsedAt: isoOf(lastUsedAt!),
    expiresAt: isoOf(expiresAt!),
    current,
  }))
}

export async function selectAccount(sql: Sql, id: string): Promise<Omit<Account, 'kind'> | null> {
  const [row] = await sql<{ name: string | null; email: string | null; createdAt: Date }[]>`
    select name, email, created_at as "createdAt" from account where id = ${id}`
  return row ? { id, ...row, createdAt: row.createdAt.toISOString() } : null
}

/** @param email in lower case */
export async function findByEmail(sql: Sql, email: string): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`select id from account where email = ${email}`
  return row?.id ?? null
}

export async function setName(sql: Sql, id: string, name: string): Promise<void> {
  await sql`update account set name = ${name} where id = ${id}`
}

/**
 * Everything that the account has, in all tables, and what others hold of its person: memberships, and invitations to
 * its address.
 */
export async function deleteAccountRows(tx: TransactionSql, id: string): Promise<void> {
  const [account] = await tx<{ email: string | null }[]>`delete from account where id = ${id} returning email`
  // What hangs on the account by no foreign key, in whatever table there is: asked of the database itself.
  for (const table of await tablesOfAccounts(tx)) await tx`delete from ${tx(table)} where account_id = ${id}`
  await tx`delete from pgboss.job where data ->> 'accountId' = ${id}`
  if (!account?.email) return
  await tx`delete from invitation where email = ${account.email}`
  await tx`delete from auth_verification where identifier = ${`sign-in-otp-${account.email}`}`
}

async function tablesOfAccounts(tx: TransactionSql): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`
    select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by 1`
  return rows.map(({ name }) => name)
}
