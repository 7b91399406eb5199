import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { must, run } from './command.ts'
import { freePort } from './free-port.ts'
import { ensurePostgres } from './postgres-binaries.ts'

export interface TestPostgres {
  /** postgres://…: its role may do everything, also create databases and roles. */
  url: string
  stop(): Promise<void>
}

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

/**
 * The PostgreSQL of the tests: `TEST_DATABASE_URL` where it is set, otherwise a cluster of our own in a temporary
 * folder, on a free port of the loopback, with nothing synced to disk.
 * @param options.durable a commit waits for the disk, as it does where the data matters
 * @throws Error that says what is missing and what to do
 */
export async function startPostgres(
  say: (line: string) => void,
  { durable = false }: { durable?: boolean } = {},
): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => {} }

  const { bin, major, pgvector } = await ensurePostgres(say)
  const as = await owner()
  const folder = await mkdtemp(join(tmpdir(), 'ownwords-pg-'))
  await chmod(folder, 0o700)
  if ('uid' in as) await chown(folder, as.uid, as.gid)
  const data = join(folder, 'data')
  const env = { ...process.env, LC_ALL: 'C.UTF-8', HOME: folder }
  const program = (name: string, args: string[]) =>
    spawn(join(bin, name), args, { ...as, env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })

  const init = program('initdb', [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--no-sync',
    '--locale=C.UTF-8',
  ])
  let said = ''
  for (const stream of [init.stdout, init.stderr]) stream.on('data', chunk => (said += chunk))
  const code = await new Promise(resolve => init.once('close', resolve))
  if (code !== 0) throw new Error(`initdb ended with ${code}:\n${said}`)

  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    shared_buffers: '128MB',
    max_connections: 200,
    log_min_messages: 'fatal',
  }
  const server = program('postgres', [
    ...['-D', data],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  said = ''
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', chunk => (said = (said + chunk).slice(-4000)))
  const sweep = () => {
    server.kill('SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', sweep)
  const stop = async () => {
    process.off('exit', sweep)
    server.kill('SIGINT')
    await ended(server, 10_000)
    await rm(folder, { recursive: true, force: true })
  }

  const at = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres']
  for (
    const deadline = Date.now() + 30_000;
    (await run(join(bin, 'pg_isready'), at)).code !== 0;
    await sleep(50)
  ) {
    if (server.exitCode === null && Date.now() < deadline) continue
    await stop()
    throw new Error(`PostgreSQL did not start:\n${said}`)
  }
  await must(join(bin, 'createdb'), [...at, 'ownwords_test'])
  say(`PostgreSQL ${major} with pgvector ${pgvector} on 127.0.0.1:${port}`)
  return { url: `postgres://postgres@127.0.0.1:${port}/ownwords_test`, stop }
}
