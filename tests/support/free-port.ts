import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * A port of this computer that is free now and stays so while its server is stopped and started again: below those
 * that the system itself gives to connections going out (from 32768 on Linux), and at random, so that test files
 * running side by side do not take each other's.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    )
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
