/** US dollars for a million tokens. */
export interface Price {
  input: number
  output: number
  /** Of input that the provider remembers from before. */
  cached: number
}

/** List prices of the providers' own servers, as far as they were known in November 2026. What is not here is unknown. */
const KNOWN: Record<string, [input: number, output: number, cached: number]> = {
  'gpt-4o': [2.5, 10, 1.25],
  'gpt-4o-mini': [0.15, 0.6, 0.075],
  'gpt-4.1': [2, 8, 0.5],
  'gpt-4.1-mini': [0.4, 1.6, 0.1],
  'gpt-4.1-nano': [0.1, 0.4, 0.025],
  'gpt-5': [1.25, 10, 0.125],
  'gpt-5-mini': [0.25, 2, 0.025],
  'gpt-5-nano': [0.05, 0.4, 0.005],
  'gpt-5.1': [1.25, 10, 0.125],
  'gpt-5.2': [1.75, 14, 0.175],
  'gpt-5.4-mini': [0.75, 4.5, 0.075],
  'gpt-5.4-nano': [0.2, 1.25, 0.02],
  'claude-haiku-4-5': [1, 5, 0.1],
  'claude-sonnet-4-5': [3, 15, 0.3],
  'claude-sonnet-4-6': [3, 15, 0.3],
  'claude-opus-5': [5, 25, 0.5],
  'text-embedding-3-small': [0.02, 0, 0.02],
  'text-embedding-3-large': [0.13, 0, 0.13],
}

/** What the keeper of the server says that it costs; it goes before what is known here. */
export interface OwnPrice {
  input: number
  output: number
}

/** null: nobody knows. A model on this computer or in this house costs nothing. */
export function priceOf(model: string, hostname: string, own: OwnPrice | null = null): Price | null {
  if (own) return { ...own, cached: own.input }
  if (isLocal(hostname)) return { input: 0, output: 0, cached: 0 }
  // Gateways put the maker before the name, and makers put a date behind it.
  const name = model
    .toLowerCase()
    .replace(/^.*\//, '')
    .replace(/-(\d{4}-\d{2}-\d{2}|\d{8}|latest)$/, '')
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined
  return known ? { input: known[0], output: known[1], cached: known[2] } : null
}

export interface Tokens {
  input: number
  output: number
  /** Of the input, what the provider remembered. */
  cachedInput?: number
}

/** Billionths of a US dollar: a dollar for a million tokens is a thousand of them for one. */
export function nanosOf(price: Price, { input, output, cachedInput = 0 }: Tokens): number {
  const remembered = Math.min(cachedInput, input)
  return Math.ceil(
    ((input - remembered) * price.input + remembered * price.cached + output * price.output) * 1_000,
  )
}

/** Loopback, private and link-local addresses, and names that only a house or a container network knows. */
export function isLocal(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/^\[|\]$/g, '')
  if (name.includes(':')) return name === '::1' || /^(f[cd]|fe[89ab])/.test(name)
  if (/^\d+(\.\d+){3}$/.test(name)) return /^(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./.test(name)
  return !name.includes('.') || /\.(localhost|local|internal|lan|home\.arpa)$/.test(name)
}
