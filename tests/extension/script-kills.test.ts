import 'fake-indexeddb/auto'
import { expect, it, vi } from 'vitest'
import { newId } from '../../core/contract/new-id.ts'
import type { ScriptOp } from '../../core/contract/script.ts'
import { spokenOf } from '../../core/script/order.ts'
import * as shapes from '../../extension/api/shapes.ts'
import { seededRandom } from '../support/random.ts'
import { beatPut, scriptBrowser, scriptRow, typed, wrote } from './support/script-row.ts'

// The test runner asks another process for each import, in as many turns as that takes.
vi.mock('../../extension/api/load-shapes.ts', () => ({ loadShapes: async () => shapes }))

const FIRST = 1
const SEEDS = 150
const STEPS = 30
/** Far more than anything here takes. */
const MOST_TURNS = 2_000

type Context = ReturnType<ReturnType<typeof scriptBrowser>['openContext']>

/** The disk of these tests does its work turn by turn of the event loop, so that a seed says all that happens. */
const turn = () => new Promise<void>(resolve => setImmediate(resolve))
async function until(check: () => unknown): Promise<void> {
  for (let turns = 0; !(await check()); turns++) {
    if (turns > MOST_TURNS) throw new Error(`never: ${check}`)
    await turn()
  }
}

/** The words that a change gives a sentence. */
const wordsOf = (op: ScriptOp) =>
  op.do === 'sentence.insert' ? op.sentence.text : op.do === 'sentence.write' ? op.text : null

/** One browser in which a script is open in one tab or two, closed, killed and opened again, with a network that comes and goes. */
async function session(seed: number) {
  const random = seededRandom(seed)
  const upTo = (count: number) => Math.floor(random() * count)
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[upTo(items.length)]
  const ids = seededRandom(seed + 2 ** 31)
  const id = () =>
    newId(
      seed,
      Uint8Array.from({ length: 10 }, () => ids() * 256),
    )
  const server = scriptRow()
  server.take([beatPut(id())])
  const browser = scriptBrowser(server, id)
  /** Words that nobody wrote over or took back. */
  const kept = new Set<string>()
  const open: Context[] = []
  let count = 0
  let killed = 0

  /** All words are in the server's row or on the disk, and there once: nothing is in memory alone. */
  const onDisk = () =>
    until(async () => {
      const waiting = await browser.waiting()
      const there = new Set([...server.row.map(({ op }) => op), ...waiting].map(wordsOf))
      const waits = open.reduce((sum, { document }) => sum + document.sync.peek().waiting, 0)
      const once = new Set(waiting.map(op => op.id)).size === waiting.length
      return once && waiting.length === waits && [...kept].every(text => there.has(text))
    })

  async function start(): Promise<void> {
    const context = browser.openContext()
    await until(() => context.document.sync.peek().state !== 'loading')
    open.push(context)
  }
  await start()
  for (let step = 0; step < STEPS; step++) {
    // As often as not it happens at once, else in the midst of what goes on.
    for (let turns = random() < 0.5 ? 0 : upTo(12); turns > 0; turns--) await turn()
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
      document.change([typed(text, `a${upTo(8) + 1}`, id())])
      kept.add(text)
    } else if (dice < 0.5 && sentence) {
      // Whose words these are to be now: those before are let go by whoever saw them.
      kept.delete(sentence.text)
      document.change([wrote(sentence.id, text, sentence.revision, id())])
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
  open.push(browser.openContext())
  for (const { document } of open) document.connect()
  await until(() => {
    browser.tick()
    return open.every(({ document }) => {
      const { state, waiting } = document.sync.peek()
      return state === 'saved' && waiting === 0 && document.state.peek().seq === server.state().seq
    })
  })
  for (const { document } of open) expect(document.state.peek(), `seed ${seed}`).toEqual(server.state())
  await until(async () => (await browser.waiting()).length === 0)
  for (const context of open) await context.document.stop()
  await browser.close()
  return { kept, state: server.state(), killed, row: server.row }
}

it(`loses no word in ${SEEDS} seeded sessions of tabs that are killed, with a network that comes and goes`, async () => {
  let killed = 0
  let changes = 0
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
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
