import pino from 'pino'
import { readConfig } from './config.ts'
import { loadDotEnv, openAndServe, refuse } from './entry.ts'
import { createLog } from './log.ts'
import { endCleanly } from './shutdown.ts'

// The server alone, for containers and supervisors: JSON lines on stdout, nothing built, nothing printed for people.
try {
  loadDotEnv()
  const config = readConfig(process.env)
  const destination = pino.destination({ fd: 1, sync: true })
  const log = createLog(config.logLevel, destination)
  const { address, broken, close } = await openAndServe(config, log)
  endCleanly({ close, broken, log, exit: process.exit })
  log.info({ address, role: config.role, model: config.model?.model ?? null }, 'ready')
} catch (error) {
  refuse(error)
}
