import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { findChromium, openBrowser } from './browser.ts'
import { type EmbeddingConfig, readConfig } from './config.ts'
import { loadDotEnv, openAndServe, refuse } from './entry.ts'
import { buildExtension, EXTENSION_FOLDER } from './extension-build.ts'
import { createLog } from './log.ts'
import { endCleanly } from './shutdown.ts'

// `npm start`: the whole product for the person at this computer, told in four lines. Everything else goes to a file.
try {
  loadDotEnv()
  const config = readConfig(process.env)
  const chromium = process.argv.includes('--browser') ? findChromium(process.env) : undefined
  mkdirSync(config.dataFolder, { recursive: true })
  const logFile = join(config.dataFolder, 'ownwords.log')
  const log = createLog(config.logLevel, pino.destination({ dest: logFile, sync: true, append: true }))

  const building = buildExtension()
  building.catch(() => {}) // looked at below, and not before the server is up
  const { address, broken, close } = await openAndServe(config, log)
  endCleanly({ close, broken, log, exit: process.exit })
  await building.catch(async error => {
    await close()
    throw error
  })

  const model = config.model && `${config.model.model} at ${new URL(config.model.baseUrl).host}`
  const meaning = foundBy(config.embedding)
  const stays = meaning?.leaves
    ? 'briefs are extracts'
    : 'briefs are extracts, and nothing leaves this computer'
  const data = config.databaseUrl.startsWith('pglite:')
    ? config.dataFolder
    : 'in the database of DATABASE_URL'
  console.log(`Ownwords is at    ${address ?? 'no address: ROLE is worker'}
Extension folder  ${EXTENSION_FOLDER} (chrome://extensions, developer mode, "Load unpacked")
Model             ${model ?? `none: ${stays}`}${meaning ? `\nFinds by meaning  ${meaning.words}` : ''}
Data              ${data}`)
  if (chromium) openBrowser(chromium, EXTENSION_FOLDER, join(config.dataFolder, 'browser'))
} catch (error) {
  refuse(error)
}

/** What search finds by meaning with, and whether text leaves this computer for it. */
function foundBy(embedding: EmbeddingConfig | null): { words: string; leaves: boolean } | null {
  if (!embedding) return null
  if (embedding.at === 'host')
    return { words: `${embedding.model} at ${new URL(embedding.baseUrl).host}`, leaves: true }
  const model = 'name' in embedding ? embedding.name : embedding.folder
  return { words: `${model}, in this computer`, leaves: false }
}
