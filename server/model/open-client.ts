import OpenAI from 'openai'

export interface ClientSettings {
  /** null: none is sent. */
  apiKey: string | null
  baseUrl: string
  /** For one try, until its first byte, in milliseconds. */
  timeoutMs: number
  maxRetries: number
  /** Sent with each call, beside the key or in its place. */
  headers?: Record<string, string>
  fetch?: typeof fetch
}

/** The SDK for any server that speaks OpenAI's API, with nothing of the environment in it and nothing in the log. */
export const openClient = ({
  apiKey,
  baseUrl,
  timeoutMs,
  maxRetries,
  headers,
  fetch,
}: ClientSettings): OpenAI =>
  new OpenAI({
    // Without a key none is sent; the SDK wants a word here all the same.
    apiKey: apiKey ?? 'none',
    defaultHeaders: { ...(apiKey === null && { authorization: null }), ...headers },
    // Only the key would be kept from another address that an answer names.
    ...(headers && { fetchOptions: { redirect: 'manual' } }),
    baseURL: baseUrl,
    organization: null,
    project: null,
    maxRetries,
    timeout: timeoutMs,
    logLevel: 'off',
    ...(fetch && { fetch }),
  })
