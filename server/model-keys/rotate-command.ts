import { readConfig } from '../config.ts'
import { openDatabase } from '../db/database.ts'
import { loadDotEnv, refuse } from '../entry.ts'
import { Refusal } from '../refusal.ts'
import { rotateSecrets } from './rotate.ts'
import { Secrets } from './secrets.ts'

// `npm run rotate-secrets`, after a new key was put first in USER_SECRET_KEYS: then the others can go. It says how many.
try {
  loadDotEnv()
  const config = readConfig(process.env)
  const secrets = new Secrets(config.secretKeys)
  if (secrets.newest === null)
    throw new Refusal('USER_SECRET_KEYS is not set: there is nothing to seal with, and nothing was changed.')
  const database = await openDatabase(config.databaseUrl)
  try {
    const { sealed, unreadable, unknownKeys } = await rotateSecrets(database, secrets)
    console.log(`${sealed} sealed with ${secrets.newest}.`)
    if (unreadable > 0)
      throw new Refusal(
        `${unreadable} cannot be read: they are sealed with ${unknownKeys.join(', ')}, which is not in USER_SECRET_KEYS or is another key there. They were left as they are: put the right one behind the first, and run this again.`,
      )
  } finally {
    await database.close()
  }
} catch (error) {
  refuse(error)
}
