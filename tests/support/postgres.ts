import { DURABLE, FAST, startCluster } from './cluster.ts'
import { ensurePostgres } from './postgres-binaries.ts'

export interface TestPostgres {
  /** postgres://…: its role may do everything, also create databases and roles. */
  url: string
  stop(): Promise<void>
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
  const { url, remove } = await startCluster(bin, durable ? DURABLE : FAST)
  say(`PostgreSQL ${major} with pgvector ${pgvector} on ${new URL(url).host}`)
  return { url, stop: remove }
}
