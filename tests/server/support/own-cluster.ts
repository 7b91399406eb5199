import { copyFile, mkdir, readdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Cluster, startCluster } from '../../support/cluster.ts'
import { must } from '../../support/command.ts'
import { findPostgres } from '../../support/postgres-binaries.ts'
import { databaseKind } from './database.ts'

const binaries = databaseKind === 'server' ? await findPostgres() : null

/**
 * Whether a test may stop, start and spoil a PostgreSQL: not the one that all other tests are on. It takes the programs
 * of PostgreSQL with pgvector on this computer, which a `TEST_DATABASE_URL` of elsewhere does not bring.
 */
export const hasOwnCluster = Boolean(binaries?.pgvector)

/** Where its programs are. */
const bin = (): string => binaries!.bin

/** What it acknowledged is there after it crashed. Not after its machine did, which no test lets happen: syncing takes seconds. */
export const ownCluster = (): Promise<Cluster> => startCluster(bin(), { fsync: 'off' })

/** The same PostgreSQL as a machine has it on which nobody installed pgvector; what it is made of goes into `folder`. */
export async function binWithoutPgvector(folder: string): Promise<string> {
  const [own, share, library] = await Promise.all(
    ['--bindir', '--sharedir', '--pkglibdir'].map(async which =>
      (await must(join(bin(), 'pg_config'), [which])).trim(),
    ),
  )
  const root = join(folder, 'without-pgvector')
  const at = (path: string) => join(root, path)
  // A program of PostgreSQL looks for the rest beside itself, so that a copy has other extensions than its original.
  await mkdir(at(own!), { recursive: true })
  await copyFile(join(own!, 'postgres'), at(join(own!, 'postgres')))
  await mkdir(dirname(at(library!)), { recursive: true })
  await symlink(library!, at(library!))
  await mkdir(at(join(share!, 'extension')), { recursive: true })
  const linkAll = async (from: string, but: RegExp) => {
    for (const name of await readdir(from))
      if (!but.test(name)) await symlink(join(from, name), at(join(from, name)))
  }
  await linkAll(share!, /^extension$/)
  await linkAll(join(share!, 'extension'), /^vector\b/)
  return at(own!)
}
