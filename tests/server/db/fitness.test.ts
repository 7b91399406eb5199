import postgres from 'postgres'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../server/db/database.ts'
import { unfit } from '../../../server/db/fitness.ts'
import { migrate } from '../../../server/db/migrate.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'

const fit = {
  version: 150_018,
  standby: false,
  readOnly: false,
  encoding: 'UTF8',
  offered: '0.8.0',
  installed: null,
}

it('says what is wrong with a database, and what to do', () => {
  expect(unfit(fit)).toBeNull()
  expect(unfit({ ...fit, installed: '0.8.1', offered: null })).toBeNull()
  expect(unfit({ ...fit, version: 140_020 })).toMatch(/^it is PostgreSQL 14, .* needs 15 or newer; move/)
  expect(unfit({ ...fit, standby: true })).toContain('set DATABASE_URL to the primary')
  expect(unfit({ ...fit, readOnly: true })).toContain('set that to off')
  expect(unfit({ ...fit, encoding: 'SQL_ASCII' })).toContain("encoding 'UTF8' template template0")
  expect(unfit({ ...fit, offered: null })).toMatch(/^it has no pgvector; install/)
  expect(unfit({ ...fit, offered: '0.7.4' })).toMatch(/^its server has pgvector 0\.7\.4/)
  expect(unfit({ ...fit, installed: '0.7.4' })).toContain('the server has 0.8.0: run “alter extension')
  expect(unfit({ ...fit, installed: '0.7.4', offered: '0.7.4' })).toContain('install a newer package')
  expect(unfit({ ...fit, offered: '0.10.0' })).toBeNull()
})

const onServer = it.skipIf(databaseKind === 'embedded')

onServer(
  'refuses a real server of the wrong kind before it writes anything, without the password',
  async () => {
    const { url, drop } = await freshDatabaseUrl()
    const name = new URL(url).pathname.slice(1)
    const owner = postgres(url, { max: 1, onnotice() {} })
    try {
      await owner`alter database ${owner(name)} set default_transaction_read_only = on`
      await expect(openDatabase(url)).rejects.toMatchObject({
        name: 'Refusal',
        message: expect.stringContaining(`${name} cannot be used: it only reads`),
      })
      const nowhere = new URL(url)
      nowhere.pathname = '/there_is_none'
      nowhere.password = 'hunter2'
      const refused = openDatabase(nowhere.href)
      await expect(refused).rejects.toThrow('there is no database of this name; make it with createdb')
      await expect(refused).rejects.not.toThrow('hunter2')
    } finally {
      await owner.end()
      await drop()
    }
  },
)

onServer('refuses a server that says it is too old', async () => {
  const { url, drop } = await freshDatabaseUrl()
  const owner = postgres(url, { max: 1, onnotice() {} })
  const name = new URL(url).pathname.slice(1)
  try {
    // No older one is at hand: this one answers as it would.
    await owner.unsafe(`
      create schema older;
      create function older.current_setting(name text) returns text language sql as
        $$ select case name when 'server_version_num' then '140020' else pg_catalog.current_setting(name) end $$;
      alter database ${name} set search_path = older, pg_catalog, public`)
    await expect(openDatabase(url)).rejects.toMatchObject({
      name: 'Refusal',
      message: expect.stringContaining(`${name} cannot be used: it is PostgreSQL 14, and Ownwords needs 15`),
    })
  } finally {
    await owner.end()
    await drop()
  }
})

onServer('says, one after the other, which rights its role lacks, and goes on once it has them', async () => {
  const { url, drop } = await freshDatabaseUrl()
  const owner = postgres(url, { max: 1, onnotice() {} })
  const name = new URL(url).pathname.slice(1)
  const role = `${name}_limited`
  const limited = new URL(url)
  limited.username = role
  limited.password = 'hunter2'
  await owner.unsafe(`create role ${role} login password 'hunter2'`)
  const database = await openDatabase(limited.href)
  const lacks = (denied: string, remedy: string) =>
    expect(migrate(database)).rejects.toMatchObject({
      name: 'Refusal',
      message: `The database cannot be brought up to date as ${role}: ${denied}. Have its administrator run “${remedy}”${remedy.includes('extension') ? ' in this database' : ''}, then start again.`,
    })
  try {
    const own = `alter database ${name} owner to ${role}`
    await lacks('permission denied for schema public', own)
    await owner.unsafe(own)
    await lacks('permission denied to create extension "vector"', 'create extension vector')
    await owner.unsafe('create extension vector')
    await lacks('permission denied to create role', `alter role ${role} createrole`)
    await owner.unsafe(`alter role ${role} createrole`)
    // Of a cluster whose other databases have them; from PostgreSQL 16 on only whoever made a role may grant it.
    for (const shared of ['ownwords_app', 'ownwords_editor', 'ownwords_reader'])
      await owner.unsafe(`do $$ begin create role ${shared} nologin; exception when duplicate_object then null; end $$;
        grant ${shared} to ${role} with admin option`)
    expect(await migrate(database)).toContain('0001_accounts_and_work.sql')
  } finally {
    await database.close()
    await owner.end()
    await drop()
    const admin = postgres(process.env.TEST_DATABASE_URL!, { max: 1, onnotice() {} })
    await admin.unsafe(`drop role ${role}`)
    await admin.end()
  }
})

onServer('refuses a database in another encoding', async () => {
  const { url, drop } = await freshDatabaseUrl()
  const owner = postgres(url, { max: 1, onnotice() {} })
  const name = `${new URL(url).pathname.slice(1)}_ascii`
  try {
    await owner`create database ${owner(name)} encoding 'SQL_ASCII' locale 'C' template template0`
    const other = new URL(url)
    other.pathname = `/${name}`
    await expect(openDatabase(other.href)).rejects.toThrow('its encoding is SQL_ASCII')
  } finally {
    await owner`drop database if exists ${owner(name)}`
    await owner.end()
    await drop()
  }
})
