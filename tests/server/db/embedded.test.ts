import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../../../server/db/database.ts'
import { lockFolder } from '../../../server/db/lock.ts'
import { birthOf, isAlive } from '../../../server/db/processes.ts'
import { messageSize, wire } from '../../../server/db/wire.ts'

let base: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'ownwords-embedded-'))
})
afterAll(() => rm(base, { recursive: true }))

it('a folder keeps its rows, is refused to a second opener, and is made anew if its making was killed', async () => {
  const folder = join(base, 'kept', 'database')
  await mkdir(`${folder}.new`, { recursive: true })
  await writeFile(join(`${folder}.new`, 'PG_VERSION'), 'half')
  const url = `pglite:${folder}`
  const first = await openDatabase(url)
  await first.sql`create table kept as select 7 as n`
  await expect(openDatabase(url)).rejects.toMatchObject({
    name: 'Refusal',
    message: expect.stringMatching(`is open in process ${process.pid}: stop that one first`),
  })
  await first.close()
  await first.close() // twice is once
  const again = await openDatabase(url)
  expect((await again.sql`select n from kept`)[0]!.n).toBe(7)
  await again.close()
})

it('a folder that is no database is one sentence, and is not kept locked', async () => {
  const folder = join(base, 'broken', 'database')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'PG_VERSION'), '9.6')
  await writeFile(join(folder, 'postgresql.conf'), 'nonsense')
  await expect(openDatabase(`pglite:${folder}`)).rejects.toMatchObject({
    name: 'Refusal',
    message: expect.stringContaining(`The database in ${folder} cannot be opened`),
  })
  expect(await readdir(`${folder}.lock`)).toEqual([])
})

it('a folder with something else in it is left alone', async () => {
  const theirs = join(base, 'theirs')
  await mkdir(theirs)
  await writeFile(join(theirs, 'thesis.txt'), 'years of work')
  await expect(openDatabase(`pglite:${theirs}`)).rejects.toThrow(/cannot be opened/)
  expect(await readdir(theirs)).toEqual(['thesis.txt'])
})

it('of many that want a folder at once, one has it at most, and it can be had after', async () => {
  const folder = join(base, 'raced')
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)))
  const won = tries.filter(result => result.status === 'fulfilled')
  expect(won.length).toBeLessThanOrEqual(1)
  for (const { value: unlock } of won) unlock()
  ;(await lockFolder(folder))()
})

it('a lock of a dead process is taken over', async () => {
  const folder = join(base, 'stale')
  const holder = spawn(process.execPath, ['-e', '']).on('error', () => {})
  await new Promise(resolve => holder.once('exit', resolve))
  await mkdir(`${folder}.lock`)
  await writeFile(join(`${folder}.lock`, `${holder.pid}-x`), 'a birth')
  ;(await lockFolder(folder))()
  expect(await readdir(`${folder}.lock`)).toEqual([])
})

it.skipIf(birthOf(process.pid) === undefined)(
  'a lock whose process number was given to another process since is taken over (where births can be told)',
  async () => {
    const folder = join(base, 'reused')
    await mkdir(`${folder}.lock`)
    await writeFile(join(`${folder}.lock`, `${process.ppid}-x`), 'the birth of an earlier process')
    ;(await lockFolder(folder))()
  },
)

it('a lock of a living process is respected', async () => {
  const folder = join(base, 'living')
  await mkdir(`${folder}.lock`)
  await writeFile(join(`${folder}.lock`, `${process.ppid}-x`), birthOf(process.ppid) ?? '')
  expect(isAlive(process.ppid)).toBe(true)
  await expect(lockFolder(folder)).rejects.toThrow(`is open in process ${process.ppid}`)
})

it('messages are measured with their type and without, and not before their size is there', () => {
  const startup = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0])
  const sync = Buffer.from([0x53, 0, 0, 0, 4])
  expect([startup, sync].map(messageSize)).toEqual([8, 5])
  expect(messageSize(sync.subarray(0, 4))).toBe(0)
})

/** The engine's thread as the wire sees it: what it is sent, and a way to have it say something. */
function thread() {
  const sent: number[][] = []
  const worker = Object.assign(new EventEmitter(), {
    postMessage: (message: Uint8Array) => sent.push([...message]),
  })
  return { worker, sent, socket: wire(worker as unknown as Worker) }
}

it('the engine gets whole messages, however the bytes come', async () => {
  const { sent, socket } = thread()
  const bytes = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0, 0x53, 0, 0, 0, 4, 0x48, 0, 0, 0, 4])
  for (const byte of bytes) socket.write(Buffer.from([byte]))
  expect(sent).toEqual([[...bytes.subarray(0, 8)], [0x53, 0, 0, 0, 4], [0x48, 0, 0, 0, 4]])
})

it('an engine that dies breaks the connection, and is listened to no more', async () => {
  const { worker, socket } = thread()
  const broken = new Promise<Error>(resolve => socket.once('error', resolve))
  worker.emit('exit', 1)
  expect((await broken).message).toBe('the embedded database stopped')
  expect(worker.listenerCount('message')).toBe(0)
})

it('a connection that is ended leaves the engine running', () => {
  const { sent, socket } = thread()
  socket.write(Buffer.from([0x58, 0, 0, 0, 4]))
  expect(sent).toEqual([])
  expect(socket.destroyed).toBe(true)
})
