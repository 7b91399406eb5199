import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../support/command.ts'
import { root, testEnvironment } from '../support/stage.ts'

function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map(name => newest(join(path, name))))
}

/** The folder of the built extension, built anew where a source is younger than it. */
export async function builtExtension(): Promise<string> {
  const folder = join(root, '.output', 'chrome-mv3')
  const built = statSync(join(folder, 'manifest.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  const sources = ['core', 'extension', 'wxt.config.ts', 'package-lock.json'].map(name =>
    newest(join(root, name)),
  )
  if (Math.max(...sources) > built) await must('wxt', ['build'], { cwd: root, env: testEnvironment({}) })
  return folder
}
