import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { Budget } from '../../core/contract/usage.ts'
import type { LocalModelConfig } from '../model/local-model.ts'
import { isLocal, type OwnPrice } from '../model/prices.ts'
import { readHeaders } from './model-headers.ts'
import { type Complain, dollarLimit, price, tokenLimit, webAddress } from './variables.ts'

/** What writes and what finds by meaning, what that costs and may cost. */
export const modelVariables = {
  OPENAI_API_KEY: z.string().optional().describe('the key of the server whose model writes'),
  OPENAI_BASE_URL: webAddress('http://127.0.0.1:11434/v1').describe(
    'the address of the server whose model writes',
  ),
  OPENAI_MODEL: z.string().optional().describe('the name of the model that writes'),
  MODEL_HEADERS: z
    .string()
    .optional()
    .describe('what a gateway at OPENAI_BASE_URL wants to be told with each call'),
  MODEL_RUN_TOKENS: tokenLimit.describe('the most that the model may read and write in one run'),
  MODEL_MONTH_TOKENS: tokenLimit.describe('the most that the model may read and write in a month'),
  MODEL_RUN_DOLLARS: dollarLimit.describe('the most that one run may cost'),
  MODEL_MONTH_DOLLARS: dollarLimit.describe('the most that a month may cost'),
  MODEL_PRICE_INPUT: price.describe('what the model costs for what it reads'),
  MODEL_PRICE_OUTPUT: price.describe('what the model costs for what it writes'),
  EMBEDDING_MODEL: z.string().optional().describe('the name of the model that finds by meaning'),
  EMBEDDING_BASE_URL: webAddress('http://127.0.0.1:11434/v1').describe(
    'the address of the server whose model finds by meaning',
  ),
  EMBEDDING_API_KEY: z.string().optional().describe('the key of the server whose model finds by meaning'),
  EMBEDDING_LOCAL: z
    .string()
    .regex(
      /^(~?\/|\.{1,2}\/|[a-z]:[\\/]|[\w.-]+\/[\w.-]+$)/i,
      'a folder such as ./models/minilm, or the name of a model such as Xenova/all-MiniLM-L6-v2',
    )
    .optional()
    .describe('the model in this computer that finds by meaning'),
}
type Variables = z.infer<z.ZodObject<typeof modelVariables>>

/** What a model is called with; no key where the server behind the base URL asks for none. */
export interface ModelConfig {
  apiKey: string | null
  baseUrl: string
  model: string
  /** Sent with each call. All of them may be secrets. */
  headers?: Record<string, string>
}

/** What makes vectors: a server, or a model in this computer. */
export type EmbeddingConfig = ({ at: 'host' } & ModelConfig) | ({ at: 'here' } & LocalModelConfig)

export interface ModelsConfig {
  /** null: nothing leaves the computer, and briefs are extractive. */
  model: ModelConfig | null
  /** The limits of whoever set none of their own. */
  budget: Budget
  /** What the model costs, where the keeper of the server says it. */
  price: OwnPrice | null
  /** null: search is by words alone. */
  embedding: EmbeddingConfig | null
  /** As `budget`, for vectors: their tokens cost so little that they have no limit unless one is set. */
  embeddingBudget: Budget
}

/** A day's work with a model that is paid for, and a month's; a model of one's own has no limit unless one is set. */
const RUN_TOKENS = 300_000
const MONTH_TOKENS = 10_000_000
const OPENAI = 'https://api.openai.com/v1'
const OPENAI_DEFAULT_MODEL = 'gpt-5-mini'

export function readModels(data: Variables, complain: Complain): ModelsConfig {
  const headers = readHeaders(data, complain)
  return {
    model: readModel(data, headers, complain),
    budget: readBudget(data),
    price: readPrice(data, complain),
    embedding: readEmbedding(data, headers, complain),
    embeddingBudget: readEmbeddingBudget(data),
  }
}

function readBudget(data: Variables): Budget {
  const own = data.OPENAI_BASE_URL !== undefined && isLocal(new URL(data.OPENAI_BASE_URL).hostname)
  const limit = (set: number | null | undefined, else_: number) =>
    set === undefined ? (own ? null : else_) : set
  return {
    runTokens: limit(data.MODEL_RUN_TOKENS, RUN_TOKENS),
    monthTokens: limit(data.MODEL_MONTH_TOKENS, MONTH_TOKENS),
    runDollars: data.MODEL_RUN_DOLLARS ?? null,
    monthDollars: data.MODEL_MONTH_DOLLARS ?? null,
  }
}

const readEmbeddingBudget = (data: Variables): Budget => ({
  runTokens: data.MODEL_RUN_TOKENS ?? null,
  monthTokens: data.MODEL_MONTH_TOKENS ?? null,
  runDollars: data.MODEL_RUN_DOLLARS ?? null,
  monthDollars: data.MODEL_MONTH_DOLLARS ?? null,
})

function readPrice(
  { MODEL_PRICE_INPUT: input, MODEL_PRICE_OUTPUT: output }: Variables,
  complain: Complain,
): OwnPrice | null {
  if (input !== undefined && output !== undefined) return { input, output }
  if (input === undefined && output === undefined) return null
  const [missing, given] = input === undefined ? ['INPUT', 'OUTPUT'] : ['OUTPUT', 'INPUT']
  complain(
    `MODEL_PRICE_${missing}`,
    `is not set: it takes US dollars for a million tokens, beside MODEL_PRICE_${given}`,
  )
  return null
}

function readModel(
  data: Variables,
  headers: Record<string, string> | null,
  complain: Complain,
): ModelConfig | null {
  if (!data.OPENAI_API_KEY && !data.OPENAI_BASE_URL) return null
  if (data.OPENAI_BASE_URL && !data.OPENAI_MODEL)
    complain(
      'OPENAI_MODEL',
      'is not set: with OPENAI_BASE_URL it takes the name of a model that this server has, such as llama3.1',
    )
  return {
    apiKey: data.OPENAI_API_KEY ?? null,
    baseUrl: data.OPENAI_BASE_URL ?? OPENAI,
    model: data.OPENAI_MODEL ?? OPENAI_DEFAULT_MODEL,
    ...(headers && { headers }),
  }
}

/** A key goes to no other server than the one that it was given for. */
function readEmbedding(
  data: Variables,
  headers: Record<string, string> | null,
  complain: Complain,
): EmbeddingConfig | null {
  const { EMBEDDING_MODEL: model, EMBEDDING_BASE_URL: address, EMBEDDING_API_KEY: key } = data
  const { EMBEDDING_LOCAL: local } = data
  if (local && model)
    complain(
      'EMBEDDING_LOCAL',
      'and EMBEDDING_MODEL are both set: leave one of them empty, because one model makes all vectors',
    )
  if (local) return { at: 'here', ...localModel(local) }
  if (!model && (address || key))
    complain(
      'EMBEDDING_MODEL',
      'is not set: with EMBEDDING_BASE_URL or EMBEDDING_API_KEY it takes the name of a model that this server has, such as text-embedding-3-small',
    )
  if (!model) return null
  const baseUrl = address ?? data.OPENAI_BASE_URL ?? OPENAI
  const chatsThere = new URL(baseUrl).origin === new URL(data.OPENAI_BASE_URL ?? OPENAI).origin
  const apiKey = key ?? (chatsThere ? (data.OPENAI_API_KEY ?? null) : null)
  if (!apiKey && baseUrl === OPENAI)
    complain(
      'EMBEDDING_API_KEY',
      'is not set: EMBEDDING_MODEL needs it, or OPENAI_API_KEY, or the EMBEDDING_BASE_URL of a server that asks for no key',
    )
  return { at: 'host', apiKey, baseUrl, model, ...(chatsThere && headers && { headers }) }
}

/** What looks like a way through folders is one; `owner/name` is a model's name. */
function localModel(value: string): LocalModelConfig {
  if (/^[\w-][\w.-]*\/[\w.-]+$/.test(value)) return { name: value }
  return { folder: resolve(value.replace(/^~(?=\/)/, homedir())) }
}
