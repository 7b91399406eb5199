import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inPath, isProgram, run } from './command.ts'
import { aptInstall, aptSource, isDebian, mustAsRoot, rootPrefix } from './debian.ts'

/** Oldest PostgreSQL and pgvector that Ownwords promises to run on. */
const OLDEST_POSTGRES = 15
const OLDEST_PGVECTOR = [0, 8]

export interface PostgresBinaries {
  bin: string
  major: number
  /** null where the extension is missing or too old. */
  pgvector: string | null
}

async function look(bin: string): Promise<PostgresBinaries | null> {
  if (!['postgres', 'initdb', 'pg_config'].every(name => isProgram(join(bin, name)))) return null
  const major = Number(/(\d+)/.exec((await run(join(bin, 'postgres'), ['--version'])).stdout)?.[1] ?? 0)
  if (major < OLDEST_POSTGRES) return null
  const share = (await run(join(bin, 'pg_config'), ['--sharedir'])).stdout.trim()
  const control = join(share, 'extension', 'vector.control')
  const version = existsSync(control)
    ? (/default_version\s*=\s*'([\d.]+)'/.exec(readFileSync(control, 'utf8'))?.[1] ?? null)
    : null
  const [first = 0, second = 0] = (version ?? '').split('.').map(Number)
  const newEnough =
    first > OLDEST_PGVECTOR[0]! || (first === OLDEST_PGVECTOR[0] && second >= OLDEST_PGVECTOR[1]!)
  return { bin, major, pgvector: newEnough ? version : null }
}

/** The server binaries of this machine: those with pgvector first, then the newest. */
export async function findPostgres(): Promise<PostgresBinaries | null> {
  const debian = '/usr/lib/postgresql'
  const folders = existsSync(debian) ? readdirSync(debian).map(version => join(debian, version, 'bin')) : []
  const own = inPath('postgres')
  if (own) folders.push(dirname(realpathSync(own)))
  const found = (await Promise.all([...new Set(folders)].map(look))).filter(binaries => binaries !== null)
  found.sort((a, b) => Number(b.pgvector !== null) - Number(a.pgvector !== null) || b.major - a.major)
  return found[0] ?? null
}

/** Debian's package makes and starts a cluster of its own unless it is told not to before it comes. */
async function installServer(): Promise<void> {
  await aptInstall('postgresql-common')
  const settings = '/etc/postgresql-common/createcluster.conf'
  await mustAsRoot([
    'sed',
    '-i',
    '-E',
    's/^#?\\s*create_main_cluster\\b.*$/create_main_cluster = false/',
    settings,
  ])
  await aptInstall('postgresql')
}

/** Debian 12 has no pgvector 0.8: its source package from the release after is made against this server's headers. */
async function installPgvector({ bin, major }: PostgresBinaries): Promise<void> {
  await aptInstall(`postgresql-server-dev-${major}`, 'dpkg-dev', 'make', 'gcc', 'libc6-dev')
  const { folder, source } = await aptSource('pgvector', 'trixie')
  // No bitcode: it takes clang and serves the JIT only. No -march=native: the machine may be another tomorrow.
  const make = [
    'make',
    '-s',
    '-C',
    source,
    `PG_CONFIG=${join(bin, 'pg_config')}`,
    'with_llvm=no',
    'OPTFLAGS=',
  ]
  await mustAsRoot(make)
  await mustAsRoot([...make, 'install'])
  await mustAsRoot(['rm', '-rf', folder])
}

/** Server binaries with pgvector, installed where this machine lets us. @throws Error that says what to do elsewhere. */
export async function ensurePostgres(say: (line: string) => void): Promise<PostgresBinaries> {
  const instead =
    'set TEST_DATABASE_URL to a PostgreSQL 15 or newer with pgvector 0.8 or newer whose role may create databases and roles'
  const mayInstall = isDebian() && (await rootPrefix()) !== null
  let found = await findPostgres()
  if (!found) {
    if (!mayInstall) throw new Error(`There is no PostgreSQL here: ${instead}.`)
    say('Installing PostgreSQL by apt')
    await installServer()
    found = await findPostgres()
    if (!found) throw new Error(`apt installed no PostgreSQL 15 or newer: ${instead}.`)
  }
  if (!found.pgvector) {
    if (!mayInstall)
      throw new Error(`PostgreSQL ${found.major} in ${found.bin} has no pgvector 0.8: ${instead}.`)
    say('Building pgvector from its Debian source package')
    await installPgvector(found)
    found = await look(found.bin)
    if (!found?.pgvector) throw new Error(`pgvector was built but PostgreSQL does not see it: ${instead}.`)
  }
  return found
}
