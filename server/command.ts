import pino from 'pino'
import { readConfig } from './config.ts'
import { openDatabase } from './db/database.ts'
import { migrate, requireMigrated, warnOfNewer } from './db/migrate.ts'
import { loadDotEnv, refuse } from './entry.ts'
import { createLog } from './log.ts'
import { Refusal } from './refusal.ts'

// What the image runs: `node server/command.ts api`, `worker`, `migrate`, or `all` of it in one process.
const ROLES = ['api', 'worker', 'all']
const [command = 'all'] = process.argv.slice(2)

// As the first process of a container it would not hear a signal that nothing handles yet, and be killed for it.
const endAtOnce = () => process.exit(143)
process.on('SIGTERM', endAtOnce)
try {
  if (ROLES.includes(command)) {
    process.env.ROLE = command
    await import('./main.ts')
  } else if (command === 'migrate') await migrateAndEnd()
  else throw new Refusal(`There is no command ${command}. Commands: ${ROLES.join(', ')}, migrate.`)
} catch (error) {
  refuse(error)
}
process.off('SIGTERM', endAtOnce)

/** Brings the database up to date. Any number may run it at once: one does the work, the others find it done. */
async function migrateAndEnd(): Promise<void> {
  loadDotEnv()
  const config = readConfig(process.env)
  const log = createLog(config.logLevel, pino.destination({ fd: 1, sync: true }))
  const database = await openDatabase(config.databaseUrl)
  try {
    log.info({ applied: await migrate(database) }, 'migrated')
    warnOfNewer(await requireMigrated(database), log)
  } finally {
    await database.close()
  }
}
