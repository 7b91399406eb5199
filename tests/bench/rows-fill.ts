import type { Sql } from 'postgres'

/** What one ordinary creator has: half a thousand passages of fifty sources, and what their runs left. */
export const EACH = { sources: 50, passages: 500, runs: 60, events: 600, usage: 100, words: 700 }
const VARIANTS = 25
const WORDS_OF_ONE = 60

/** Any number from 0, as the id of its account. */
export const accountId = (account: number): string => id(1, account, 0)
export const projectId = (account: number): string => id(2, account, 0)
export const runId = (account: number, run: number): string => id(4, account, run)

function id(kind: number, account: number, n: number): string {
  const hex = (part: number, digits: number) => part.toString(16).padStart(digits, '0')
  return `${hex(account, 8)}-${hex(kind, 4)}-7000-8000-${hex(n, 12)}`
}

/** What the rows are made of: ids as `id` above makes them, and passages in so many variants. */
export async function prepare(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create schema if not exists bench;
    create function bench.id(kind int, account int, n int) returns uuid language sql immutable parallel safe
      return (lpad(to_hex(account), 8, '0') || '-' || lpad(to_hex(kind), 4, '0') || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;
    create function bench.word(n int) returns text language sql immutable return 'w' || substr(md5(n::text), 1, 6);
    create table bench.variant as
      select v, string_agg(bench.word((v * 28 + w) % ${EACH.words}), ' ') as body
      from generate_series(0, ${VARIANTS - 1}) v, generate_series(1, ${WORDS_OF_ONE}) w group by v;
    alter table bench.variant add lexemes tsvector;
    update bench.variant set lexemes = to_tsvector('english', body);
    -- The postings of one account, which are those of each: place 12 bits, how often 6, how long 14.
    create table bench.posting as
      select lexeme, count(*)::int as passages,
        string_agg(int4send((n << 20) | (1 << 14) | ${WORDS_OF_ONE}), '' order by n) as postings
      from generate_series(0, ${EACH.passages - 1}) n
      join bench.variant on v = n % ${VARIANTS}, unnest(lexemes) group by lexeme;`)
}

/**
 * Accounts `from` to before `to`, each with what `EACH` says, row by row as the server would have left it, but written by
 * the database itself and without checks of foreign keys: they hold by how the ids are made.
 */
export async function fillAccounts(sql: Sql, from: number, to: number): Promise<void> {
  const accounts = `generate_series(${from}, ${to - 1}) a`
  const upTo = (name: string, count: number) => `generate_series(0, ${count - 1}) ${name}`
  const days = `now() - random() * interval '90 days'`
  const statements = [
    `insert into account (id, name) select bench.id(1, a, 0), 'A' from ${accounts}`,
    `insert into project (account_id, id, title) select bench.id(1, a, 0), bench.id(2, a, 0), 'P' from ${accounts}`,
    `insert into token (hash, account_id, label) select sha256(('t' || a)::bytea), bench.id(1, a, 0), 'T' from ${accounts}`,
    `insert into source (account_id, id, project_id, kind, url, canonical_url, title, captured_at, content_hash, receipt,
       body, state, ingest_run_id, bytes)
     select bench.id(1, a, 0), bench.id(3, a, s), bench.id(2, a, 0), 'article', u, u, 'Title ' || s, ${days}, md5(u),
       '{"by": "readability", "legs": [], "words": 600, "leftOut": []}', repeat(u || ' some of its words ', 40), 'ready',
       bench.id(4, a, s), 3000
     from ${accounts}, ${upTo('s', EACH.sources)}, format('https://site-%s.example/%s', a, s) u`,
    `insert into passage (account_id, source_id, ord, no, body, start_char, end_char, lexemes)
     select bench.id(1, a, 0), bench.id(3, a, n / ${EACH.passages / EACH.sources}), n % ${EACH.passages / EACH.sources}, n,
       a || ' ' || n || ' ' || body, n * 400, n * 400 + 444, lexemes
     from ${accounts}, ${upTo('n', EACH.passages)} join bench.variant on v = n % ${VARIANTS}`,
    `insert into search_chunk (account_id, chunk, project_id, configuration, passages, words)
     select bench.id(1, a, 0), 0, bench.id(2, a, 0), 'english', ${EACH.passages}, ${EACH.passages * WORDS_OF_ONE} from ${accounts}`,
    `insert into search_posting (account_id, chunk, lexeme, passages, postings)
     select bench.id(1, a, 0), 0, lexeme, passages, postings from ${accounts}, bench.posting`,
    `insert into run (account_id, id, kind, project_id, source_id, state, last_seq, attempt, attempt_limit, created_at,
       started_at, finished_at, condensed)
     select bench.id(1, a, 0), bench.id(4, a, r), case when r < ${EACH.sources} then 'ingest' else 'turn' end, bench.id(2, a, 0),
       case when r < ${EACH.sources} then bench.id(3, a, r) end, 'done', ${EACH.events / EACH.runs}, 1, 5, t, t, t,
       t < now() - interval '8 days'
     from ${accounts}, ${upTo('r', EACH.runs)}, lateral (select ${days} + 0 * r * interval '1 s' as t) at`,
    `insert into run_event (account_id, run_id, seq, kind, data)
     select bench.id(1, a, 0), bench.id(4, a, r), e + 1, case e when 0 then 'queued' when 1 then 'started' when 9 then 'done' else 'said' end,
       case when e between 2 and 8 then '{"text": "some words that were said as they came, half a line or so"}'::jsonb else '{}' end
     from ${accounts}, ${upTo('r', EACH.runs)}, ${upTo('e', EACH.events / EACH.runs)}`,
    `insert into usage (account_id, id, run_id, run_kind, step, month, host, model, state, input_tokens, output_tokens, nanos, at)
     select bench.id(1, a, 0), bench.id(5, a, u), bench.id(4, a, u % ${EACH.runs}), 'turn', 'answer', '2026-10', 'api.example', 'model',
       'settled', 900, 300, 1000000, ${days}
     from ${accounts}, ${upTo('u', EACH.usage)}`,
    // The queue keeps what is done for seven days: a share of the runs.
    `insert into pgboss.job (name, data, state, singleton_key, policy, created_on, started_on, completed_on, keep_until)
     select 'ingest', jsonb_build_object('accountId', bench.id(1, a, 0), 'runId', bench.id(4, a, r)), 'completed',
       bench.id(1, a, 0) || '/' || bench.id(4, a, r), 'short', now(), now(), now(), now() + interval '7 days'
     from ${accounts}, ${upTo('r', 6)}`,
  ]
  await sql.begin(async tx => {
    await tx`set local session_replication_role = replica`
    await tx`set local synchronous_commit = off`
    for (const statement of statements) await tx.unsafe(statement)
  })
}

/** The tables that are large, which no question of one account may read from end to end. */
export const LARGE = ['passage', 'search_posting', 'run_event', 'run', 'usage', 'source', 'job']
