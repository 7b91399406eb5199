import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EXTENSION_ORIGIN } from '../../../core/contract/extension.ts'

const here = fileURLToPath(new URL('../../..', import.meta.url))

export interface ServerProcess {
  child: ChildProcess
  address: string
  /** What it wrote so far. */
  stdout(): string
  stderr(): string
  /** Its code, or the signal that ended it. */
  ended: Promise<number | string>
}

/**
 * Starts the real process; nothing of this process's own environment but what a program needs reaches it.
 * @param root the folder of another version than the one that stands here
 */
export function launch(
  name: 'main' | 'start' | 'model-keys/rotate-command',
  environment: Record<string, string>,
  root: string = here,
): ServerProcess {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [join(root, 'server', `${name}.ts`)], {
    cwd: root,
    env: { PATH, HOME, LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', chunk => {
    stdout += chunk
  })
  child.stderr.on('data', chunk => {
    stderr += chunk
  })
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  return {
    child,
    address: `http://127.0.0.1:${environment.PORT}`,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
  }
}

/** Resolves when /readyz is healthy; throws with what the process wrote when it ends before. */
export async function untilReady(server: ServerProcess, timeoutMs = 60_000): Promise<void> {
  const until = performance.now() + timeoutMs
  let over: number | string | undefined
  void server.ended.then(code => {
    over = code
  })
  while (performance.now() < until) {
    if (over !== undefined)
      throw new Error(`the server ended with ${over}: ${server.stderr()}${server.stdout()}`)
    const answer = await fetch(`${server.address}/readyz`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  throw new Error(`the server was not ready within ${timeoutMs} ms: ${server.stderr()}`)
}

/** Pairs as the extension does on the same computer. @returns the headers of who is let in, for what is sent as JSON */
export async function pairedHeaders({ address }: Pick<ServerProcess, 'address'>) {
  const answer = await fetch(`${address}/pair`, { method: 'POST', headers: { origin: EXTENSION_ORIGIN } })
  const { token } = (await answer.json()) as { token: string }
  return { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
}
