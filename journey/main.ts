import { apiAt, asExtension, pairedWith } from './api.ts'
import { readWishes } from './arguments.ts'
import { type OwnServer, openServer } from './own-server.ts'
import { sourceFiles } from './sources.ts'
import { Stop } from './stop.ts'
import { travel } from './travel.ts'
import { channelFiles } from './voice.ts'
import { holdFolder, writeAll } from './written.ts'

// `npm run journey`: the whole way without a browser. Progress on stderr; on stdout one line of JSON at the end.
const began = performance.now()
const told = (words: string) => console.error(words)
/** The server of this journey, as soon as there is one. */
const at: { own: OwnServer | null } = { own: null }

async function journey(): Promise<object> {
  const wishes = readWishes(process.argv.slice(2), process.env)
  const files = { sources: await sourceFiles(wishes.sources), channel: await channelFiles(wishes.channel) }
  await holdFolder(wishes.out)
  if (!wishes.server) at.own = await openServer(process.env)
  const { own } = at
  const credentials = own
    ? await pairedWith(own.address, asExtension)
    : { server: wishes.server!.address, token: wishes.server!.token }
  const travelling = travel(apiAt(credentials, { fetch: asExtension, told }), wishes, files, told)
  const travelled = await (own ? Promise.race([travelling, own.ended]) : travelling)
  await writeAll(wishes.out, travelled.files)
  const seconds = Math.round((performance.now() - began) / 100) / 10
  return { out: wishes.out, files: Object.keys(travelled.files), ...travelled.figures, seconds }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void (at.own?.stop() ?? Promise.resolve()).finally(() => process.exit(130)))

try {
  const figures = await journey()
  await at.own?.stop()
  console.log(JSON.stringify(figures))
} catch (error) {
  await at.own?.stop()
  console.error(error instanceof Stop ? error.message : `The journey broke off: ${(error as Error).message}`)
  process.exitCode = 1
}
