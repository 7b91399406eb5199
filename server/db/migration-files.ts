import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Refusal } from '../refusal.ts'

export const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))

const NAME = /^\d{4}_[a-z0-9_]+\.sql$/

/**
 * What a file asks for in the comments that it begins with, each in a line of its own as `-- migrate: …`:
 * no-transaction, for what PostgreSQL does in none (`create index concurrently`); and breaking.
 */
const ASKS = ['no-transaction', 'breaking']

export interface MigrationFile {
  name: string
  text: string
  sha256: string
  /** Versions before the one that brought it cannot work on what it leaves, and don't start any more. */
  breaking: boolean
  /** It is applied in one transaction. */
  whole: boolean
}

/** Every `NNNN_name.sql` of the folder, in order. Refuses names and demands that are not as they should be. */
export async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.sql')).sort()
  const numbers = new Set<string>()
  for (const name of names) {
    if (!NAME.test(name)) throw new Refusal(`Migration ${name} is not named NNNN_name.sql.`)
    const number = name.slice(0, 4)
    if (numbers.has(number))
      throw new Refusal(`Two migrations have the number ${number}: renumber the newer one.`)
    numbers.add(number)
  }
  return Promise.all(
    names.map(async name => {
      const text = await readFile(join(folder, name), 'utf8')
      const asked = asksOf(text)
      const unknown = asked.find(ask => !ASKS.includes(ask))
      if (unknown !== undefined)
        throw new Refusal(`Migration ${name} asks for “${unknown}”. It may ask for: ${ASKS.join(', ')}.`)
      return {
        name,
        text,
        sha256: createHash('sha256').update(text).digest('hex'),
        breaking: asked.includes('breaking'),
        whole: !asked.includes('no-transaction'),
      }
    }),
  )
}

function asksOf(text: string): string[] {
  const asks: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (!line.startsWith('--')) break
    const asked = /^--\s*migrate:(.*)$/.exec(line)?.[1]
    if (asked !== undefined) asks.push(asked.trim())
  }
  return asks
}
