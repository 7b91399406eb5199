import { z } from 'zod'
import { Id } from './id.ts'

/** The answer to a pairing: the only time the token is seen. */
export const Pairing = z.object({ token: z.string(), accountId: Id })
export type Pairing = z.infer<typeof Pairing>

/**
 * The version of what extension and server say to each other. It goes up by one where an older extension or server
 * would misunderstand the newer; whatever is only added leaves it.
 */
export const API_VERSION = 1

/** What a server tells to anybody, so that the panel knows how to come in. */
export const ServerFacts = z.object({
  name: z.literal('Ownwords'),
  version: z.string(),
  /** The newest version that it speaks, and the oldest that it still understands. */
  api: z.object({ newest: z.int().positive(), oldest: z.int().positive() }),
  /** loopback: by asking from this computer · code: by a code that is approved there · token: by a token alone. */
  pairing: z.enum(['loopback', 'code', 'token']),
  /** Its clock, by which an extension knows that its own is wrong. */
  now: z.iso.datetime(),
})
export type ServerFacts = z.infer<typeof ServerFacts>

/** What this server can do, so that the panel promises nothing else. */
export const Capabilities = z.object({
  version: z.string(),
  accountId: Id,
  database: z.enum(['embedded', 'server']),
  /** Whether this server itself asks YouTube: off unless its keeper turned it on. */
  youtube: z.object({ channels: z.boolean(), transcripts: z.boolean() }),
  /** The model that writes, and the host that the text of the sources goes to; null: nothing leaves, briefs are extractive. */
  model: z.object({ name: z.string(), host: z.string() }).nullable(),
  /**
   * The model that search finds by meaning with, and the host that passages and questions go to; null for the host:
   * they stay in this computer. null: search is by words alone.
   */
  embedding: z.object({ name: z.string(), host: z.string().nullable() }).nullable(),
  /** Whether people sign in here, and so can have devices, share projects and keep a model's key of their own. */
  people: z.boolean().optional(),
  /** The hosts to which this server passes on what breaks in the extension, and what is used of it; null: nowhere. */
  reports: z.object({ errors: z.string().nullable(), use: z.string().nullable() }).optional(),
})
export type Capabilities = z.infer<typeof Capabilities>
