import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Stop } from './stop.ts'

export interface FoundFile {
  name: string
  path: string
  size: number
}

const MOST_FILES = 5_000

/**
 * The files of a folder and of those in it whose names fit, in the order of their names.
 * @param option by which the folder was given
 * @throws Stop where there is no such folder
 */
export async function filesIn(folder: string, option: string, fits: RegExp): Promise<FoundFile[]> {
  let names: string[]
  try {
    names = await readdir(folder, { recursive: true })
  } catch {
    throw new Stop(`--${option} is not usable: there is no folder “${folder}”, or it may not be read.`)
  }
  const found: FoundFile[] = []
  for (const name of names
    .filter(name => fits.test(name) && !/(?:^|[/\\])(?:\.|README\b)/i.test(name))
    .sort()) {
    const path = join(folder, name)
    const about = await stat(path).catch(() => null)
    if (!about?.isFile()) continue
    if (found.length === MOST_FILES)
      throw new Stop(`--${option} has more than ${MOST_FILES} files: give a folder of this video alone.`)
    found.push({ name: basename(name), path, size: about.size })
  }
  return found
}

/** The bytes of a file; null where it is larger or cannot be read. */
export const bytesOf = async ({ path, size }: FoundFile, most: number): Promise<Buffer | null> =>
  size > most ? null : readFile(path).catch(() => null)
