import { mkdirSync } from 'node:fs'
import { readConfig } from '../config.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { loadDotEnv, refuse } from '../entry.ts'
import { Refusal } from '../refusal.ts'

/** Runs a command that takes one FILE on the database that is set up, and says in a sentence what came of it. */
export async function runOnDatabase(
  command: 'backup' | 'restore',
  work: (database: Database, file: string) => Promise<string>,
): Promise<void> {
  try {
    loadDotEnv()
    const [file, ...more] = process.argv.slice(2)
    if (!file || more.length > 0) throw new Refusal(`Say one file: npm run ${command} -- FILE`)
    const { databaseUrl, dataFolder } = readConfig(process.env)
    if (databaseUrl.startsWith('pglite:')) mkdirSync(dataFolder, { recursive: true })
    const database = await openDatabase(databaseUrl)
    try {
      console.log(await work(database, file))
    } finally {
      await database.close()
    }
  } catch (error) {
    refuse(error)
  }
}
