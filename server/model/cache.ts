import type { TransactionSql } from 'postgres'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import type { Reply } from './chat.ts'

/** Answers that were good, by the key of what was asked; an account's own. */
export interface ReplyCache {
  find(accountId: string, key: string): Promise<Reply | null>
  /** In the place of what is kept for the key. An answer that no column can hold is not kept. */
  keep(accountId: string, key: string, reply: Reply, runId: string): Promise<void>
}

export interface ReplyCacheDeps {
  database: Database
  /** Milliseconds since 1970. */
  clock: () => number
  /** How long an answer is kept after it was given. */
  days?: number
  /** What an account's answers may take in all; those that were used longest ago go first. */
  mostBytes?: number
}

const DAYS = 30
const MOST_BYTES = 16 * 1024 * 1024
const DAY_MS = 86_400_000

export function openReplyCache({
  database,
  clock,
  days = DAYS,
  mostBytes = MOST_BYTES,
}: ReplyCacheDeps): ReplyCache {
  const oldest = () => new Date(clock() - days * DAY_MS)
  return {
    find: (accountId, key) =>
      asAccount(database, accountId, async tx => {
        const [row] = await tx<{ body: string; input_tokens: string | null; output_tokens: string | null }[]>`
          update kept_reply set used_at = ${new Date(clock())} where key = ${key} and at > ${oldest()}
          returning body, input_tokens, output_tokens`
        if (!row) return null
        const usage =
          row.input_tokens === null || row.output_tokens === null
            ? null
            : { inputTokens: Number(row.input_tokens), outputTokens: Number(row.output_tokens) }
        return { text: row.body, truncated: false, usage }
      }),
    async keep(accountId, key, { text, usage }, runId) {
      const bytes = Buffer.byteLength(text)
      if (text.includes('\0') || !text.isWellFormed() || bytes > mostBytes) return
      const now = new Date(clock())
      await asAccount(database, accountId, async tx => {
        await tx`
          insert into kept_reply
            (account_id, key, project_id, body, input_tokens, output_tokens, bytes, at, used_at)
          values (current_account(), ${key}, (select project_id from run where id = ${runId}), ${text},
            ${usage?.inputTokens ?? null}, ${usage?.outputTokens ?? null}, ${bytes}, ${now}, ${now})
          on conflict (account_id, key) do update set
            project_id = excluded.project_id, body = excluded.body, input_tokens = excluded.input_tokens,
            output_tokens = excluded.output_tokens, bytes = excluded.bytes, at = excluded.at,
            used_at = excluded.used_at`
        await tx`delete from kept_reply where at <= ${oldest()}`
        await tx`
          delete from kept_reply where key in (
            select key from (
              select key, sum(bytes) over (order by used_at desc, key) as running from kept_reply
            ) as counted where running > ${mostBytes})`
      })
    },
  }
}

/** Which of these keys have an answer, in the caller's transaction as the account; nothing counts as used by it. */
export async function keptKeys(
  tx: TransactionSql,
  keys: readonly string[],
  now: number,
): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await tx<{ key: string }[]>`
    select key from kept_reply where key in ${tx(keys)} and at > ${new Date(now - DAYS * DAY_MS)}`
  return new Set(rows.map(({ key }) => key))
}

/** For a project that is deleted: what was answered about its sources goes with them. */
export async function forgetRepliesOf(tx: TransactionSql, projectId: string): Promise<void> {
  await tx`delete from kept_reply where project_id = ${projectId}`
}
