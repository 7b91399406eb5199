import { spawn } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../support/free-port.ts'
import { root, testEnvironment } from '../support/stage.ts'

/** A real server process with a data folder of its own, on one address however often it is stopped and started. */
export interface TestServer {
  address: string
  start(patienceMs?: number): Promise<void>
  stop(): Promise<void>
  /** As `kill -9` ends it, at whatever it is doing. */
  kill(): Promise<void>
  /** Stops it and removes its data. */
  discard(): Promise<void>
}

/** Variables of a server, which may need the address that it will have. */
export type Told = Record<string, string> | ((address: string) => Record<string, string>)

/**
 * @param own a folder for its data; without one it gets its own, as it is after a first start
 * @param environment what it is told beside: of a model, or of its own address
 */
export async function prepareServer(own?: string, environment: Told = {}): Promise<TestServer> {
  const [port, folder] = [await freePort(), own ?? (await mkdtemp(join(tmpdir(), 'ownwords-e2e-data-')))]
  const fresh = process.env.OWNWORDS_E2E_FRESH
  if (!own && fresh) await cp(fresh, folder, { recursive: true })
  const address = `http://127.0.0.1:${port}`
  const told = typeof environment === 'function' ? environment(address) : environment
  let child: ReturnType<typeof spawn> | null = null
  let said = ''

  const ready = () =>
    fetch(`${address}/readyz`, { signal: AbortSignal.timeout(1_000) }).then(
      answer => answer.ok,
      () => false,
    )
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const running = child
    child = null
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const over = new Promise(resolve => running.once('exit', resolve))
    running.kill(signal)
    const last = setTimeout(() => running.kill('SIGKILL'), 15_000)
    await over
    clearTimeout(last)
  }
  return {
    address,
    async start(patienceMs = 60_000) {
      const running = spawn(process.execPath, [join(root, 'server', 'main.ts')], {
        // Not the root: a developer's .env is none of its business.
        cwd: folder,
        env: testEnvironment({ PORT: String(port), OWNWORDS_DATA: folder, ...told }),
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = running
      said = ''
      for (const stream of [running.stdout, running.stderr]) {
        stream.on('data', chunk => {
          said = (said + chunk).slice(-4_000)
        })
      }
      for (const deadline = Date.now() + patienceMs; !(await ready()); await sleep(50)) {
        if (running.exitCode === null && Date.now() < deadline) continue
        await end('SIGKILL')
        throw new Error(`The server did not become ready on ${address}:\n${said}`)
      }
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async discard() {
      await end('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
