import type { Complain } from './variables.ts'

/** Those of the connection and of what is sent: a gateway's own are others. */
const NOT_OURS = /^(host|connection|content-length|content-type|transfer-encoding|accept|user-agent)$/i

/**
 * What a gateway (Portkey, LiteLLM, Cloudflare) wants in the headers of each call: a JSON object of names and values, or
 * a line for each, `Name: value`. The values are secrets: no complaint repeats one.
 */
export function readHeaders(
  { MODEL_HEADERS: given, OPENAI_BASE_URL: address }: { MODEL_HEADERS?: string; OPENAI_BASE_URL?: string },
  complain: Complain,
): Record<string, string> | null {
  if (given === undefined) return null
  const headers = fromJson(given) ?? fromLines(given)
  if (headers === null || Object.keys(headers).length === 0)
    complain(
      'MODEL_HEADERS',
      'is not usable: it takes a JSON object such as {"x-portkey-provider":"@openai"}, or lines such as x-portkey-provider: @openai',
    )
  else if (!address)
    complain('MODEL_HEADERS', 'is not usable: it needs the OPENAI_BASE_URL of the gateway that they are for')
  return headers
}

function fromJson(given: string): Record<string, string> | null {
  try {
    const parsed: unknown = JSON.parse(given)
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null
    return usable(Object.entries(parsed))
  } catch {
    return null
  }
}

function fromLines(given: string): Record<string, string> | null {
  const lines = given.split(/\r?\n/).filter(line => line.trim() !== '')
  return usable(
    lines.map(line => {
      const [name = '', ...value] = line.split(':')
      return [name.trim(), value.join(':').trim()]
    }),
  )
}

/** null where one of them is no header. */
function usable(entries: [string, unknown][]): Record<string, string> | null {
  try {
    if (!entries.every(([name, value]) => typeof value === 'string' && value !== '' && !NOT_OURS.test(name)))
      return null
    return Object.fromEntries(new Headers(entries as [string, string][]))
  } catch {
    return null
  }
}
