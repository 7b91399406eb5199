import { getMigrations } from 'better-auth/db/migration'
import { expect, it } from 'vitest'
import { openBetterAuth } from '../../../server/accounts/better-auth.ts'
import { testDatabase } from '../support/database.ts'
import { log } from '../support/log.ts'

const tables = ['auth_device_code', 'auth_identity', 'auth_session', 'auth_user', 'auth_verification']

it('has in the database what better-auth wants, and better-auth nothing to add', async () => {
  const { sql } = await testDatabase()
  const auth = openBetterAuth(
    {
      publicUrl: 'https://ownwords.example.org',
      secret: 'never used, because nothing is signed here',
      mail: null,
      google: { clientId: 'id', clientSecret: 'secret' },
    },
    { sql, clock: { behind: () => 0 }, log },
  )
  const wanted = await getMigrations(auth.options)
  expect(wanted.toBeCreated).toEqual([])
  expect(wanted.toBeAdded).toEqual([])
  expect(wanted.toBeAddedIndexes).toEqual([])
  expect(wanted.schemaProblems).toEqual([])
  expect((await wanted.compileMigrations()).trim()).toBe(';')
})

it.each(tables)('keeps %s from the role of accounts, by its rights and by its rows', async table => {
  const { sql } = await testDatabase()
  const [row] = await sql`select relrowsecurity from pg_class where oid = ${table}::regclass`
  expect(row!.relrowsecurity).toBe(true)
  expect([...(await sql`select 1 from pg_policies where tablename = ${table}`)]).toEqual([])
  await expect(
    sql.begin(async tx => {
      await tx`set local role ownwords_app`
      await tx`select * from ${tx(table)}`
    }),
  ).rejects.toMatchObject({ code: '42501' })
})
