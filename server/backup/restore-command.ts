import { runOnDatabase } from './on-database.ts'
import { restore } from './restore.ts'

// `npm run restore -- FILE`
await runOnDatabase('restore', async (database, file) => {
  const { rows } = await restore(database, file)
  return `${rows} rows were restored from ${file}. Start Ownwords: what was waiting goes on.`
})
