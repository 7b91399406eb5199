import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Stop } from './stop.ts'

const MAIN = join(fileURLToPath(new URL('..', import.meta.url)), 'server', 'main.ts')

export interface OwnServer {
  address: string
  /** Rejects when the server ends by itself. */
  ended: Promise<never>
  /** Ends it and forgets all that it kept. */
  stop: () => Promise<void>
}

/**
 * A server of this journey's own: on this computer's own address and any free port, with a database that nobody had
 * before and that is gone afterwards. What the environment and `.env` say of a model counts for it.
 */
export async function openServer(environment: NodeJS.ProcessEnv): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), 'ownwords-journey-'))
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...environment,
      HOST: '127.0.0.1',
      PORT: '0',
      OWNWORDS_DATA: folder,
      // Empty, not missing: else `.env` would give its own.
      DATABASE_URL: '',
      PUBLIC_URL: '',
      PAIRING: 'loopback',
      YOUTUBE: 'off',
      ROLE: 'all',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const ended = exited.then((): never => {
    throw new Stop('The server of this journey ended before its work was done: the lines above say why.')
  })
  ended.catch(() => {})
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await exited
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    return { address: await Promise.race([addressOf(child.stdout), ended]), ended, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function addressOf(stdout: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: stdout })
  for await (const line of lines) {
    const address = /"address":"(http:[^"]+)".*"ready"/.exec(line)?.[1]
    if (!address) continue
    // Read on for nobody, or the server stops when the pipe is full.
    stdout.resume()
    return address
  }
  throw new Stop('The server of this journey did not say where it is.')
}
