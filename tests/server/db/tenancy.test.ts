import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import type { Database } from '../../../server/db/database.ts'
import { asAccount, asOwner } from '../../../server/db/tenancy.ts'
import { mintAccount, testDatabase } from '../support/database.ts'

let database: Database
let mine: string
let theirs: string
const project = newId()
const source = newId()
const run = newId()
const voice = newId()
const channel = 'UCabcdefghijklmnopqrstuv'

beforeAll(async () => {
  database = await testDatabase()
  mine = await mintAccount()
  theirs = await mintAccount()
  await asAccount(database, theirs, async tx => {
    await tx`insert into project (account_id, id, title) values (${theirs}, ${project}, 'Theirs')`
    await tx`insert into source (account_id, id, project_id, kind, url, canonical_url, title, captured_at, content_hash, receipt, body)
      values (${theirs}, ${source}, ${project}, 'article', 'https://a.example/', 'https://a.example/', 'A', now(), 'x', '{}', 'words')`
    await tx`insert into passage (account_id, source_id, ord, body, start_char, end_char, lexemes)
      values (${theirs}, ${source}, 0, 'words', 0, 5, to_tsvector('words'))`
    await tx`insert into run (account_id, id, kind, project_id, attempt_limit) values (${theirs}, ${run}, 'brief', ${project}, 5)`
    await tx`insert into run_event (account_id, run_id, seq, kind, data) values (${theirs}, ${run}, 1, 'queued', '{}')`
    await tx`insert into run_step (account_id, run_id, name, output) values (${theirs}, ${run}, 'themes', '[]')`
    await tx`insert into brief (account_id, id, project_id, run_id, document) values (${theirs}, ${newId()}, ${project}, ${run}, '{}')`
    await tx`insert into source_version (account_id, source_id, version, kind, url, title, captured_at, content_hash, receipt, body, chapters, facts, images)
      values (${theirs}, ${source}, 1, 'article', 'https://a.example/', 'A', now(), 'x', '{}', 'words before', '[]', '[]', '[]')`
    await tx`insert into channel (account_id, id, title, url, listed_at, complete)
      values (${theirs}, ${channel}, 'Theirs', 'https://www.youtube.com/@theirs', now(), true)`
    await tx`insert into channel_video (account_id, channel_id, video_id, ord, listed_at, title, kind, exact)
      values (${theirs}, ${channel}, 'abcdefghijk', 0, now(), 'Their video', 'video', false)`
    await tx`insert into channel_passage (account_id, channel_id, video_id, ord, body, start_char, end_char, lexemes)
      values (${theirs}, ${channel}, 'abcdefghijk', 0, 'words', 0, 5, to_tsvector('words'))`
    await tx`insert into search_chunk (account_id, chunk, project_id, configuration) values (${theirs}, 0, ${project}, 'simple')`
    await tx`insert into search_posting (account_id, chunk, lexeme, passages, postings) values (${theirs}, 0, 'words', 1, '')`
    await tx`insert into voice (account_id, id, channel_id, name, kind, videos)
      values (${theirs}, ${voice}, ${channel}, 'Theirs', 'main', '[]')`
    await tx`insert into voice_version (account_id, voice_id, version, cause, says, readiness, profile, profile_version, edits)
      values (${theirs}, ${voice}, 1, 'measured', 'Measured', 'ready', '{}', 1, '[]')`
    await tx`insert into turn (account_id, id, project_id, stage, question) values (${theirs}, ${run}, ${project}, 'collect', 'Why?')`
    await tx`insert into note (account_id, id, project_id, turn_id, text, author) values (${theirs}, ${newId()}, ${project}, ${run}, 'A note', 'agent')`
    await tx`insert into proposal (account_id, id, project_id, turn_id, ord, kind, title, text, why)
      values (${theirs}, ${newId()}, ${project}, ${run}, 0, 'angle', 'An angle', 'Its words', 'It is new')`
    await tx`insert into interview (account_id, id, project_id, run_id, document, created_at) values (${theirs}, ${newId()}, ${project}, ${run}, '{}', now())`
    await tx`insert into findings (account_id, id, project_id, run_id, document)
      values (${theirs}, ${newId()}, ${project}, ${run}, '{}')`
    await tx`insert into tier (account_id, domain, tier) values (${theirs}, 'a.example', 'edited')`
    await tx`insert into usage (account_id, id, run_id, run_kind, step, month, host, model, state, input_tokens, output_tokens, at)
      values (${theirs}, ${newId()}, ${run}, 'brief', 'brief', '2026-11', 'a.example', 'tiny', 'settled', 1, 1, now())`
    await tx`insert into spent (account_id, scope) values (${theirs}, 'month 2026-11')`
    await tx`insert into budget (account_id, updated_at) values (${theirs}, now())`
    await tx`insert into kept_reply (account_id, key, body, bytes, at, used_at) values (${theirs}, 'k', 'words', 5, now(), now())`
    await tx`insert into model_key (account_id, base_url, model, ends_with, secret_id, sealed, updated_at)
      values (${theirs}, 'https://a.example', 'tiny', '1234', 'one', '', now())`
    await tx`insert into vector_model (account_id, model, dimensions) values (${theirs}, 'near', 2)`
    await tx`insert into passage_vector (account_id, model, text_hash, embedding)
      values (${theirs}, 'near', ${Buffer.alloc(32)}, '[1,0]')`
    await tx`insert into branch (account_id, id, project_id, name) values (${theirs}, ${run}, ${project}, 'First')`
    await tx`insert into offer (account_id, id, project_id, branch_id, gate, document) values (${theirs}, ${run}, ${project}, ${run}, 'angle', '{}')`
    await tx`insert into decision (account_id, id, project_id, branch_id, gate, how, content)
      values (${theirs}, ${newId()}, ${project}, ${run}, 'angle', 'own', '{}')`
    await tx`insert into script (account_id, branch_id, seq, state) values (${theirs}, ${run}, 1, '{}')`
    await tx`insert into script_change (account_id, branch_id, seq, id, op) values (${theirs}, ${run}, 1, ${newId()}, '{}')`
    await tx`insert into script_point (account_id, id, branch_id, name, seq, made_by, state)
      values (${theirs}, ${newId()}, ${run}, 'A point', 1, 'creator', '{}')`
    await tx`insert into beat_drafts (account_id, branch_id, beat_id, run_id, document) values (${theirs}, ${run}, ${newId()}, ${run}, '{}')`
    await tx`insert into rewrite (account_id, id, branch_id, document) values (${theirs}, ${run}, ${run}, '{}')`
    await tx`insert into learned_rule (account_id, id, voice_id, pattern, text, evidence)
      values (${theirs}, ${newId()}, ${voice}, 'however', 'Write but', '[]')`
    await tx`insert into activity (account_id, project_id, device_id) values (${theirs}, ${project}, ${newId()})`
    await tx`insert into member (account_id, project_id, member_id, role) values (${theirs}, ${project}, ${mine}, 'editor')`
    await tx`insert into invitation (account_id, id, project_id, email, role) values (${theirs}, ${newId()}, ${project}, 'x@example.org', 'reader')`
    await tx`insert into token (hash, account_id, label) values (${Buffer.from(theirs.replaceAll('-', '').repeat(2), 'hex')}, ${theirs}, 'x')`
  })
})

const tables = [
  ...['project', 'source', 'source_version', 'passage', 'run', 'run_event', 'run_step', 'brief', 'token'],
  ...['channel', 'channel_video', 'voice', 'voice_version', 'findings', 'tier', 'member', 'invitation'],
  ...['channel_passage', 'search_chunk', 'search_posting'],
  ...['vector_model', 'passage_vector'],
  ...['turn', 'note', 'proposal', 'interview'],
  ...['branch', 'offer', 'decision', 'script', 'script_change', 'script_point'],
  ...['beat_drafts', 'rewrite', 'learned_rule', 'activity'],
  ...['usage', 'spent', 'budget', 'kept_reply', 'model_key'],
]

it('every table with an account in it is under row-level security', async () => {
  const bare = await database.sql`
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and not c.relrowsecurity
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id')`
  expect([...bare]).toEqual([])
  const covered = await database.sql`
    select table_name from information_schema.columns
    where table_schema = 'public' and column_name = 'account_id' order by 1`
  expect(covered.map(row => row.table_name)).toEqual([...tables].sort())
})

describe.each(tables)("another account's rows of %s", table => {
  it('are not read, changed or deleted', async () => {
    const { sql } = database
    const count = () => sql`select count(*)::int as n from ${sql(table)} where account_id = ${theirs}`
    await asAccount(database, mine, async tx => {
      expect([...(await tx`select * from ${tx(table)} where account_id = ${theirs}`)]).toEqual([])
      expect(
        (await tx`update ${tx(table)} set account_id = account_id where account_id = ${theirs}`).count,
      ).toBe(0)
      expect((await tx`delete from ${tx(table)} where account_id = ${theirs}`).count).toBe(0)
    })
    expect((await count())[0]!.n).toBe(1)
    await asAccount(database, theirs, async tx => {
      expect(await tx`select * from ${tx(table)}`).toHaveLength(1)
    })
  })

  it('are not shown to whoever forgets to name an account', async () => {
    await database.sql.begin(async tx => {
      await tx`set local role ownwords_app`
      expect([...(await tx`select * from ${tx(table)}`)]).toEqual([])
    })
  })
})

it('works as the account from its first statement on, however that is sent, and steps out of it and back', async () => {
  const asked = await asAccount(database, mine, async tx => {
    const role = () => tx<{ role: string }[]>`select current_setting('role') as role`
    const [first, [second]] = await Promise.all([role().execute(), role()])
    const [within] = await asOwner(tx, () => role().execute())
    const [after] = await role().execute()
    return [first[0], second, within, after].map(row => row!.role)
  })
  expect(asked).toEqual(['ownwords_app', 'ownwords_app', 'none', 'ownwords_app'])
  const steppedOut = await asAccount(database, mine, tx =>
    asOwner(tx, () => tx<{ role: string }[]>`select current_setting('role') as role`.execute()),
  )
  expect(steppedOut[0]!.role).toBe('none')
})

it('nobody inserts for another account, or gives a row away', async () => {
  const refused = { code: '42501' }
  await expect(
    asAccount(
      database,
      mine,
      tx => tx`insert into project (account_id, id, title) values (${theirs}, ${newId()}, 'x')`,
    ),
  ).rejects.toMatchObject(refused)
  const own = newId()
  await asAccount(
    database,
    mine,
    tx => tx`insert into project (account_id, id, title) values (${mine}, ${own}, 'x')`,
  )
  await expect(
    asAccount(database, mine, tx => tx`update project set account_id = ${theirs} where id = ${own}`),
  ).rejects.toMatchObject(refused)
})

it("a row cannot be hung on another account's project", async () => {
  await expect(
    asAccount(
      database,
      mine,
      tx =>
        tx`insert into run (account_id, id, kind, project_id, attempt_limit) values (${mine}, ${newId()}, 'brief', ${project}, 5)`,
    ),
  ).rejects.toMatchObject({ code: '23503' })
})

it("a version cannot be hung on another account's source, nor a video on its channel", async () => {
  const missing = { code: '23503' }
  await expect(
    asAccount(
      database,
      mine,
      tx => tx`
        insert into source_version (account_id, source_id, version, kind, url, title, captured_at, content_hash, receipt, body, chapters, facts, images)
        values (${mine}, ${source}, 1, 'article', 'https://a.example/', 'A', now(), 'x', '{}', 'words', '[]', '[]', '[]')`,
    ),
  ).rejects.toMatchObject(missing)
  await expect(
    asAccount(
      database,
      mine,
      tx => tx`
        insert into channel_video (account_id, channel_id, video_id, ord, listed_at, title, kind, exact)
        values (${mine}, ${channel}, 'abcdefghijk', 0, now(), 'x', 'video', false)`,
    ),
  ).rejects.toMatchObject(missing)
})

it('an account sees of the accounts only itself', async () => {
  const rows = await asAccount(database, mine, tx => tx`select id from account`)
  expect(rows.map(row => row.id)).toEqual([mine])
})

it('the role and the account end with the transaction, whether it is kept or refused', async () => {
  const session = async () =>
    (
      await database.sql`select current_setting('role') as role, current_setting('ownwords.account_id', true) as id`
    )[0]
  await asAccount(database, mine, async () => {})
  expect(await session()).toMatchObject({ role: 'none' })
  await asAccount(database, mine, tx => tx`select 1 / 0`).catch(() => {})
  const after = await session()
  expect(after).toMatchObject({ role: 'none' })
  expect(after!.id ?? '').toBe('')
})

it('what steps out of the role steps back into it', async () => {
  await asAccount(database, mine, async tx => {
    const who = async () => (await tx`select current_user as who`)[0]!.who
    expect(await who()).toBe('ownwords_app')
    expect(await asOwner(tx, who)).not.toBe('ownwords_app')
    expect(await who()).toBe('ownwords_app')
  })
})

it('an id that is no account is an error, not everybody', async () => {
  await expect(asAccount(database, "' or true --", tx => tx`select * from project`)).rejects.toMatchObject({
    code: '22P02',
  })
})
