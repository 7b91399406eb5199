import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { argv, execPath } from 'node:process'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(import.meta.url)

/**
 * Makes an empty database in `folder` unless one is there. A process of its own makes it, because that takes 1.1 GB
 * which the engine never gives back, and 0.4 GB without; and beside the folder first, so that one killed halfway
 * leaves no half database where a whole one is expected. The caller holds the folder's lock.
 */
export async function createFolder(folder: string): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return
  if (existsSync(folder)) rmdirSync(folder) // refuses one with anything in it, which is somebody's
  const fresh = `${folder}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(dirname(fresh), { recursive: true })
  const maker = spawn(execPath, [here, fresh], { stdio: ['ignore', 'ignore', 'pipe'] })
  const complaint: Buffer[] = []
  maker.stderr.on('data', (chunk: Buffer) => complaint.push(chunk))
  const code = await new Promise<number | null>((resolve, reject) => {
    maker.once('error', reject)
    maker.once('close', resolve)
  })
  if (code !== 0)
    throw new Error(`initdb ended with ${code}: ${Buffer.concat(complaint).toString().slice(-2_000)}`)
  renameSync(fresh, folder)
}

if (argv[1] === here) {
  const { PGlite } = await import('@electric-sql/pglite')
  await (await PGlite.create(argv[2]!)).close()
}
