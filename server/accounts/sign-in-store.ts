import type { Sql } from 'postgres'

// Tables of signing in, which are the owner's alone.

/** @returns whose session it was; null where there was none */
export async function endSession(sql: Sql, token: string): Promise<string | null> {
  const [row] = await sql<{ accountId: string }[]>`
    delete from auth_session where token = ${token} returning user_id as "accountId"`
  return row?.accountId ?? null
}

export async function endSessionsOf(sql: Sql, accountId: string): Promise<void> {
  await sql`delete from auth_session where user_id = ${accountId}`
}

/** When the code of a device that waits ends. */
export async function expiryOfCode(sql: Sql, userCode: string): Promise<Date | null> {
  const [row] = await sql<{ expiresAt: Date }[]>`
    select expires_at as "expiresAt" from auth_device_code where user_code = ${userCode}`
  return row?.expiresAt ?? null
}

/** For an hour a device still hears that its code was too old. */
export const forgetDeviceCodes = forgettingAfterAnHour('auth_device_code')
export const forgetVerifications = forgettingAfterAnHour('auth_verification')

function forgettingAfterAnHour(table: string) {
  return async (sql: Sql, most: number): Promise<number> => {
    const gone = await sql`
      delete from ${sql(table)} where id in (
        select id from ${sql(table)} where expires_at < now() - interval '1 hour' limit ${most})`
    return gone.count
  }
}

export async function forgetSessions(sql: Sql, most: number): Promise<number> {
  const gone = await sql`
    delete from auth_session where id in (
      select id from auth_session where expires_at < now() limit ${most})`
  return gone.count
}
