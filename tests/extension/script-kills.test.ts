import 'fake-indexeddb/auto'
import { expect, it, vi } from 'vitest'
import { spokenOf } from '../../core/script/order.ts'
import { seededRandom } from '../support/random.ts'
import { beatPut, scriptBrowser, scriptRow, typed, wrote } from './support/script-row.ts'

const SEEDS = 150
const STEPS = 30
const until = (check: () => unknown) => vi.waitFor(check, { interval: 1, timeout: 5_000 })

type Context = ReturnType<ReturnType<typeof scriptBrowser>['openContext']>

/** One browser in which a script is open in one tab or two, closed, killed and opened again, with a network that comes and goes. */
async function session(seed: number) {
  const random = seededRandom(seed)
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)]
  const server = scriptRow()
  server.take([beatPut()])
  const browser = scriptBrowser(server)
  /** Words that nobody wrote over or took back, of which the disk knew before anything was killed. */
  const kept = new Set<string>()
  const open: Context[] = []
  let count = 0
  let killed = 0

  const ready = (context: Context) =>
    until(() => expect(context.document.sync.peek().state).not.toBe('loading'))
  /** What waits in each open document is what waits of it on the disk: nothing is in memory alone. */
  const onDisk = () =>
    until(async () => {
      const waits = new Set((await browser.waiting()).map(({ id }) => id))
      const kept = await (await browser.database()).getAll('scriptDocuments')
      const waiting = open.reduce((sum, { document }) => sum + document.sync.peek().waiting, 0)
      expect(waits.size).toBe(waiting)
      expect(kept.flatMap(({ pending }) => pending)).toHaveLength(waiting)
    })

  async function start(): Promise<void> {
    const context = browser.openContext()
    await ready(context)
    open.push(context)
  }
  await start()
  for (let step = 0; step < STEPS; step++) {
    const dice = random()
    const context = pick(open)
    if (!context) {
      await start()
      continue
    }
    const { document } = context
    const sentence = pick(spokenOf(document.state.peek()))
    const text = `words ${seed} ${count++}`
    if (dice < 0.3) {
      document.change([typed(text, `a${Math.floor(random() * 8) + 1}`)])
      kept.add(text)
    } else if (dice < 0.5 && sentence) {
      // Whose words these are to be now: those before are let go by whoever saw them.
      kept.delete(sentence.text)
      document.change([wrote(sentence.id, text, sentence.revision)])
      kept.add(text)
    } else if (dice < 0.6) server.hang(!server.net.up)
    else if (dice < 0.66) server.net.losesAnswers = !server.net.losesAnswers
    else if (dice < 0.78) browser.tick()
    else if (dice < 0.86 && open.length < 2) await start()
    else if (dice < 0.94) {
      await onDisk()
      context.kill()
      killed += 1
      open.splice(open.indexOf(context), 1)
      // A tab that lives, or the next that is opened, takes over: then all of it is somebody's again.
      if (open.length === 0) await start()
      await onDisk()
    } else {
      await document.stop()
      open.splice(open.indexOf(context), 1)
      if (open.length === 0) await start()
      await onDisk()
    }
  }
  server.net.losesAnswers = false
  server.hang(true)
  const last = browser.openContext()
  open.push(last)
  for (const { document } of open) document.connect()
  await until(() => {
    browser.tick()
    for (const { document } of open)
      expect(document.sync.peek()).toMatchObject({ state: 'saved', waiting: 0 })
    for (const { document } of open) expect(document.state.peek()).toEqual(server.state())
  })
  await until(async () => expect(await browser.waiting()).toEqual([]))
  for (const context of open) await context.document.stop()
  return { kept, state: server.state(), killed, row: server.row }
}

it(`loses no word in ${SEEDS} seeded sessions of tabs that are killed, with a network that comes and goes`, async () => {
  let killed = 0
  let changes = 0
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { kept, state, killed: dead, row } = await session(seed)
    killed += dead
    changes += row.length
    const texts = new Set(spokenOf(state).map(({ text }) => text))
    for (const text of kept) expect(texts.has(text), `seed ${seed}: “${text}” is still there`).toBe(true)
    // Each change is in the row once.
    expect(new Set(row.map(({ op }) => op.id)).size, `seed ${seed}`).toBe(row.length)
  }
  // Of use only if tabs were really killed, and much was written.
  expect(killed).toBeGreaterThan(SEEDS)
  expect(changes).toBeGreaterThan(SEEDS * 10)
}, 120_000)
