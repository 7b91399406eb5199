import type { Logger } from 'pino'
import type { ModelConfig } from '../config.ts'
import type { Meter } from '../usage/meter.ts'
import type { ReplyCache } from './cache.ts'
import { askedAgain, type Chat, type ChatDeps, openOnce } from './chat.ts'
import { metered } from './metered.ts'
import type { ModelRun } from './model-run.ts'
import { isLocal, type OwnPrice, type Price, priceOf } from './prices.ts'
import { firstSent, type Rungs, type Structured, type StructuredRequest, structured } from './structured.ts'
import { loadTokens } from './tokens.ts'

export type { ModelRun }

/** The model that is configured, ready to be called for a run: each call is estimated, capped, counted and cached. */
export interface Models {
  readonly name: string
  readonly host: string
  forRun(run: ModelRun): { chat: Chat; structured: Structured }
}

/** The same with what is told before anything is asked. */
export interface OpenModels extends Models {
  readonly baseUrl: string
  /** On this computer or in this house. */
  readonly local: boolean
  /** With the key of the account that asks. */
  readonly own: boolean
  /** null: nobody knows. */
  readonly price: Price | null
  /** What asking for JSON would send first. */
  firstSent<Answer>(request: Omit<StructuredRequest<Answer>, 'signal'>): ReturnType<typeof firstSent>
}

export interface ModelsDeps extends Omit<ChatDeps, 'log'> {
  log: Logger
  meter: Meter
  cache: ReplyCache
  /** What the keeper of the server says that it costs. */
  ownPrice?: OwnPrice | null
  /** With the key of the account that asks. */
  own?: boolean
}

export function openModels(config: ModelConfig, deps: ModelsDeps): OpenModels {
  const { log, meter, cache, ownPrice = null, own: isOwn = false, ...chatDeps } = deps
  const chat = openOnce(config, { log, ...chatDeps })
  const { hostname } = new URL(config.baseUrl)
  const price = priceOf(config.model, hostname, ownPrice)
  // What a server can is the same for everybody: learned once, not once a run.
  const rungs: Rungs = new Map()
  // Before the first question, which would wait for it.
  loadTokens().catch(error => log.error({ err: error }, 'tokens cannot be counted'))
  return {
    name: chat.model,
    host: chat.host,
    baseUrl: chat.baseUrl,
    local: isLocal(hostname),
    own: isOwn,
    price,
    firstSent: request => firstSent(chat, rungs, request),
    forRun(run) {
      // Broken streams are asked for again outside, so that each of them is counted.
      const own = askedAgain(metered(chat, run, { meter, cache, price, own: isOwn, log }))
      return { chat: own, structured: structured(own, rungs) }
    },
  }
}
