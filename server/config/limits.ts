import { isIP } from 'node:net'
import { z } from 'zod'
import type { TrustedProxies } from '../http/client-address.ts'
import type { Quotas } from '../quotas/quotas.ts'
import type { Ceiling } from '../usage/caps.ts'
import { type Complain, dollarLimit, tokenLimit } from './variables.ts'

const count = (largest: number) =>
  z
    .string()
    .refine(
      value => /^[1-9]\d{0,9}$/.test(value) && Number(value) <= largest,
      `a whole number from 1 to ${largest.toLocaleString('en')}`,
    )
    .transform(Number)
    .optional()

/** How much one may ask, and how it is known who one is. */
export const limitVariables = {
  TRUSTED_PROXIES: z
    .string()
    .optional()
    .describe('the proxies whose word on the address of who asks (X-Forwarded-For) counts'),
  LIMIT_TOKEN_REQUESTS: count(1_000_000).describe('how often one token may ask in a minute'),
  LIMIT_ADDRESS_REQUESTS: count(1_000_000).describe('how often one address may ask in a minute'),
  LIMIT_TOKEN_AT_ONCE: count(1_000_000).describe('how many questions of one token are answered at once'),
  LIMIT_TOKEN_STREAMS: count(1_000_000).describe('how many streams of one token may be open'),
  QUOTA_PROJECTS: count(1_000_000).describe('how many projects one account may have'),
  QUOTA_SOURCES: count(1_000_000_000).describe('how many sources one account may have'),
  QUOTA_MEGABYTES: count(100_000_000).describe('how much the sources of one account may hold'),
  ACCOUNT_MONTH_TOKENS: tokenLimit.describe(
    'the most that the model of this server may read and write for one account in a month, whatever that sets itself',
  ),
  ACCOUNT_MONTH_DOLLARS: dollarLimit.describe(
    'the most that the model of this server may cost for one account in a month, whatever that sets itself',
  ),
}
type Variables = z.infer<z.ZodObject<typeof limitVariables>>

export interface LimitsConfig {
  /** Whose word on the client's address counts; null: the other end of the socket is the client. */
  trustedProxies: TrustedProxies | null
  /** Requests in a minute, of a token and of an address. */
  perToken: number
  perAddress: number
  /** Of one token: requests that are worked on at the same time, and streams that are open. */
  atOnce: number
  streams: number
  /** What an account may have. */
  quotas: Quotas
  /** What the keeper of the server pays for an account. */
  ceiling: Ceiling
}

/** Generous: they are there for loops that went wrong and for guessing. Behind one address there may be a school. */
export const usualLimits: LimitsConfig = {
  trustedProxies: null,
  perToken: 1_200,
  perAddress: 6_000,
  atOnce: 40,
  streams: 40,
  quotas: { projects: null, sources: null, bytes: null },
  ceiling: { monthTokens: null, monthDollars: null },
}

export const readLimits = (data: Variables, complain: Complain): LimitsConfig => ({
  trustedProxies: readProxies(data.TRUSTED_PROXIES, complain),
  perToken: data.LIMIT_TOKEN_REQUESTS ?? usualLimits.perToken,
  perAddress: data.LIMIT_ADDRESS_REQUESTS ?? usualLimits.perAddress,
  atOnce: data.LIMIT_TOKEN_AT_ONCE ?? usualLimits.atOnce,
  streams: data.LIMIT_TOKEN_STREAMS ?? usualLimits.streams,
  quotas: {
    projects: data.QUOTA_PROJECTS ?? null,
    sources: data.QUOTA_SOURCES ?? null,
    bytes: data.QUOTA_MEGABYTES === undefined ? null : data.QUOTA_MEGABYTES * 1024 * 1024,
  },
  ceiling: {
    monthTokens: data.ACCOUNT_MONTH_TOKENS ?? null,
    monthDollars: data.ACCOUNT_MONTH_DOLLARS ?? null,
  },
})

function readProxies(value: string | undefined, complain: Complain): TrustedProxies | null {
  if (value === undefined) return null
  if (/^[1-9]$/.test(value)) return { hops: Number(value) }
  const ranges = value.split(',').map(range => range.trim())
  if (ranges.every(isRange)) return { ranges }
  complain(
    'TRUSTED_PROXIES',
    'is not usable: it takes the number of proxies in a row before this server (1 to 9), or their addresses such as 10.0.0.0/8, fd00::/8',
  )
  return null
}

function isRange(range: string): boolean {
  const [address, bits, ...more] = range.split('/')
  const family = isIP(address ?? '')
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}
