import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildExtension } from '../../server/extension-build.ts'
import { launch, untilReady } from '../server/support/process.ts'
import { freePort } from '../support/free-port.ts'

// From the process's beginning to a healthy /readyz of `npm start`'s own program: in an empty data folder, then in the
// same again (the median of five). The extension is built before. The last line is the figures, as JSON.
const folder = await mkdtemp(join(tmpdir(), 'ownwords-start-'))
await buildExtension()

async function start(): Promise<number> {
  const begun = performance.now()
  const server = launch('start', { OWNWORDS_DATA: folder, PORT: String(await freePort()) })
  await untilReady(server)
  const ms = Math.round(performance.now() - begun)
  server.child.kill('SIGTERM')
  await server.ended
  return ms
}

try {
  const firstMs = await start()
  const again: number[] = []
  for (let i = 0; i < 5; i++) again.push(await start())
  again.sort((a, b) => a - b)
  console.log(`later starts: ${again.join(', ')} ms`)
  console.log(JSON.stringify({ firstMs, secondMs: again[2] }))
} finally {
  await rm(folder, { recursive: true, force: true })
}
