import { type Cluster, startCluster } from '../../support/cluster.ts'
import { findPostgres } from '../../support/postgres-binaries.ts'
import { databaseKind } from './database.ts'

const binaries = databaseKind === 'server' ? await findPostgres() : null

/**
 * Whether a test may stop, start and spoil a PostgreSQL: not the one that all other tests are on. It takes the programs
 * of PostgreSQL with pgvector on this computer, which a `TEST_DATABASE_URL` of elsewhere does not bring.
 */
export const hasOwnCluster = Boolean(binaries?.pgvector)

/** Where its programs are. */
export const bin = (): string => binaries!.bin

/** Commits wait for the disk, so that what was acknowledged is there after a crash. */
export const ownCluster = (): Promise<Cluster> => startCluster(bin(), { durable: true })
