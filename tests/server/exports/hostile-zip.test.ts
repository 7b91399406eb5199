import { deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { limits } from '../../../core/contract/limits.ts'
import { readZip } from '../../../server/exports/read-zip.ts'
import { writeZip } from '../../../server/exports/write-zip.ts'
import { mintCreator, problemOf } from '../support/api.ts'
import { folderOf } from './project.ts'

const CENTRAL = 0x02014b50
const read = (bytes: Uint8Array) => readZip(Buffer.from(bytes))

/** A ZIP whose first entry says something else of itself in the list at the end. */
function saying(bytes: Uint8Array, change: (zip: Buffer, entry: number) => void): Buffer {
  const zip = Buffer.from(bytes)
  for (let at = 0; at < zip.length - 4; at++)
    if (zip.readUInt32LE(at) === CENTRAL) {
      change(zip, at)
      return zip
    }
  throw new Error('It has no entry.')
}

describe('a ZIP', () => {
  it('is read as it was written, packed or not', async () => {
    const files = new Map([
      ['a.txt', strToU8('water '.repeat(1_000))],
      ['b/ü.pdf', strToU8('as it is')],
      ['empty.txt', new Uint8Array()],
    ])
    const zip = await writeZip(files)
    const back = await read(zip)
    expect([...back].map(([name, bytes]) => [name, bytes.toString()])).toEqual(
      [...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
    )
    expect(Buffer.compare(zip, await writeZip(files))).toBe(0)
  })

  it('is not opened where it says that it is too large', async () => {
    const zip = saying(zipSync({ 'a.txt': strToU8('a') }), (bytes, at) =>
      bytes.writeUInt32LE(limits.folderOpenBytes + 1, at + 24),
    )
    await expect(read(zip)).rejects.toThrow('too large when it is opened')
  })

  it('is not opened further than it says', async () => {
    const bomb = zipSync({ 'a.txt': new Uint8Array(50_000_000) }, { level: 9 })
    expect(bomb.length).toBeLessThan(100_000)
    const before = process.memoryUsage().arrayBuffers
    await expect(read(saying(bomb, (bytes, at) => bytes.writeUInt32LE(10, at + 24)))).rejects.toThrow(
      'not what the archive says',
    )
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30_000_000)
  })

  it('is refused where its files are together too large, or too many', async () => {
    const zeros = deflateRawSync(Buffer.alloc(1_000_000))
    expect(zeros.length).toBeLessThan(2_000)
    const many = Object.fromEntries(
      Array.from({ length: limits.folderFiles + 1 }, (_, n) => [`${n}.txt`, new Uint8Array()]),
    )
    await expect(read(zipSync(many, { level: 0 }))).rejects.toThrow(`more than ${limits.folderFiles} files`)
    const three = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map(n => [`${n}.txt`, strToU8('a')]))
    const large = Buffer.from(zipSync(three))
    for (let at = 0; at < large.length - 46; at++)
      if (large.readUInt32LE(at) === CENTRAL) large.writeUInt32LE(60 * 1024 * 1024, at + 24)
    await expect(read(large)).rejects.toThrow('too large when it is opened')
  })

  it.each(['../a.txt', 'a/../../b.txt', '/etc/a.txt', 'C:a.txt', 'a\\..\\b.txt'])(
    'is refused where it names %s',
    async name => {
      await expect(read(zipSync({ [name]: strToU8('a') }))).rejects.toThrow('outside of the folder')
    },
  )

  it('is refused where it was cut, changed, encrypted, or has a file twice', async () => {
    const whole = zipSync({ 'a.txt': strToU8('The moon pulls the sea.'), 'b.txt': strToU8('b') })
    for (let length = 0; length < whole.length; length++)
      await expect(read(whole.subarray(0, length))).rejects.toMatchObject({ code: 'invalid_request' })
    const changed = Buffer.from(zipSync({ 'a.txt': strToU8('The moon') }, { level: 0 }))
    changed[changed.indexOf('moon')] = 0x4d
    await expect(read(changed)).rejects.toThrow('not what the archive says')
    await expect(read(saying(whole, (zip, at) => zip.writeUInt16LE(1, at + 8)))).rejects.toThrow('encrypted')
    const twice = Buffer.from(whole)
    for (let at = twice.indexOf('b.txt'); at >= 0; at = twice.indexOf('b.txt', at + 1)) twice.write('a', at)
    await expect(read(twice)).rejects.toThrow('a file twice')
  })

  it('is refused by the API in words, and so is what is none', async () => {
    const { api, token } = await mintCreator()
    const { refusal } = folderOf(api, token)
    for (const wrong of [strToU8('no zip'), zipSync({}), zipSync({ '../a': strToU8('a') })])
      expect(await refusal(wrong)).toMatchObject({ status: 400, code: 'invalid_request' })
    const ask = (headers: Record<string, string>, body: string) =>
      api.ask('/projects/import', { method: 'POST', token, body, headers })
    expect((await ask({ 'content-type': 'application/json' }, '{}')).status).toBe(400)
    const large = { 'content-type': 'application/zip', 'content-length': String(limits.folderBytes + 1) }
    expect(await problemOf(await ask(large, 'PK'))).toMatchObject({ status: 413, code: 'body_too_large' })
  })
})
