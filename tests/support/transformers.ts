import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LIBRARY } from '../../server/model/local-model.ts'
import { must } from './command.ts'
import { root } from './stage.ts'

/** A data folder of the tests, with the library of local models in it. Inside node_modules: it goes with them. */
export const LIBRARY_HOME = join(root, 'node_modules', '.cache', 'ownwords-local')

const installed = join(LIBRARY_HOME, 'local', 'node_modules', '@huggingface', 'transformers', 'package.json')

export const hasTransformers = (): boolean => existsSync(installed)

/**
 * Installs what the product asks the creator to install, by the same command: it is too large to come with every
 * `npm ci`. Once for a clone.
 * @throws Error that says why it cannot be installed
 */
export async function ensureTransformers(say: (line: string) => void): Promise<void> {
  if (hasTransformers()) return
  say(`Installing ${LIBRARY} for the tests of local models`)
  const folder = join(LIBRARY_HOME, 'local')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "private": true }')
  await must('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder, LIBRARY])
}
