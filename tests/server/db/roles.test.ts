import { beforeAll, expect, it } from 'vitest'
import type { Database } from '../../../server/db/database.ts'
import { testDatabase } from '../support/database.ts'

// Walks the database's own catalogue: a table that somebody adds without row-level security, without a policy, or with
// a grant that is not written down here, fails.

let database: Database
beforeAll(async () => {
  database = await testDatabase()
})

const ROLES = ['ownwords_app', 'ownwords_editor', 'ownwords_reader'] as const
type Role = (typeof ROLES)[number]

const ALL = 'delete insert select update'
/** What the account's own role has, where that is not everything. */
const appExceptions: Record<string, string> = {
  account: 'select, update(baseline), update(name)',
}

const inProject = 'source run brief findings turn note proposal interview branch offer decision activity'
const children = 'passage source_version run_event script script_change script_point beat_drafts rewrite'
const readOnly = 'search_posting passage_vector voice voice_version tier vector_model member invitation'
/** Asked for by what answers the owner too: granted without a policy, so that there is never a row. */
const NO_ROW = ['channel', 'channel_video', 'channel_passage']
const words = (list: string): string[] => list.split(' ')
const each = (tables: string[], granted: string) => Object.fromEntries(tables.map(table => [table, granted]))

const RULE = ['account_id', 'decided_at', 'id', 'state', 'text', 'voice_id']
const readerHas: Record<string, string> = {
  ...each([...words(inProject), ...words(children), ...words(readOnly), ...NO_ROW], 'select'),
  project: 'select',
  search_chunk: 'select',
  account: 'select(baseline), select(id)',
  learned_rule: RULE.map(column => `select(${column})`).join(', '),
}
const editorHas: Record<string, string> = {
  ...readerHas,
  ...each([...words(inProject), ...words(children)], ALL),
  project: 'select, update(target_seconds), update(title), update(updated_at)',
  search_chunk: 'select, update(gone)',
}

/** By table: `delete insert select update` of the whole table, and what is granted of single columns. */
async function grantsOf(role: Role): Promise<Record<string, string>> {
  const rows = await database.sql<{ table: string; privilege: string; column: string | null }[]>`
    select relname as table, lower(privilege_type) as privilege, null as column
    from pg_class, aclexplode(relacl)
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      and grantee = ${role}::regrole
    union all
    select relname, lower(privilege_type), attname
    from pg_class join pg_attribute on attrelid = pg_class.oid, aclexplode(attacl)
    where relnamespace = 'public'::regnamespace and grantee = ${role}::regrole
    order by 1, 2, 3`
  const found: Record<string, string> = {}
  for (const [table, of] of Map.groupBy(rows, row => row.table)) {
    const whole = of.filter(({ column }) => column === null).map(({ privilege }) => privilege)
    const columns = of.flatMap(({ column, privilege }) => (column ? [`${privilege}(${column})`] : []))
    found[table] = [...(whole.length > 0 ? [whole.join(' ')] : []), ...columns].join(', ')
  }
  return found
}

/** Every table that has an account in it, parts of a table too. */
const owned = async (): Promise<string[]> => {
  const rows = await database.sql<{ table: string }[]>`
    select relname as table from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and attname = 'account_id'
      and not attisdropped
    order by 1`
  return rows.map(row => row.table)
}

it('every table with an account in it, and the accounts themselves, are under row-level security', async () => {
  const bare = await database.sql`
    select relname from pg_class
    where relnamespace = 'public'::regnamespace and relname = any(${[...(await owned()), 'account']})
      and not relrowsecurity`
  expect([...bare]).toEqual([])
})

it('none of the roles can go around it: no superuser, no bypass, no login, nobody’s member, owner of nothing', async () => {
  const roles = await database.sql`
    select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication,
      (select count(*)::int from pg_auth_members where member = pg_roles.oid) as memberships,
      (select count(*)::int from pg_class where relowner = pg_roles.oid) as owns
    from pg_roles where rolname = any(${[...ROLES]}) order by 1`
  expect([...roles]).toEqual(
    ROLES.map(rolname => ({
      ...{ rolname, rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
      ...{ rolcanlogin: false, rolreplication: false, memberships: 0, owns: 0 },
    })),
  )
})

it('it is on for each role in each table that the role may ask', async () => {
  for (const role of ROLES) {
    const off = await database.sql.begin(async tx => {
      await tx`select set_config('role', ${role}, true)`
      const rows = await tx<{ relname: string }[]>`
        select relname from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
          and (has_table_privilege(oid, 'select, insert, update, delete') or has_any_column_privilege(oid, 'select, update'))
          and not row_security_active(oid)`
      return rows.map(({ relname }) => relname)
    })
    expect(off, role).toEqual([])
  }
})

it('the account’s own role has each table that is an account’s, and nothing else', async () => {
  const expected = { ...each(await owned(), ALL), ...appExceptions }
  expect(await grantsOf('ownwords_app')).toEqual(expected)
})

it('guests have what is written here and nothing else', async () => {
  expect(await grantsOf('ownwords_reader')).toEqual(readerHas)
  expect(await grantsOf('ownwords_editor')).toEqual(editorHas)
})

it('nobody has anything through everybody', async () => {
  const open = await database.sql`
    select relname, privilege_type from pg_class, aclexplode(relacl)
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f', 'S') and grantee = 0`
  expect([...open]).toEqual([])
})

it('every policy is of one of the roles and holds rows to the account, those of guests to the project', async () => {
  const policies = await database.sql<
    {
      table: string
      name: string
      roles: string[]
      using: string
      check: string | null
      permissive: string
    }[]
  >`
    select tablename as table, policyname as name, roles::text[] as roles, permissive, qual as using,
      with_check as check
    from pg_policies where schemaname = 'public'`
  const byRole = (role: Role) => policies.filter(({ roles }) => roles.includes(role))
  for (const { table, roles } of policies)
    expect(
      roles.filter(role => !ROLES.includes(role as Role)),
      table,
    ).toEqual([])
  const has = (role: Role) => byRole(role).map(({ table }) => table)
  expect(has('ownwords_app').sort()).toEqual([...(await owned()), 'account'].sort())
  const guests = Object.keys(readerHas).filter(table => !NO_ROW.includes(table))
  for (const role of ['ownwords_editor', 'ownwords_reader'] as const)
    expect(has(role).sort(), role).toEqual([...guests].sort())
  const wholeAccount = ['account', 'tier', 'vector_model']
  for (const { table, using, check, roles } of policies) {
    expect(using, table).toContain('current_account()')
    if (check !== null) expect(check, table).toBe(using)
    if (roles.includes('ownwords_app') || wholeAccount.includes(table)) continue
    // Children ask for their parent, on which the same is asked.
    expect(/current_project\(\)|EXISTS/.test(using), table).toBe(true)
  }
})
