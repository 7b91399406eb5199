import type { Message, ReplyOptions } from './chat.ts'
import { extrasOf } from './request-key.ts'

export type CountTokens = (text: string) => number

/** What the provider adds around each message, and before its answer: OpenAI's own figures for its chat format. */
const PER_MESSAGE = 4
const PER_REQUEST = 3
/** Merging pairs takes the square of a run without a break: a line of 100,000 dashes would hold the process for seconds. */
const UNBROKEN = /\S{301,}|\s{301,}/g
const PIECE = 300

let loading: Promise<CountTokens> | undefined

/**
 * Counts as the newer models of OpenAI do (o200k_base). Other models divide words otherwise, most of them into a few
 * more pieces: for those it is an estimate. The table of 200,000 pieces is read at the first call and not before.
 */
export function loadTokens(): Promise<CountTokens> {
  loading ??= import('gpt-tokenizer/encoding/o200k_base').then(({ countTokens }) => {
    // Words that mean something to the tokenizer are words like others in a source.
    const plain = { disallowedSpecial: new Set<string>() }
    return text => {
      let tokens = 0
      let from = 0
      for (const { 0: run, index } of text.matchAll(UNBROKEN)) {
        tokens += countTokens(text.slice(from, index), plain)
        for (let i = 0; i < run.length; i += PIECE) tokens += countTokens(run.slice(i, i + PIECE), plain)
        from = index + run.length
      }
      return tokens + countTokens(text.slice(from), plain)
    }
  })
  return loading
}

/** Whether `loadTokens` counts as the model itself does. */
export const countsAs = (model: string): boolean =>
  /^(openai\/)?(gpt-4o|gpt-4\.1|gpt-5|chatgpt-4o|o[134](-|$))/i.test(model)

/** The tokens of a whole request: its messages, and what goes with them and is read by the model too. */
export function requestTokens(
  count: CountTokens,
  messages: readonly Message[],
  options: Partial<ReplyOptions>,
): number {
  const said = messages.reduce((sum, { content }) => sum + PER_MESSAGE + count(content), PER_REQUEST)
  return Object.values(extrasOf(options)).reduce<number>(
    (sum, extra) => (extra === undefined ? sum : sum + count(JSON.stringify(extra))),
    said,
  )
}
