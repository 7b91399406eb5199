import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { EXTENSION_ORIGIN } from '../../core/contract/extension.ts'
import { Run } from '../../core/contract/run.ts'

const MAIN = new URL('../../server/main.ts', import.meta.url).pathname
const MOST_MS = 120_000

/**
 * The real server on a free port, with an embedded database of its own and no model, whatever this shell has set.
 * @param environment what a bench sets otherwise
 * @param options for Node, before the program; and who reads the lines of its log
 */
export async function startServer(
  environment: Record<string, string> = {},
  { node = [], line }: { node?: string[]; line?: (line: string) => void } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'ownwords-bench-'))
  const child = spawn(process.execPath, [...node, MAIN], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      OWNWORDS_DATA: folder,
      DATABASE_URL: '',
      OPENAI_API_KEY: '',
      OPENAI_BASE_URL: '',
      PUBLIC_URL: '',
      PAIRING: 'loopback',
      ROLE: 'all',
      LOG_LEVEL: 'info',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', code => reject(new Error(`The server ended with ${code}`)))
  })
  ended.catch(() => {})
  const address = await Promise.race([readyAddress(child.stdout, line), ended])

  async function ask<Answer = unknown>(
    method: string,
    path: string,
    json: unknown,
    status: number,
    token?: string,
  ): Promise<Answer> {
    const response = await fetch(address + path, {
      method,
      headers: {
        origin: EXTENSION_ORIGIN,
        ...(token && { authorization: `Bearer ${token}` }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    })
    const body = await response.text()
    if (response.status !== status)
      throw new Error(`${method} ${path}: ${response.status} ${body.slice(0, 500)}`)
    return JSON.parse(body) as Answer
  }

  return {
    address,
    pid: child.pid!,
    /** Rejects when it ends, which nobody asked it to. */
    ended,
    ask,
    /** Follows the run's events to their end, as the panel does. */
    async finished(runId: string, token: string): Promise<Run> {
      const stream = await fetch(`${address}/runs/${runId}/events`, {
        headers: { origin: EXTENSION_ORIGIN, authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(MOST_MS),
      })
      for await (const _chunk of stream.body!) {
        // The stream ends behind the terminal event.
      }
      return Run.parse(await ask('GET', `/runs/${runId}`, undefined, 200, token))
    },
    /** Megabytes of memory at the highest since the start; null where the system does not tell. */
    peakRssMb(): number | null {
      try {
        const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
        return kilobytes ? Math.round(Number(kilobytes) / 1024) : null
      } catch {
        return null
      }
    },
    async stop(): Promise<void> {
      const exited = new Promise(resolve => child.once('exit', resolve))
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await exited
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Reads on after that, or the server stops when the pipe is full. */
function readyAddress(stdout: NodeJS.ReadableStream, read?: (line: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: stdout })
    lines.on('line', line => {
      read?.(line)
      const entry = parsed(line)
      if (entry?.msg === 'ready' && entry.address) resolve(entry.address)
    })
    lines.once('close', () => reject(new Error('The server said nothing of its address')))
  })
}

function parsed(line: string): { msg?: string; address?: string } | null {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
