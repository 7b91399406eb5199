import { cp, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * Lays a newer version into `folder`: the server as it stands here, and a migration that only it has. Copied, because
 * Node takes a link for the file it leads to, and a migration is looked for beside that.
 */
export async function layNewerVersion(folder: string, migration: string): Promise<void> {
  await mkdir(folder)
  for (const part of ['core', 'server', 'migrations', 'package.json'])
    await cp(join(here, part), join(folder, part), { recursive: true })
  await symlink(join(here, 'node_modules'), join(folder, 'node_modules'))
  await writeFile(join(folder, 'migrations', '9999_newer.sql'), migration)
}
