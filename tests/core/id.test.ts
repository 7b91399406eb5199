import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { EXTENSION_ID, EXTENSION_KEY } from '../../core/contract/extension.ts'
import { Id, newId } from '../../core/contract/id.ts'

test('an id is a version 7 UUID that carries its time', () => {
  const id = newId(0x0123456789ab, new Uint8Array(10).fill(0xff))
  expect(id).toBe('01234567-89ab-7fff-bfff-ffffffffffff')
  expect(Id.safeParse(id).success).toBe(true)
})

test('ids made later sort later', () => {
  const times = [1, 255, 256, 65_536, 2 ** 32, 2 ** 40]
  const ids = times.map(time => newId(time))
  expect([...ids].sort()).toEqual(ids)
})

test('a thousand ids of one millisecond differ', () => {
  expect(new Set(Array.from({ length: 1_000 }, () => newId(1))).size).toBe(1_000)
})

test("the extension's id is the one that Chromium derives from its key", () => {
  const digest = createHash('sha256').update(Buffer.from(EXTENSION_KEY, 'base64')).digest('hex').slice(0, 32)
  const letters = digest.replace(/./g, hex => String.fromCharCode(97 + Number.parseInt(hex, 16)))
  expect(letters).toBe(EXTENSION_ID)
})
