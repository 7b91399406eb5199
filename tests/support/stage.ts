import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { nothing, type Tally, tallyOf } from './tally.ts'

export const root = join(import.meta.dirname, '..', '..')

export type Write = (text: string | Uint8Array) => void
/** A part of `npm test` with a name of its own. */
export interface Stage {
  name: string
  run(write: Write): Promise<Tally>
}

/** What a developer has set for their own Ownwords must not steer its tests, nor spend their money. */
const personal =
  /^(OPENAI_|EMBEDDING_|OWNWORDS_|DATABASE_URL$|PORT$|HOST$|PUBLIC_URL$|AUTH_SECRET$|SMTP_URL$|MAIL_FROM$|GOOGLE_|PAIRING$|ROLE$|LOG_LEVEL$|NODE_ENV$|VITEST)/

export function testEnvironment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !personal.test(name))
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter)
  return { ...Object.fromEntries(kept), PATH: path, ...more }
}

const running = new Set<ChildProcess>()
/** A stage's whole process group: vitest's workers and their servers and browsers end with it. */
function end(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL')
  } catch {
    // It had ended already.
  }
}
process.on('exit', () => {
  for (const child of running) end(child)
})

function finish(
  program: string,
  args: string[],
  more: NodeJS.ProcessEnv,
  minutes: number,
  write: Write,
): Promise<number> {
  return new Promise(resolve => {
    const child = spawn(program, args, {
      cwd: root,
      env: testEnvironment(more),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    running.add(child)
    const late = setTimeout(() => {
      write(`\nstopped: not done after ${minutes} minutes\n`)
      end(child)
    }, minutes * 60_000)
    child.stdout.on('data', write)
    child.stderr.on('data', write)
    const over = (code: number) => {
      clearTimeout(late)
      running.delete(child)
      resolve(code)
    }
    child.on('error', error => {
      write(`${program}: ${error.message}\n`)
      over(127)
    })
    child.on('close', code => over(code ?? 1))
  })
}

/** A stage of programs that each count as one test. */
export function commands(name: string, lines: string[][]): Stage {
  return {
    name,
    async run(write) {
      const tally: Tally = { ...nothing, failed: [] }
      for (const [program, ...args] of lines) {
        const line = [program, ...args].join(' ')
        write(`$ ${line}\n`)
        if ((await finish(program!, args, {}, 5, write)) === 0) tally.passed++
        else tally.failed.push(line)
      }
      return tally
    },
  }
}

/** A project of vitest.config.ts. */
export function suite(name: string, project: string, env: () => NodeJS.ProcessEnv, minutes = 10): Stage {
  return {
    name,
    async run(write) {
      const folder = await mkdtemp(join(tmpdir(), 'ownwords-report-'))
      try {
        const file = join(folder, 'report.json')
        const args = [
          'run',
          '--project',
          project,
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${file}`,
        ]
        const code = await finish('vitest', args, env(), minutes, write)
        return tallyOf(await readFile(file, 'utf8').then(JSON.parse, () => null), code)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Runs stages at the same time, the output of each in one piece where there are several. */
export async function runTogether(stages: Stage[]): Promise<Tally[]> {
  return Promise.all(
    stages.map(async stage => {
      const alone = stages.length === 1
      const kept: (string | Uint8Array)[] = []
      const write: Write = text => (alone ? process.stdout.write(text) : kept.push(text))
      const began = performance.now()
      write(`\n── ${stage.name} ──\n`)
      let tally: Tally
      try {
        tally = await stage.run(write)
      } catch (error) {
        write(`${error instanceof Error ? error.message : error}\n`)
        tally = { ...nothing, failed: ['(the stage itself)'] }
      }
      const skipped = tally.skipped.length > 0 ? `, ${tally.skipped.length} skipped` : ''
      write(
        `── ${stage.name}: ${tally.passed} passed, ${tally.failed.length} failed${skipped} in ${seconds(began)}\n`,
      )
      for (const piece of kept) process.stdout.write(piece)
      return { ...tally, failed: tally.failed.map(name => `${stage.name}: ${name}`) }
    }),
  )
}
