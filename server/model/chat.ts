import OpenAI from 'openai'
import type { Logger } from 'pino'
import type { ModelConfig } from '../config.ts'
import { type ModelCall, modelCall } from '../telemetry/model-span.ts'
import { type Called, ModelFailure, modelFailure } from './errors.ts'
import { openClient } from './open-client.ts'

export interface Message {
  role: 'system' | 'user' | 'assistant'
  content: string
}
export type ResponseFormat = OpenAI.Chat.ChatCompletionCreateParams['response_format']

export interface Reply {
  text: string
  /** The answer ended because it was too long, not because it was over. */
  truncated: boolean
  /** The provider's own count, where it gave one. */
  usage: TokenUsage | null
}

export interface TokenUsage {
  inputTokens: number
  outputTokens: number
  /** Of the input, what the provider remembered from before. */
  cachedTokens?: number
}

export interface Chat {
  readonly baseUrl: string
  readonly model: string
  readonly host: string
  /** @throws ModelFailure; the signal's reason when it aborts, at any moment of the answer. */
  reply(messages: Message[], options: ReplyOptions): Promise<Reply>
}

export interface ReplyOptions extends Counting {
  signal: AbortSignal
  format?: ResponseFormat
  /** Called with each piece as it comes and the characters so far; a stream that is asked for again begins anew. */
  heard?: (characters: number, piece: string) => void
}

/** What is said about a call to whoever counts, caps and keeps: nothing of it is sent. */
export interface Counting {
  /** What the call is for, in the words of the code, never a word of anybody's: it is counted under it. */
  step?: string
  /** Tokens that the answer will hardly pass. More is let through for as long as the limits allow it. */
  expect?: number
  /** A word in the messages that was drawn for them and says nothing: two requests that differ in it are the same. */
  fence?: string
  /** "Again, differently": what was answered to the same question before is not given again. */
  fresh?: boolean
  /** Whether the answer is good enough to be given again; of whole ones each is, where this is not said. */
  keep?: (reply: Reply) => boolean
  /** The question that this answers too: it was put again with what was wrong with the first answer. */
  keptFor?: Message[]
}

export interface ChatDeps {
  log: Logger
  fetch?: typeof fetch
  /** Until the first byte of the answer, and between any two pieces of it. */
  silenceMs?: number
  maxRetries?: number
  /** What whoever can mend it would change; without it the variables of the server. */
  settings?: Called['settings']
}

const SILENCE_MS = 120_000
const MAX_RETRIES = 2
/** No brief is longer: a server that never ends is not listened to for ever. */
const MOST_CHARS = 400_000
/** A stream that breaks off is asked for so often in all. */
const MOST_TRIES = 2

/**
 * Chat Completions against any server that speaks it. Streams, so that a long answer is not taken for a dead one, and
 * adds the pieces up here, because the SDK's own stream helper refuses what many servers send (no role in the deltas).
 */
export function openOnce({ apiKey, baseUrl, model, headers }: ModelConfig, deps: ChatDeps): Chat {
  const { log, silenceMs = SILENCE_MS, maxRetries = MAX_RETRIES } = deps
  const host = new URL(baseUrl).host
  const client = openClient({ apiKey, baseUrl, timeoutMs: silenceMs, maxRetries, headers, fetch: deps.fetch })
  let wantsUsage = true

  const once = (messages: Message[], options: ReplyOptions): Promise<Reply> =>
    modelCall({ operation: 'chat', model, host }, call => stream(messages, options, call))

  async function stream(
    messages: Message[],
    { signal, format, heard }: ReplyOptions,
    call: ModelCall,
  ): Promise<Reply> {
    const silence = new AbortController()
    // The SDK bounds each try until its first byte by `timeout`; from there on this does.
    let watch: NodeJS.Timeout | undefined
    let streaming: { requestId: string | null } | undefined
    const started = performance.now()
    try {
      const { data: pieces, request_id: requestId } = await client.chat.completions
        .create(
          {
            model,
            messages,
            stream: true,
            ...(wantsUsage && { stream_options: { include_usage: true } }),
            ...(format && { response_format: format }),
          },
          { signal: AbortSignal.any([signal, silence.signal]) },
        )
        .withResponse()
      streaming = { requestId: requestId ?? null }
      watch = setTimeout(() => silence.abort(), silenceMs)
      let text = ''
      let finish: string | null = null
      let answeredBy: string | null = null
      let usage: Reply['usage'] = null
      for await (const chunk of pieces) {
        call.chunk()
        answeredBy ??= chunk.model
        watch.refresh()
        const choice = chunk.choices?.[0]
        if (choice?.delta?.content) {
          text += choice.delta.content
          heard?.(text.length, choice.delta.content)
        }
        finish = choice?.finish_reason ?? finish
        if (text.length > MOST_CHARS) {
          finish = 'length'
          break
        }
        usage = usageOf(chunk.usage) ?? usage
      }
      // An aborted stream ends its loop without a word: half an answer must not pass for one.
      signal.throwIfAborted()
      if (silence.signal.aborted) throw silent(host)
      if (finish === null) throw cut(host, requestId)
      call.answered({
        model: answeredBy,
        finish,
        tokens: usage && { input: usage.inputTokens, output: usage.outputTokens },
      })
      const ms = Math.round(performance.now() - started)
      log.info({ model, host, requestId, usage, finish, ms }, 'model answered')
      return { text, truncated: finish === 'length', usage }
    } catch (error) {
      signal.throwIfAborted()
      if (silence.signal.aborted) throw silent(host)
      if (error instanceof OpenAI.APIError)
        throw modelFailure(error, { host, model, settings: deps.settings })
      // Between the first byte and the last the SDK lets through whatever the broken connection threw.
      if (streaming && !(error instanceof ModelFailure)) throw cut(host, streaming.requestId, error)
      throw error
    } finally {
      clearTimeout(watch)
    }
  }

  return {
    baseUrl,
    model,
    host,
    async reply(messages, options) {
      for (;;) {
        try {
          return await once(messages, options)
        } catch (error) {
          if (!(error instanceof ModelFailure)) throw error
          const { code, status, requestId } = error
          log.warn({ model, host, code, status, requestId }, 'model failed')
          // The option is newer than some servers: they refuse the request for it.
          if (!wantsUsage || !isAboutUsage(error)) throw error
          wantsUsage = false
        }
      }
    },
  }
}

/** A stream that breaks off is asked for once more. */
export const askedAgain = (chat: Chat): Chat => ({
  ...chat,
  async reply(messages, options) {
    for (let tries = 1; ; tries++) {
      try {
        return await chat.reply(messages, options)
      } catch (error) {
        const cut = error instanceof ModelFailure && error.code === 'model_cut'
        if (!cut || tries >= MOST_TRIES) throw error
      }
    }
  },
})

/** Some servers count nothing, or send what is no count. */
function usageOf(usage: OpenAI.CompletionUsage | null | undefined): TokenUsage | null {
  const inputTokens = usage?.prompt_tokens
  const outputTokens = usage?.completion_tokens
  if (!isCount(inputTokens) || !isCount(outputTokens)) return null
  const cachedTokens = usage?.prompt_tokens_details?.cached_tokens
  return { inputTokens, outputTokens, ...(isCount(cachedTokens) && cachedTokens > 0 && { cachedTokens }) }
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 1e9

const cut = (host: string, requestId: string | null | undefined, cause?: unknown) =>
  new ModelFailure('model_cut', `The answer of ${host} broke off. Try again.`, {
    outage: true,
    requestId: requestId ?? null,
    cause,
  })
const silent = (host: string) =>
  new ModelFailure('model_silent', `${host} stopped answering. Try again, or with a faster model.`, {
    outage: true,
  })
const isAboutUsage = ({ status, cause }: ModelFailure) =>
  (status === 400 || status === 422) &&
  cause instanceof Error &&
  /stream_options|include_usage/.test(cause.message)
