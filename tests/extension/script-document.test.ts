import 'fake-indexeddb/auto'
import { expect, it, vi } from 'vitest'
import { newId } from '../../core/contract/new-id.ts'
import type { ScriptOp } from '../../core/contract/script.ts'
import type { ScriptEdit } from '../../core/script/edit.ts'
import { spokenOf } from '../../core/script/order.ts'
import { failure } from '../../extension/api/request.ts'
import { BEAT, BRANCH, beatPut, scriptBrowser, scriptRow, typed, wrote } from './support/script-row.ts'

function scene() {
  const server = scriptRow()
  server.take([beatPut()])
  const browser = scriptBrowser(server)
  return { server, browser }
}
const texts = (state: Parameters<typeof spokenOf>[0]) => spokenOf(state).map(({ text }) => text)
type Context = ReturnType<ReturnType<typeof scriptBrowser>['openContext']>
const shows = (context: Context) => texts(context.document.state.peek())
const until = (check: () => unknown) => vi.waitFor(check, { interval: 1 })

it('shows what is typed at once, then keeps it on disk, then on the server', async () => {
  const { server, browser } = scene()
  const tab = browser.openContext()
  await until(() => expect(tab.document.sync.peek().state).toBe('saved'))
  tab.document.change([typed('First.')])
  expect(shows(tab)).toEqual(['First.'])
  expect(tab.document.sync.peek()).toMatchObject({ state: 'saving', waiting: 1 })
  await until(async () => expect(await browser.waiting()).toHaveLength(1))
  expect(texts(server.state())).toEqual([])
  browser.tick()
  await until(() => expect(tab.document.sync.peek()).toMatchObject({ state: 'saved', waiting: 0 }))
  expect(texts(server.state())).toEqual(['First.'])
  await until(async () => expect(await browser.waiting()).toEqual([]))
})

it('sends what is typed on into one sentence as one change', async () => {
  const { server, browser } = scene()
  const tab = browser.openContext()
  await until(() => expect(tab.document.sync.peek().state).toBe('saved'))
  const edit = typed('A')
  tab.document.change([edit])
  browser.tick()
  await until(() => expect(tab.document.sync.peek().state).toBe('saved'))
  const { id } = edit.sentence
  for (const text of ['A t', 'A ti', 'A tide', 'A tide.']) {
    const { revision } = tab.document.state.peek().sentences[id]!
    tab.document.change([wrote(id, text, revision)], { joins: text !== 'A t' })
  }
  browser.tick()
  await until(() => expect(tab.document.sync.peek().state).toBe('saved'))
  expect(server.row.map(({ op }) => op.do)).toEqual(['beat.put', 'sentence.insert', 'sentence.write'])
  tab.document.undo()
  expect(shows(tab)).toEqual(['A'])
  tab.document.redo()
  expect(shows(tab)).toEqual(['A tide.'])
  tab.document.undo()
  tab.document.undo()
  expect(shows(tab)).toEqual([])
  expect(tab.document.canUndo.peek()).toBe(false)
})

it('shows in one tab what is typed in the other', async () => {
  const { browser } = scene()
  const [one, other] = [browser.openContext(), browser.openContext()]
  await until(() => expect(other.document.sync.peek().state).toBe('saved'))
  one.document.change([typed('From the panel.')])
  await one.document.flush()
  await until(() => expect(shows(other)).toEqual(['From the panel.']))
})

it('opens what this computer has without the server, and says that it is offline', async () => {
  const { server, browser } = scene()
  const tab = browser.openContext()
  tab.document.change([typed('Kept.')])
  await until(() => expect(shows(tab)).toEqual(['Kept.']))
  await tab.document.flush()
  await until(() => expect(tab.document.sync.peek().state).toBe('saved'))
  await tab.document.stop()
  server.hang(false)
  const later = browser.openContext()
  await later.document.opened
  await until(() => expect(shows(later)).toEqual(['Kept.']))
  later.document.change([typed('Offline.', 'a1')])
  expect(later.document.sync.peek()).toMatchObject({ state: 'offline', waiting: 1 })
  server.hang(true)
  later.document.connect()
  await until(() => expect(later.document.sync.peek().state).toBe('saved'))
  expect(texts(server.state())).toEqual(['Kept.', 'Offline.'])
})

it('takes over what a killed tab has left, though the server is away, once', async () => {
  const { server, browser } = scene()
  const tab = browser.openContext()
  await until(() => expect(tab.document.sync.peek().state).toBe('saved'))
  server.hang(false)
  tab.document.change([typed('Typed before the crash.')])
  await until(async () => expect(await browser.waiting()).toHaveLength(1))
  tab.kill()
  const [next, another] = [browser.openContext(), browser.openContext()]
  await until(() => expect([...shows(next), ...shows(another)]).toEqual(['Typed before the crash.']))
  expect(await browser.waiting()).toHaveLength(1)
  server.hang(true)
  next.document.connect()
  another.document.connect()
  await until(() => expect(next.document.sync.peek().state).toBe('saved'))
  browser.tick()
  await until(() => expect(texts(server.state())).toEqual(['Typed before the crash.']))
  await until(() => expect(shows(another)).toEqual(shows(next)))
})

it('takes over what a tab leaves that dies beside it', async () => {
  const { server, browser } = scene()
  const [one, other] = [browser.openContext(), browser.openContext()]
  await until(() => expect(one.document.sync.peek().state).toBe('saved'))
  await until(() => expect(other.document.sync.peek().state).toBe('saved'))
  server.hang(false)
  one.document.change([typed('Mine.')])
  other.document.change([typed('The other’s.', 'a1')])
  await until(async () => expect(await browser.waiting()).toHaveLength(2))
  one.kill()
  await until(() => expect(shows(other)).toEqual(['Mine.', 'The other’s.']))
  server.hang(true)
  other.document.connect()
  await until(() => expect(texts(server.state())).toEqual(['Mine.', 'The other’s.']))
})

it('takes over from a tab that another was asking for as it died itself', async () => {
  const { server, browser } = scene()
  const asked = browser.openContext()
  await until(() => expect(asked.document.sync.peek().state).toBe('saved'))
  const asking = browser.openContext()
  // It looks on the disk now for others.
  await asking.document.opened
  asking.kill()
  server.hang(false)
  asked.document.change([typed('Of the one that was asked for.')])
  await until(async () => expect(await browser.waiting()).toHaveLength(1))
  asked.kill()
  const heir = browser.openContext()
  await until(() => expect(shows(heir)).toEqual(['Of the one that was asked for.']))
})

it('takes over from a tab that dies as soon as its first word is on disk', async () => {
  const { server, browser } = scene()
  const heir = browser.openContext()
  await until(() => expect(heir.document.sync.peek().state).toBe('saved'))
  server.hang(false)
  const tab = browser.openContext()
  tab.document.change([typed('The first word.')])
  await until(async () => expect(await browser.waiting()).toHaveLength(1))
  tab.kill()
  await until(() => expect(shows(heir)).toEqual(['The first word.']))
})

it('takes over from a tab that had nothing on disk when it looked', async () => {
  const { server, browser } = scene()
  server.hang(false)
  const tab = browser.openContext()
  await until(() => expect(tab.document.sync.peek().state).toBe('offline'))
  const heir = browser.openContext()
  await until(() => expect(heir.document.sync.peek().state).toBe('offline'))
  tab.document.change([typed('Later.')])
  await until(async () => expect(await browser.waiting()).toHaveLength(1))
  tab.kill()
  // Neither knows a beat that it could show in.
  await until(() => expect(heir.document.sync.peek().waiting).toBe(1))
})

it('has on disk what is typed while it takes over, whatever the server does', async () => {
  const { server, browser } = scene()
  const tab = browser.openContext()
  await until(() => expect(tab.document.sync.peek().state).toBe('saved'))
  server.hang(false)
  tab.document.change([typed('Left.')])
  await until(async () => expect(await browser.waiting()).toHaveLength(1))
  // What this computer keeps begins further on than the tab that dies.
  server.take([beatPut()])
  const id = newId()
  await browser.disk.startAnew({ id, branchId: BRANCH, seq: 2, pending: [] }, server.state(), false)
  tab.kill()
  server.api.changesAfter = () => new Promise(() => {})
  const next = browser.openContext()
  await next.document.opened
  next.document.change([typed('Typed meanwhile.', 'a1')])
  await until(async () => expect(await browser.waiting()).toHaveLength(2))
  await until(() => expect(shows(next)).toEqual(['Left.', 'Typed meanwhile.']))
})

it('sends again what was not answered, and nothing is there twice', async () => {
  const { server, browser } = scene()
  const tab = browser.openContext()
  await until(() => expect(tab.document.sync.peek().state).toBe('saved'))
  server.net.losesAnswers = true
  tab.document.change([typed('Once.')])
  await tab.document.flush()
  server.net.losesAnswers = false
  browser.tick()
  await until(() => expect(tab.document.sync.peek().state).toBe('saved'))
  expect(texts(server.state())).toEqual(['Once.'])
})

it('keeps what the server refuses, says why, and sends it when it may', async () => {
  const { server, browser } = scene()
  const tab = browser.openContext()
  await until(() => expect(tab.document.sync.peek().state).toBe('saved'))
  server.net.refuses = failure('conflict', 'A script may have 5000 sentences. Make two videos of it.', 409)
  tab.document.change([typed('Too much.')])
  await tab.document.flush()
  expect(tab.document.sync.peek()).toMatchObject({
    state: 'failed',
    waiting: 1,
    failure: { code: 'conflict', message: 'A script may have 5000 sentences. Make two videos of it.' },
  })
  expect(shows(tab)).toEqual(['Too much.'])
  server.net.refuses = null
  await tab.document.flush()
  await until(() => expect(tab.document.sync.peek().state).toBe('saved'))
})

it('puts its own words into a server that was put back to an older state', async () => {
  const { server, browser } = scene()
  const tab = browser.openContext()
  tab.document.change([typed('Old.')])
  await tab.document.flush()
  await until(() => expect(texts(server.state())).toEqual(['Old.']))
  server.hang(false)
  await until(() => expect(tab.document.sync.peek().state).toBe('offline'))
  tab.document.change([typed('New.', 'a1')])
  server.goBackTo(1)
  server.hang(true)
  await until(() => expect(texts(server.state())).toEqual(['New.']))
  await until(() => expect(shows(tab)).toEqual(['New.']))
})

it('only reads a script that a newer version wrote in, shows it as it is, and loses nothing that waits', async () => {
  const { server, browser } = scene()
  const tab = browser.openContext()
  await until(() => expect(tab.document.sync.peek().state).toBe('saved'))
  const first = typed('First.')
  tab.document.change([first])
  await tab.document.flush()
  await until(async () => expect(await browser.waiting()).toEqual([]))
  server.hang(false)
  const waits = typed('Waits.', 'a1')
  tab.document.change([waits])
  tab.document.change([wrote(waits.sentence.id, 'Waits, and more.', 0)])
  await until(async () => expect(await browser.waiting()).toHaveLength(2))
  const change = (edit: ScriptEdit): ScriptOp => ({
    ...edit,
    ...{ id: newId(), at: '2026-11-28T12:00:00.000Z', by: 'creator' },
  })
  server.takeNewer([change(wrote(first.sentence.id, 'Written by a newer version.', 2))])
  server.hang(true)
  await until(() => expect(tab.document.sync.peek()).toMatchObject({ state: 'saved', waiting: 0 }))
  expect(shows(tab)).toEqual(['Written by a newer version.', 'Waits, and more.'])
  expect(tab.document.state.peek()).toEqual(server.state())
  expect(tab.document.held.peek()).toContain('Update the extension')
  // What others do goes on to show; here nothing is done any more.
  server.take([change(typed('By another.', 'a2'))])
  server.takeNewer([change(wrote(first.sentence.id, 'Newer still.', server.state().seq))])
  await until(() => expect(shows(tab)).toEqual(['Newer still.', 'Waits, and more.', 'By another.']))
  tab.document.change([typed('Over it.')])
  tab.document.undo()
  expect(shows(tab)).toEqual(['Newer still.', 'Waits, and more.', 'By another.'])
  await tab.document.stop()
  // The version that understands it finds what waited, and nothing that this one made of the rest.
  expect(await browser.waiting()).toHaveLength(2)
  const { base, rows } = await browser.disk.read(BRANCH)
  expect((base?.seq ?? 0) + rows.length).toBe(2)
})

it('folds what is on disk when there is much of it, and reads it back whole', async () => {
  const { server, browser } = scene()
  const tab = browser.openContext()
  await until(() => expect(tab.document.sync.peek().state).toBe('saved'))
  server.take(Array.from({ length: 700 }, () => beatPut()))
  await until(() => expect(tab.document.state.peek().seq).toBe(701))
  const kept = async () => {
    const { base, rows } = await browser.disk.read(BRANCH)
    return { base: base?.seq ?? 0, rows: rows.length }
  }
  await until(async () => expect((await kept()).base).toBeGreaterThan(400))
  expect((await kept()).rows).toBeLessThan(300)
  server.hang(false)
  await tab.document.stop()
  const later = browser.openContext()
  await until(() => expect(later.document.state.peek().seq).toBe(701))
  expect(later.document.state.peek().beats[BEAT]?.title).toBe('A beat')
})
