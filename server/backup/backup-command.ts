import { backUp } from './backup.ts'
import { runOnDatabase } from './on-database.ts'

// `npm run backup -- FILE`
await runOnDatabase('backup', async (database, file) => {
  const { tables, rows, bytes } = await backUp(database, file)
  return `${file} has ${rows} rows of ${tables} tables in ${(bytes / 1e6).toFixed(1)} MB. It holds everybody's work and secrets: keep it as safe as the database, and USER_SECRET_KEYS apart from it.`
})
