import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inPath, must, run } from './command.ts'

/** Debian itself, not what is derived from it: Ubuntu's `chromium` is a snap, its mirrors have no trixie. */
export function isDebian(): boolean {
  if (!existsSync('/etc/os-release') || !inPath('apt-get')) return false
  return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'))
}

/** What to write before a command so that it runs as root; null where that takes a password. */
export async function rootPrefix(): Promise<string[] | null> {
  if (process.getuid?.() === 0) return []
  if (!inPath('sudo')) return null
  return (await run('sudo', ['-n', 'true'])).code === 0 ? ['sudo', '-n'] : null
}

export async function mustAsRoot(command: string[], cwd?: string): Promise<string> {
  const prefix = await rootPrefix()
  if (!prefix)
    throw new Error(`"${command.join(' ')}" takes root: run it yourself, or allow sudo without a password.`)
  const [program, ...args] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command]
  return must(program!, args, cwd ? { cwd } : {})
}

// Another apt may be at work, and a snapshot mirror's Release is older than it says it is good for.
const patient = [
  '-o',
  'DPkg::Lock::Timeout=300',
  '-o',
  'Acquire::Check-Valid-Until=false',
  '-o',
  'Acquire::Retries=3',
]

export async function aptInstall(...packages: string[]): Promise<void> {
  await mustAsRoot(['apt-get', ...patient, '-qq', 'update'])
  await mustAsRoot(['apt-get', ...patient, '-qq', 'install', '-y', '--no-install-recommends', ...packages])
}

/** The address that this machine takes Debian's main archive from, as its own apt configuration says, in either format. */
export async function debianMirror(): Promise<string> {
  const told = await must('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI)|$(RELEASE)|$(COMPONENT)',
    'Created-By: Packages',
  ])
  const rows = told
    .trim()
    .split('\n')
    .map(line => line.split('|'))
  const main = rows.find(([, release, component]) => component === 'main' && !/-|\//.test(release ?? '-'))
  if (!main?.[0])
    throw new Error(
      'The apt configuration of this machine names no mirror of Debian: add one to /etc/apt/sources.list.',
    )
  return main[0]
}

/**
 * Unpacks a source package of another release of Debian under a new temporary folder and says where. apt gets a
 * sources list and lists of its own, so that what the machine installs from stays as it was.
 */
export async function aptSource(name: string, release: string): Promise<{ folder: string; source: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'ownwords-apt-'))
  await chmod(folder, 0o755)
  const [list, lists] = [join(folder, 'sources.list'), join(folder, 'lists')]
  await mkdir(join(lists, 'partial'), { recursive: true })
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
  const signed = existsSync(keyring) ? `[signed-by=${keyring}] ` : ''
  await writeFile(list, `deb-src ${signed}${await debianMirror()} ${release} main\n`)
  const own = [
    ...patient,
    '-o',
    `Dir::Etc::sourcelist=${list}`,
    '-o',
    'Dir::Etc::sourceparts=/dev/null',
    '-o',
    `Dir::State::lists=${lists}`,
    '-o',
    `Dir::Cache::pkgcache=${join(folder, 'pkgcache.bin')}`,
    '-o',
    `Dir::Cache::srcpkgcache=${join(folder, 'srcpkgcache.bin')}`,
    '-o',
    'APT::Sandbox::User=root',
  ]
  await mustAsRoot(['apt-get', ...own, '-qq', 'update'])
  await mustAsRoot(['apt-get', ...own, '-qq', 'source', name], folder)
  const unpacked = (await readdir(folder, { withFileTypes: true })).find(
    entry => entry.isDirectory() && entry.name.startsWith(`${name}-`),
  )
  if (!unpacked) throw new Error(`apt-get source ${name} unpacked nothing in ${folder}.`)
  return { folder, source: join(folder, unpacked.name) }
}
