import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newId } from '../../core/contract/id.ts'
import type { LiveWorld } from '../../extension/world/world-deps.ts'
import { type LoopbackServer, loopbackServer } from './support/loopback-server.ts'
import { type Browser, browser } from './support/outbox.ts'
import { panel } from './support/world.ts'

let server: LoopbackServer
let here: Browser
let world: LiveWorld
const until = <Value>(look: () => Value) => vi.waitFor(look, { timeout: 3_000, interval: 5 })
const zip = new File(['{}'], 'tides.zip')

beforeEach(async () => {
  server = await loopbackServer()
  here = browser(server.url)
  world = (await panel(here)).start()
  await until(() => expect(world.connection.value.state).toBe('online'))
  await until(() => expect(world.work.value.projects).toHaveLength(1))
})
afterEach(async () => {
  world.stop()
  await server.down().catch(() => {})
})

test('what was deleted here is deleted there before its folder is brought in, and then it is open', async () => {
  const at = '2026-11-20T08:00:00.000Z'
  const back = { id: world.work.value.projectId, title: 'Tides', createdAt: at, updatedAt: at, sources: 0 }
  await until(() => expect([...server.projects.keys()]).toEqual([back.id]))
  await world.createProject('Another')
  await world.deleteProject(back.id)
  let wasThere: boolean | null = null
  server.state.override = ({ method, path }, response) => {
    if (method !== 'POST' || path !== '/projects/import') return false
    wasThere = server.projects.has(back.id)
    server.projects.set(back.id, back)
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(back))
    return true
  }
  expect(await world.exports.bring(zip, false)).toEqual({ ok: true, value: back })
  expect(wasThere).toBe(false)
  expect(world.work.value.projectId).toBe(back.id)
  expect(world.work.value.projects.map(({ title }) => title).toSorted()).toEqual(['Another', 'Tides'])
})

test('what was made here is there before the folder is saved', async () => {
  const made = await world.createProject('Sand')
  const id = made.ok ? made.value.id : newId()
  let wasThere: boolean | null = null
  server.state.override = ({ path }, response) => {
    if (path !== `/projects/${id}/folder`) return false
    wasThere = server.projects.has(id)
    response.writeHead(200, { 'content-type': 'application/zip' }).end('PK!')
    return true
  }
  const folder = await world.exports.folder(id)
  expect(folder.ok && Buffer.from(folder.value).toString()).toBe('PK!')
  expect(wasThere).toBe(true)
})

test('a server that is away is said to be, and nothing changes', async () => {
  const before = world.work.value.projectId
  await server.down()
  expect(await world.exports.bring(zip, false)).toMatchObject({ ok: false, error: { code: 'network' } })
  expect(await world.exports.folder(before)).toMatchObject({ ok: false, error: { code: 'network' } })
  expect(world.work.value.projectId).toBe(before)
})
