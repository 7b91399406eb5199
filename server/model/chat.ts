import OpenAI from 'openai'
import type { Logger } from 'pino'
import type { ModelConfig } from '../config.ts'
import { ModelFailure, modelFailure } from './errors.ts'

export interface Message {
  role: 'system' | 'user' | 'assistant'
  content: string
}
export type ResponseFormat = OpenAI.Chat.ChatCompletionCreateParams['response_format']

export interface Reply {
  text: string
  /** The answer ended because it was too long, not because it was over. */
  truncated: boolean
  usage: { inputTokens: number; outputTokens: number } | null
}

export interface Chat {
  readonly baseUrl: string
  readonly model: string
  readonly host: string
  /** @throws ModelFailure; the signal's reason when it aborts, at any moment of the answer. */
  reply(messages: Message[], options: ReplyOptions): Promise<Reply>
}

export interface ReplyOptions {
  signal: AbortSignal
  format?: ResponseFormat
  /** Called now and then with how many characters have come. */
  heard?: (characters: number) => void
}

export interface ChatDeps {
  log: Logger
  fetch?: typeof fetch
  /** Until the first byte of the answer, and between any two pieces of it. */
  silenceMs?: number
  maxRetries?: number
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
export function openChat({ apiKey, baseUrl, model }: ModelConfig, deps: ChatDeps): Chat {
  const { log, silenceMs = SILENCE_MS, maxRetries = MAX_RETRIES } = deps
  const host = new URL(baseUrl).host
  const client = new OpenAI({
    // Without a key none is sent; the SDK wants a word here all the same.
    apiKey: apiKey ?? 'none',
    ...(apiKey === null && { defaultHeaders: { authorization: null } }),
    baseURL: baseUrl,
    organization: null,
    project: null,
    maxRetries,
    timeout: silenceMs,
    logLevel: 'off',
    ...(deps.fetch && { fetch: deps.fetch }),
  })
  let wantsUsage = true

  async function once(messages: Message[], { signal, format, heard }: ReplyOptions): Promise<Reply> {
    const silence = new AbortController()
    // The SDK bounds each try until its first byte by `timeout`; from there on this does.
    let watch: NodeJS.Timeout | undefined
    let streaming: { requestId: string | null } | undefined
    const started = performance.now()
    try {
      const { data: stream, request_id: requestId } = await client.chat.completions
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
      let usage: Reply['usage'] = null
      for await (const chunk of stream) {
        watch.refresh()
        const choice = chunk.choices?.[0]
        if (choice?.delta?.content) {
          text += choice.delta.content
          heard?.(text.length)
        }
        finish = choice?.finish_reason ?? finish
        if (text.length > MOST_CHARS) {
          finish = 'length'
          break
        }
        if (chunk.usage)
          usage = { inputTokens: chunk.usage.prompt_tokens, outputTokens: chunk.usage.completion_tokens }
      }
      // An aborted stream ends its loop without a word: half an answer must not pass for one.
      signal.throwIfAborted()
      if (silence.signal.aborted) throw silent(host)
      if (finish === null) throw cut(host, requestId)
      const ms = Math.round(performance.now() - started)
      log.info({ model, host, requestId, usage, finish, ms }, 'model answered')
      return { text, truncated: finish === 'length', usage }
    } catch (error) {
      signal.throwIfAborted()
      if (silence.signal.aborted) throw silent(host)
      if (error instanceof OpenAI.APIError) throw modelFailure(error, { host, model })
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
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(messages, options)
        } catch (error) {
          if (!(error instanceof ModelFailure)) throw error
          log.warn(
            { model, host, code: error.code, status: error.status, requestId: error.requestId, attempt },
            'model failed',
          )
          // The option is newer than some servers: they refuse the request for it.
          if (wantsUsage && isAboutUsage(error)) {
            wantsUsage = false
            attempt--
          } else if (error.code !== 'model_cut' || attempt >= MOST_TRIES) throw error
        }
      }
    },
  }
}

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
