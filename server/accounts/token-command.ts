import { mkdirSync } from 'node:fs'
import { readConfig } from '../config.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { loadDotEnv, refuse } from '../entry.ts'
import { Refusal } from '../refusal.ts'
import { createToken, ensureLocalAccount } from './tokens.ts'

// `npm run token -- [label]`: the token alone on stdout, so that it can be piped; what to do with it on stderr.
try {
  loadDotEnv()
  const label = process.argv.slice(2).join(' ').trim().slice(0, 100) || 'command line'
  const config = readConfig(process.env)
  if (config.databaseUrl.startsWith('pglite:')) mkdirSync(config.dataFolder, { recursive: true })
  const database = await open(config.databaseUrl)
  try {
    await migrate(database)
    const token = await createToken(database.sql, await ensureLocalAccount(database.sql), label)
    console.log(token)
    console.error(`This is the only time it is shown. Paste it in the panel, under the server's address.`)
  } finally {
    await database.close()
  }
} catch (error) {
  refuse(error)
}

async function open(url: string): Promise<Database> {
  try {
    return await openDatabase(url)
  } catch (error) {
    if (error instanceof Refusal && url.startsWith('pglite:'))
      throw new Refusal(
        'No token was made: the embedded database belongs to one process, and Ownwords is running. Stop it, run `npm run token` again, then start it.',
        { cause: error },
      )
    throw error
  }
}
