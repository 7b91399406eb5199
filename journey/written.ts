import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Stop } from './stop.ts'

/**
 * Writes files into a folder, each whole or not at all; one that is there from before is replaced.
 * @param files by their names
 */
export async function writeAll(folder: string, files: Record<string, string>): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder, name)
      await writeFile(`${path}.part`, text)
      await rename(`${path}.part`, path)
    }
  } catch {
    throw new Stop(`--out is not usable: nothing can be written to “${folder}”. Name a folder of your own.`)
  }
}

/** Before hours of work, whether its end can be kept. */
export const holdFolder = (folder: string): Promise<void> => writeAll(folder, {})
