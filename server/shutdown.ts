import type { Logger } from 'pino'
import { isDatabaseAway } from './http/problem.ts'

/** Waits for a step of stopping, but not longer: what hangs must not keep the steps after it from their turn. */
export async function within(ms: number, step: string, work: Promise<unknown>, log: Logger): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>(resolve => {
    timer = setTimeout(resolve, ms, 'late')
  })
  try {
    if ((await Promise.race([work, late])) === 'late')
      log.warn({ step, ms }, 'stopping goes on without waiting')
  } catch (error) {
    log.error({ step, err: error }, 'stopping goes on after an error')
  } finally {
    clearTimeout(timer)
  }
}

interface Ending {
  close(): Promise<void>
  /** Resolves if the process cannot go on. */
  broken: Promise<Error>
  log: Logger
  exit(code: number): void
}

/**
 * Ends the process once and cleanly: on SIGINT and SIGTERM with 0, on what nobody expected with 1. A second signal
 * ends it at once, for whoever has no patience.
 */
export function endCleanly({ close, broken, log, exit }: Ending): void {
  let ending = false
  const end = async (code: number) => {
    if (ending) return
    ending = true
    await close().catch(error => log.error({ err: error }, 'stopping failed'))
    exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (ending) exit(130)
      log.info({ signal }, 'stopping')
      void end(0)
    })
  const unexpected = (kind: string) => (error: unknown) => {
    log.fatal({ err: error }, kind)
    void end(1)
  }
  const unhandled = unexpected('unhandled rejection')
  process.on('unhandledRejection', error => {
    // Where a connection breaks while it is being opened, postgres.js rejects a promise that nobody has (its issue
    // 1223). Whoever waits for the connection is told besides, and the next one is opened when it is needed.
    if (isDatabaseAway(error)) log.warn({ err: error }, 'a connection to the database broke')
    else unhandled(error)
  })
  process.on('uncaughtException', unexpected('uncaught exception'))
  void broken.then(unexpected('the database is gone'))
}
