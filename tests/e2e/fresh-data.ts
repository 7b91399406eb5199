import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildExtension } from '../../server/extension-build.ts'
import { chromiumForTests } from '../support/chromium.ts'
import { prepareServer } from './server.ts'

/**
 * Once for all files, which run side by side: the built extension, and a data folder as a server has it after its
 * first start, which each test's own server begins with a copy of. Making the embedded database takes half a minute
 * on a busy machine.
 */
export default async function freshData(): Promise<() => Promise<void>> {
  if (!chromiumForTests()) return async () => {}
  await buildExtension()
  const folder = await mkdtemp(join(tmpdir(), 'ownwords-e2e-fresh-'))
  const server = await prepareServer(folder)
  await server.start(120_000)
  await server.stop()
  process.env.OWNWORDS_E2E_FRESH = folder
  return () => rm(folder, { recursive: true, force: true })
}
