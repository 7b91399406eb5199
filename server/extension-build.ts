import { spawn } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refusal } from './refusal.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const MADE_OF = ['extension', 'core', 'wxt.config.ts', 'package-lock.json']

/** What chrome://extensions loads. */
export const EXTENSION_FOLDER = join(root, '.output', 'chrome-mv3')

/** Builds the extension unless it is newer than everything that it is made of. Whether it did. */
export async function buildExtension(): Promise<boolean> {
  const built = await changedAt(join(EXTENSION_FOLDER, 'manifest.json'))
  const changed = await Promise.all(MADE_OF.map(name => newestIn(join(root, name))))
  if (built > Math.max(...changed)) return false
  await runWxt()
  return true
}

async function newestIn(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  // Of a folder too: its own time is the only trace of a file that was taken away.
  const times = [changedAt(path)]
  for (const entry of entries) {
    const inside = join(path, entry.name)
    times.push(entry.isDirectory() ? newestIn(inside) : changedAt(inside))
  }
  return Math.max(...(await Promise.all(times)))
}

/** Milliseconds since 1970; 0 for what is not there. */
const changedAt = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )

function runWxt(): Promise<void> {
  const wxt = join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs')
  return new Promise((resolve, reject) => {
    const build = spawn(process.execPath, [wxt, 'build'], {
      cwd: root,
      // Whoever asks: a test runner's own NODE_ENV would build what developers debug, a quarter larger and slower.
      env: { ...process.env, NO_COLOR: '1', NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const output: Buffer[] = []
    build.stdout.on('data', chunk => output.push(chunk))
    build.stderr.on('data', chunk => output.push(chunk))
    build.once('error', reject)
    build.once('close', code => {
      if (code === 0) return resolve()
      process.stderr.write(Buffer.concat(output))
      reject(new Refusal('The extension could not be built: the lines above say why.'))
    })
  })
}
