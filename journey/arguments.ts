import { parseArgs } from 'node:util'
import { Stop } from './stop.ts'

export interface Wishes {
  sources: string
  channel: string
  topic: string
  minutes: number
  out: string
  /** A server that runs already; null: one of our own, gone with the journey. */
  server: { address: string; token: string } | null
}

export const USAGE =
  'Usage: npm run journey -- --sources DIR --channel DIR --topic "…" --minutes 8 --out DIR [--server URL --token-from-env]'

/**
 * Reads the command line.
 * @param environment where the token of a server that runs already stands (`OWNWORDS_TOKEN`): on the command line
 *   every user of the computer could read it
 * @throws Stop that names the argument and what it takes
 */
export function readWishes(args: string[], environment: NodeJS.ProcessEnv): Wishes {
  const given = parsed(args)
  const text = (name: 'sources' | 'channel' | 'topic' | 'out') => {
    const value = given[name]?.trim()
    if (!value) throw new Stop(`--${name} is missing.\n${USAGE}`)
    return value
  }
  const topic = text('topic')
  if (topic.length > 200) throw new Stop('--topic is too long: say it in 200 characters.')
  const minutes = Number(given.minutes)
  if (!(minutes > 0 && minutes < 600))
    throw new Stop('--minutes is not usable: how long the video is to be, more than 0 and less than 600.')
  return {
    sources: text('sources'),
    channel: text('channel'),
    topic,
    minutes,
    out: text('out'),
    server: serverOf(given, environment),
  }
}

function parsed(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        sources: { type: 'string' },
        channel: { type: 'string' },
        topic: { type: 'string' },
        minutes: { type: 'string', default: '8' },
        out: { type: 'string' },
        server: { type: 'string' },
        'token-from-env': { type: 'boolean' },
      },
    })
    return values
  } catch (error) {
    throw new Stop(`${(error as Error).message.split('. ')[0]}.\n${USAGE}`)
  }
}

function serverOf(
  given: { server?: string; 'token-from-env'?: boolean },
  environment: NodeJS.ProcessEnv,
): Wishes['server'] {
  if (!given.server) {
    if (given['token-from-env'])
      throw new Stop('--token-from-env is for a server that runs: name it by --server.')
    return null
  }
  const address = URL.canParse(given.server) ? new URL(given.server) : null
  if (!address || !/^https?:$/.test(address.protocol) || address.username || address.password)
    throw new Stop('--server is not usable: it takes an address such as http://127.0.0.1:8787.')
  const token = environment.OWNWORDS_TOKEN?.trim()
  if (!given['token-from-env'] || !token)
    throw new Stop(
      'A server that runs wants a token: make one there by `npm run token`, set OWNWORDS_TOKEN to it and add --token-from-env.',
    )
  return { address: address.href.replace(/\/+$/, ''), token }
}
