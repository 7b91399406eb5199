import { createHash, randomBytes } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import type { Caller } from '../http/env.ts'
import { insertAccount, insertToken, markRevoked, noteUse, selectToken } from './store.ts'

/**
 * Whoever works at this computer. Always the same, so that pairing again, or a token made on the command
 * line, opens the same work.
 */
export const LOCAL_ACCOUNT = '00000000-0000-7000-8000-000000000001'

/** Days after which a device that nobody uses has to be paired again. */
const IDLE_DAYS = 90

export async function ensureLocalAccount(sql: Sql | TransactionSql): Promise<string> {
  await insertAccount(sql, LOCAL_ACCOUNT)
  return LOCAL_ACCOUNT
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/**
 * Makes a token of 256 random bits. Its SHA-256 is stored; the token itself is in the answer and nowhere else.
 * @param ends idle: 90 days after its last use · revoked: only when somebody revokes it
 */
export async function createToken(
  sql: Sql,
  accountId: string,
  label: string,
  ends: 'idle' | 'revoked' = 'revoked',
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await insertToken(sql, { accountId, hash: hashOf(token), label, days: ends === 'idle' ? IDLE_DAYS : null })
  return token
}

/** Notes the use, at most once a minute: a write for each request would be felt. */
export async function findByToken(sql: Sql, token: string): Promise<Caller | null> {
  const tokenHash = hashOf(token)
  const found = await selectToken(sql, tokenHash)
  if (!found) return null
  if (found.stale) await noteUse(sql, tokenHash, IDLE_DAYS)
  return { accountId: found.accountId, tokenHash }
}

export const revokeToken = (sql: Sql, tokenHash: Buffer): Promise<void> => markRevoked(sql, tokenHash)
