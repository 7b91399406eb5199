import type { Logger } from 'pino'
import type { Meter, MeteredCall, Reservation } from '../usage/meter.ts'
import type { ReplyCache } from './cache.ts'
import type { Chat, Message, Reply, ReplyOptions } from './chat.ts'
import { ModelFailure } from './errors.ts'
import type { ModelRun } from './model-run.ts'
import { nanosOf, type Price } from './prices.ts'
import { requestKey } from './request-key.ts'
import { loadTokens, requestTokens } from './tokens.ts'

export interface MeteredDeps {
  meter: Meter
  cache: ReplyCache
  /** null: nobody knows. */
  price: Price | null
  /** With the key of the account that asks. */
  own?: boolean
  log: Logger
}

/** Of an answer of which nobody said how long it will be. */
const EXPECTED = 4_000
/** While it comes; counted when it is there. English has some four. */
const CHARS_A_TOKEN = 4

/**
 * A chat that holds each call against the limits before it is made, counts it after, and gives an answer that was good
 * again where the same is asked. Nothing that is said goes to the log.
 */
export function metered(chat: Chat, run: ModelRun, deps: MeteredDeps): Chat {
  const { meter, cache, price, own = false, log } = deps

  async function reply(messages: Message[], options: ReplyOptions): Promise<Reply> {
    const signal = AbortSignal.any([run.signal, options.signal])
    signal.throwIfAborted()
    const call: MeteredCall = {
      ...run,
      step: options.step ?? run.kind,
      host: chat.host,
      model: chat.model,
      own,
      cost: tokens => price && nanosOf(price, tokens),
    }
    const { accountId, runId, kind } = run
    const about = { runId, kind, step: call.step, model: chat.model, host: chat.host }
    const kept = options.fresh ? null : await cache.find(accountId, requestKey(chat, messages, options))
    if (kept && isWorth(kept, options)) {
      await meter.answered(call)
      log.info({ ...about, cached: true }, 'model used')
      options.heard?.(kept.text.length, kept.text)
      return kept
    }
    const count = await loadTokens()
    const input = requestTokens(count, messages, options)
    const expected = options.expect ?? EXPECTED
    const reservation = await meter.reserve(call, { input, output: expected })
    const hearing = listen(reservation, expected, options.heard)
    const settle = async (output: number, usage: Reply['usage']) => {
      const used = usage
        ? {
            input: usage.inputTokens,
            output: usage.outputTokens,
            cachedInput: usage.cachedTokens,
            exact: true,
          }
        : { input, output }
      await hearing.settled()
      await reservation.settle(used)
      log.info({ ...about, cached: false, used, nanos: call.cost(used) }, 'model used')
    }
    let answer: Reply
    try {
      answer = await chat.reply(messages, {
        ...options,
        signal: AbortSignal.any([signal, hearing.over]),
        heard: hearing.heard,
      })
    } catch (error) {
      // The failure is what matters: if it cannot be counted, what was held stays counted.
      await (isBilled(error, hearing.text())
        ? settle(count(hearing.text()), null)
        : hearing.settled().then(reservation.release)
      ).catch(cause => log.error({ ...about, err: cause }, 'a failed call could not be counted'))
      throw error
    }
    if (isWorth(answer, options)) {
      const key = requestKey(chat, options.keptFor ?? messages, options)
      await cache
        .keep(accountId, key, answer, runId)
        .catch(cause => log.error({ ...about, err: cause }, 'an answer could not be kept'))
    }
    await settle(count(answer.text), answer.usage)
    return answer
  }

  return { ...chat, reply }
}

const isWorth = (reply: Reply, { keep }: ReplyOptions): boolean =>
  !reply.truncated && reply.text.trim() !== '' && keep?.(reply) !== false

/** Providers bill the question once they have begun to answer; a request that they refused is free. */
function isBilled(error: unknown, heard: string): boolean {
  if (heard !== '') return true
  return !(error instanceof ModelFailure) || error.code === 'model_cut' || error.code === 'model_silent'
}

/** Holds more for an answer that grows beyond what was expected, and ends it where a limit stands against that. */
function listen(reservation: Reservation, expected: number, told: ReplyOptions['heard']) {
  const over = new AbortController()
  let text = ''
  let held = expected
  let extending: Promise<void> | undefined
  return {
    over: over.signal,
    text: () => text,
    /** An answer that came whole before the limit was known is used. */
    settled: async () => extending,
    heard(characters: number, piece: string) {
      text = characters === piece.length ? piece : text + piece
      if (!extending && text.length > held * CHARS_A_TOKEN) {
        held *= 2
        extending = reservation.extend(held).then(
          () => {
            extending = undefined
          },
          error => over.abort(error),
        )
      }
      told?.(characters, piece)
    },
  }
}
