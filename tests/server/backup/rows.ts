import { newId } from '../../../core/contract/id.ts'
import type { Database } from '../../../server/db/database.ts'

/** Rows that are hard to carry: bytes, vectors, lexemes, JSON, switches, nulls, and text with every break that there is. */
export async function everyKindOfRow({ sql }: Database): Promise<void> {
  const [account, project, source, run] = [newId(), newId(), newId(), newId()]
  const text = 'The moon pulls.\n\tIt\r\nis “heavy” \\ \\N \u2028 and ’tis\u0001 {[,"]} 🌊'
  await sql`insert into account (id, name) values (${account}, ${text})`
  await sql`insert into account (id) values (${newId()})`
  await sql`insert into token (hash, account_id, label) values (${Buffer.alloc(32, 0xff)}, ${account}, '')`
  await sql`insert into secret (name, value) values ('fence', ${Buffer.from([0, 1, 2, 10, 92, 255])})`
  await sql`insert into project (account_id, id, title) values (${account}, ${project}, ${text})`
  await sql`
    insert into source (account_id, id, project_id, kind, url, canonical_url, title, captured_at, content_hash,
      receipt, body, html_gzip, duration_ms, state)
    values (${account}, ${source}, ${project}, 'article', 'https://a.example/', 'https://a.example/', 'A page',
      '2026-10-01T10:00:00.123456Z', ${'0'.repeat(64)}, ${sql.json({ says: text.replace('\u0001', '') })}, ${text},
      ${Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256))}, ${2 ** 40}, 'ready')`
  for (let ord = 0; ord < 25; ord++)
    await sql`
      insert into passage (account_id, source_id, ord, body, start_char, end_char, lexemes)
      values (${account}, ${source}, ${ord}, ${`${ord} The moon pulls.`}, 0, 15, to_tsvector('english', ${text}))`
  await sql`
    insert into run (account_id, id, kind, project_id, state, attempt_limit, progress)
    values (${account}, ${run}, 'brief', ${project}, 'queued', 5, ${sql.json([1.5, null, 'x'])})`
  await sql`
    insert into run_event (account_id, run_id, seq, kind, data) values (${account}, ${run}, 1, 'said', ${sql.json({})})`
  await sql`
    insert into usage (account_id, id, run_id, run_kind, step, month, host, model, state, input_tokens, output_tokens,
      exact, at)
    values (${account}, ${newId()}, ${run}, 'brief', 'read', '2026-10', 'api.example', 'm', 'settled', 1, 2, true, now())`
  await sql`insert into vector_model (account_id, model, dimensions) values (${account}, 'near', 3)`
  await sql`
    insert into passage_vector (account_id, model, text_hash, embedding)
    values (${account}, 'near', ${Buffer.alloc(32, 7)}, '[0.1,-0.33333,0.000061035156]')`
}
