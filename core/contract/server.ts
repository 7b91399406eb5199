import { z } from 'zod'
import { Id } from './id.ts'

/** The answer to a pairing: the only time the token is seen. */
export const Pairing = z.object({ token: z.string(), accountId: Id })
export type Pairing = z.infer<typeof Pairing>

/** What this server can do, so that the panel promises nothing else. */
export const Capabilities = z.object({
  version: z.string(),
  accountId: Id,
  database: z.enum(['embedded', 'server']),
  /** The model that writes, and the host that the text of the sources goes to; null: nothing leaves, briefs are extractive. */
  /** Whether this server itself asks YouTube: off unless its keeper turned it on. */
  youtube: z.object({ channels: z.boolean(), transcripts: z.boolean() }),
  model: z.object({ name: z.string(), host: z.string() }).nullable(),
})
export type Capabilities = z.infer<typeof Capabilities>
