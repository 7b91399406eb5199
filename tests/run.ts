import { ensureChromium } from './support/chromium.ts'
import { ensureLibreOffice } from './support/libreoffice.ts'
import { startPostgres, type TestPostgres } from './support/postgres.ts'
import { commands, runTogether, type Stage, suite } from './support/stage.ts'
import { add, lastLine, nothing } from './support/tally.ts'
import { ensureTransformers } from './support/transformers.ts'

// `npm test`: everything that must hold before a change is taken, one stage after the other.
// `npm test -- core e2e` runs only the stages of these names.

const say = (line: string) => process.stdout.write(`${line}\n`)
const reason = (error: unknown) => (error instanceof Error ? error.message : String(error))
const strict = process.env.CI === 'true'

let browser: NodeJS.ProcessEnv = {}
let postgres: TestPostgres | null = null

/** With CI=true whatever is missing is a failure; elsewhere it is said, and what takes it is skipped by name. */
const missing = (what: string, error: unknown) => {
  const line = `${what}: ${reason(error)}`
  say(line)
  return strict ? { ...nothing, failed: [line] } : { ...nothing, skipped: [line] }
}

const chromium: Stage = {
  name: 'chromium',
  async run() {
    try {
      const program = await ensureChromium(say)
      browser = { CHROMIUM: program }
      say(program)
      return nothing
    } catch (error) {
      return missing('a browser for the tests', error)
    }
  },
}

const libreOffice: Stage = {
  name: 'libreoffice',
  async run() {
    try {
      say(await ensureLibreOffice(say))
      return nothing
    } catch (error) {
      return missing('the program that opens Word documents', error)
    }
  },
}

const localModels: Stage = {
  name: 'local-models',
  async run() {
    try {
      await ensureTransformers(say)
      return nothing
    } catch (error) {
      return missing('the library that reads local models', error)
    }
  },
}

const onPostgres: Stage = {
  name: 'server-postgres',
  async run(write) {
    try {
      postgres = await startPostgres(say)
    } catch (error) {
      return missing('the server suite on PostgreSQL', error)
    }
    const { url, stop } = postgres
    try {
      return await suite('server-postgres', 'server', () => ({ TEST_DATABASE_URL: url }), 15).run(write)
    } finally {
      await stop()
    }
  },
}

// Two cores: what only computes may share them; what measures time or drives a browser has them to itself.
const plan: Stage[][] = [
  [
    commands('check', [
      ['biome', 'check', '.'],
      ['tsc', '--noEmit'],
    ]),
  ],
  [commands('build', [['wxt', 'build']])],
  [chromium],
  [suite('core', 'core', () => ({}))],
  [suite('extension', 'extension', () => browser)],
  [localModels],
  [suite('server-pglite', 'server', () => ({ TEST_DATABASE_URL: '' }), 15)],
  [onPostgres],
  [libreOffice],
  [suite('looks', 'looks', () => browser, 20)],
  [suite('recorded', 'recorded', () => browser, 15)],
  [suite('e2e', 'e2e', () => browser, 20)],
]

async function main(asked: string[]): Promise<number> {
  const names = plan.flat().map(stage => stage.name)
  const unknown = asked.filter(name => !names.includes(name))
  if (unknown.length > 0) {
    say(`There is no stage ${unknown.join(', ')}. Stages: ${names.join(', ')}.`)
    say('0 passed, 1 failed')
    return 1
  }
  const wanted =
    asked.length > 0 ? plan.map(group => group.filter(stage => asked.includes(stage.name))) : plan
  let total = nothing
  const took: string[] = []
  for (const group of wanted.filter(stages => stages.length > 0)) {
    const began = performance.now()
    for (const tally of await runTogether(group)) total = add(total, tally)
    took.push(
      `${group.map(({ name }) => name).join(' + ')} ${Math.round((performance.now() - began) / 1_000)} s`,
    )
  }
  say(`\nTook: ${took.join(', ')}`)
  if (total.skipped.length > 0) say(`\nSkipped:\n${total.skipped.map(name => `  ${name}`).join('\n')}`)
  if (total.failed.length > 0) say(`\nFailed:\n${total.failed.map(name => `  ${name}`).join('\n')}`)
  say(`\n${lastLine(total)}`)
  return total.failed.length > 0 ? 1 : 0
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(130))
}
process.exitCode = await main(process.argv.slice(2))
