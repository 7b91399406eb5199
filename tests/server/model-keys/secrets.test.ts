import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { rotateSecrets } from '../../../server/model-keys/rotate.ts'
import { type SecretKey, Secrets } from '../../../server/model-keys/secrets.ts'
import { mintAccount, testDatabase } from '../support/database.ts'

const key = (id: string): SecretKey => ({ id, key: randomBytes(32) })
const of = (accountId: string) => ({ accountId, what: 'model-key' }) as const

it('opens what it sealed for the same account, and nothing that was changed or is another’s', () => {
  const secrets = new Secrets([key('a')])
  const accountId = newId()
  const sealed = secrets.seal('sk-hunter2', of(accountId))
  expect(sealed.sealed.toString('latin1')).not.toContain('hunter2')
  expect(secrets.open(sealed, of(accountId))).toBe('sk-hunter2')
  expect(secrets.open(sealed, of(newId()))).toBeNull()
  for (let i = 0; i < sealed.sealed.length; i++) {
    const changed = Buffer.from(sealed.sealed)
    changed[i]! ^= 1
    expect(secrets.open({ ...sealed, sealed: changed }, of(accountId))).toBeNull()
  }
  expect(secrets.open({ ...sealed, sealed: sealed.sealed.subarray(0, 20) }, of(accountId))).toBeNull()
  expect(new Secrets([key('a')]).open(sealed, of(accountId))).toBeNull()
  expect(new Secrets([key('b')]).open(sealed, of(accountId))).toBeNull()
  // The same again looks like another.
  expect(secrets.seal('sk-hunter2', of(accountId)).sealed).not.toEqual(sealed.sealed)
})

it('seals everybody’s anew with the first key, goes on where it was stopped, and leaves what it cannot read', async () => {
  const database = await testDatabase()
  const [old, next] = [key(`old-${newId().slice(-8)}`), key(`next-${newId().slice(-8)}`)]
  const before = new Secrets([old])
  const accounts = await Promise.all(Array.from({ length: 5 }, mintAccount))
  const lost = await mintAccount()
  const store = async (accountId: string, secretId: string, sealed: Buffer) => {
    await database.sql`
      insert into model_key (account_id, base_url, model, ends_with, secret_id, sealed)
      values (${accountId}, 'https://a.example/v1', 'm', 'ter2', ${secretId}, ${sealed})`
  }
  for (const accountId of accounts)
    await store(accountId, old.id, before.seal(`sk ${accountId}`, of(accountId)).sealed)
  await store(lost, 'gone', new Secrets([key('gone')]).seal('sk', of(lost)).sealed)

  const both = new Secrets([next, old])
  // Stopped after the third: the rest is done by the next who comes.
  let begun = 0
  const sql = new Proxy(database.sql, {
    get: (target, name) =>
      name === 'begin' && ++begun > 3
        ? () => Promise.reject(new Error('stopped'))
        : Reflect.get(target, name),
  })
  await expect(rotateSecrets({ sql }, both)).rejects.toThrow('stopped')
  const counts = await rotateSecrets(database, both)
  expect(counts.sealed).toBeLessThan(5)
  expect(counts.sealed).toBeGreaterThan(0)
  expect(counts.unreadable).toBeGreaterThan(0)
  const rows = await database.sql<{ account_id: string; secret_id: string; sealed: Uint8Array }[]>`
    select account_id, secret_id, sealed from model_key where account_id = any(${accounts}::uuid[])`
  expect(rows).toHaveLength(5)
  for (const { account_id, secret_id, sealed } of rows) {
    expect(secret_id).toBe(next.id)
    const stored = { secretId: secret_id, sealed: Buffer.from(sealed) }
    expect(new Secrets([next]).open(stored, of(account_id))).toBe(`sk ${account_id}`)
  }
  expect((await rotateSecrets(database, both)).sealed).toBe(0)
  await database.sql`delete from model_key where account_id = ${lost}`
})
