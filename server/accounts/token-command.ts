import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { loadDotEnv, refuse } from '../entry.ts'
import { Refusal } from '../refusal.ts'
import { findByEmail } from './store.ts'
import { createToken, ensureLocalAccount } from './tokens.ts'

// `npm run token -- [--account EMAIL] [label]`: the token alone on stdout, so that it can be piped; what to do with it on
// stderr.
try {
  loadDotEnv()
  const { email, label } = readArguments(process.argv.slice(2))
  const config = readConfig(process.env)
  if (config.databaseUrl.startsWith('pglite:')) mkdirSync(config.dataFolder, { recursive: true })
  const database = await open(config.databaseUrl)
  try {
    await migrate(database)
    const accountId =
      email === null ? await ensureLocalAccount(database.sql) : await accountWith(database, email)
    const token = await createToken(database.sql, accountId, label)
    console.log(token)
    console.error(`This is the only time it is shown. Paste it in the panel, under the server's address.`)
  } finally {
    await database.close()
  }
} catch (error) {
  refuse(error)
}

function readArguments(args: string[]): { email: string | null; label: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { account: { type: 'string' } },
      allowPositionals: true,
    })
    const label = positionals.join(' ').trim().slice(0, 100) || 'command line'
    return { email: values.account?.trim().toLowerCase() ?? null, label }
  } catch (cause) {
    throw new Refusal('Usage: npm run token -- [--account EMAIL] [what the token is for]', { cause })
  }
}

async function accountWith({ sql }: Database, email: string): Promise<string> {
  const id = await findByEmail(sql, email)
  if (id) return id
  throw new Refusal(
    `No token was made: nobody has signed in here with “${email}”. An account is made when its person signs in for the first time; for the account of this computer leave --account out.`,
  )
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
