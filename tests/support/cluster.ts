import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { must, run } from './command.ts'
import { freePort } from './free-port.ts'

/** A cluster of our own in a temporary folder, on a port of the loopback that stays the same. Its one role may do everything. */
export interface Cluster {
  /** postgres://…, of the database `ownwords_test`. */
  url: string
  folder: string
  data: string
  /** Resolves once it takes connections. */
  start(other?: { bin?: string; settings?: Settings }): Promise<void>
  /** Whoever is connected is thrown out; `crash` as a machine without power does it. */
  stop(how?: 'fast' | 'crash'): Promise<void>
  /** All of its processes stand still where they are: whatever is connected stays so, and is told nothing. */
  freeze(): Promise<void>
  /** @param but the process of one session that goes on standing still */
  thaw(but?: number): Promise<void>
  /** Stops it and leaves nothing behind. */
  remove(): Promise<void>
}

type Settings = Record<string, string | number>

type Owner = { uid: number; gid: number } | Record<string, never>

/** PostgreSQL refuses to run as root: then it runs as somebody who owns nothing else of ours. */
async function owner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [await run('id', ['-u', name]), await run('id', ['-g', name])]
    if (uid.code === 0 && gid.code === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.')
}

/** Waits for a program that was started to end, then kills it. */
function ended(child: ChildProcess, patienceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise(resolve => {
    const last = setTimeout(() => child.kill('SIGKILL'), patienceMs)
    child.once('exit', () => {
      clearTimeout(last)
      resolve()
    })
  })
}

/** Nothing is synced, and a crash may lose what was committed: for data that is thrown away. */
export const FAST: Settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** As infra/database.tf and compose.yaml order it where the data matters: each commit waits for the disk. */
export const DURABLE: Settings = {
  shared_buffers: '1GB',
  max_wal_size: '4GB',
  wal_compression: 'lz4',
  default_toast_compression: 'lz4',
}

/** Makes and starts one. @param own what PostgreSQL is told otherwise than it is by itself, whenever it starts */
export async function startCluster(bin: string, own: Settings): Promise<Cluster> {
  const as = await owner()
  const folder = await mkdtemp(join(tmpdir(), 'ownwords-pg-'))
  await chmod(folder, 0o700)
  if ('uid' in as) await chown(folder, as.uid, as.gid)
  const data = join(folder, 'data')
  const env = { ...process.env, LC_ALL: 'C.UTF-8', HOME: folder }
  let said = ''
  const program = (name: string, args: string[], at = bin) => {
    const child = spawn(join(at, name), args, { ...as, env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', chunk => {
        said = (said + chunk).slice(-4000)
      })
    return child
  }
  const init = program('initdb', [
    ...['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C.UTF-8'],
  ])
  const code = await new Promise(resolve => init.once('close', resolve))
  if (code !== 0) throw new Error(`initdb ended with ${code}:\n${said}`)

  const port = await freePort()
  const at = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres']
  let server: ChildProcess | undefined
  const sweep = () => {
    server?.kill('SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', sweep)

  /** Those that the first of them made; while that one stands still none is made or cleared away. */
  const others = async (): Promise<number[]> => {
    const { stdout } = await run('ps', ['-o', 'pid=', '--ppid', String(server!.pid)])
    return stdout.split('\n').filter(Boolean).map(Number)
  }

  const cluster: Cluster = {
    url: `postgres://postgres@127.0.0.1:${port}/ownwords_test`,
    folder,
    data,
    async start({ bin: other = bin, settings = {} } = {}) {
      const all: Settings = {
        listen_addresses: '127.0.0.1',
        port,
        unix_socket_directories: folder,
        shared_buffers: '128MB',
        max_connections: 200,
        log_min_messages: 'fatal',
        ...own,
        ...settings,
      }
      const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
      const one = program('postgres', ['-D', data, ...args], other)
      server = one
      const deadline = Date.now() + 30_000
      while ((await run(join(bin, 'pg_isready'), at)).code !== 0) {
        if (one.exitCode !== null || Date.now() > deadline)
          throw new Error(`PostgreSQL did not start:\n${said}`)
        await sleep(50)
      }
    },
    async stop(how = 'fast') {
      if (!server) return
      server.kill(how === 'crash' ? 'SIGQUIT' : 'SIGINT')
      await ended(server, 10_000)
      server = undefined
    },
    async freeze() {
      server!.kill('SIGSTOP')
      for (const pid of await others()) process.kill(pid, 'SIGSTOP')
    },
    async thaw(but) {
      for (const pid of await others()) if (pid !== but) process.kill(pid, 'SIGCONT')
      server!.kill('SIGCONT')
    },
    async remove() {
      process.off('exit', sweep)
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  try {
    await cluster.start()
    await must(join(bin, 'createdb'), [...at, 'ownwords_test'])
  } catch (error) {
    await cluster.remove()
    throw error
  }
  return cluster
}
