import { z } from 'zod'
import { Id } from './id.ts'

/** Whoever the work belongs to. */
export const Account = z.object({
  id: Id,
  /** local: whoever works at the server's computer · person: somebody who signed in. */
  kind: z.enum(['local', 'person']),
  name: z.string().nullable(),
  email: z.string().nullable(),
  createdAt: z.iso.datetime(),
})
export type Account = z.infer<typeof Account>

export const AccountDraft = z.object({ name: z.string().trim().min(1).max(100) })
export type AccountDraft = z.infer<typeof AccountDraft>

/** Said in so many words, so that nothing is deleted by a request that was meant for something else. */
export const AccountDeletion = z.object({ confirm: z.literal('delete everything') })
export type AccountDeletion = z.infer<typeof AccountDeletion>

/** What has a token of the account's: a browser, or a command line. */
export const Device = z.object({
  id: Id,
  label: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  /** Moves on while it is used; null: until it is revoked. */
  expiresAt: z.iso.datetime().nullable(),
  /** Whether it is what asks. */
  current: z.boolean(),
})
export type Device = z.infer<typeof Device>

/** The way to a token of a server on which people sign in (RFC 8628): the code is shown here and approved there. */
export const DeviceCode = z.object({
  deviceCode: z.string(),
  userCode: z.string(),
  verificationUri: z.url({ protocol: /^https?$/ }),
  verificationUriComplete: z.url({ protocol: /^https?$/ }),
  expiresInSeconds: z.int().positive(),
  /** How long to wait between two questions whether it was approved; `slow_down` asks for 5 more. */
  intervalSeconds: z.int().positive(),
})
export type DeviceCode = z.infer<typeof DeviceCode>

export const DeviceCodeRequest = z.object({ label: z.string().trim().min(1).max(100) })
export const DeviceCodeQuestion = z.object({ deviceCode: z.string().min(1).max(200) })

/** The creator's own key of a model, as it can be told: the key itself is never answered. */
export const ModelKey = z.object({
  host: z.string(),
  model: z.string(),
  /** Its last four characters. */
  endsWith: z.string(),
  updatedAt: z.iso.datetime(),
})
export type ModelKey = z.infer<typeof ModelKey>

/** What there is of a model of one's own; `takesKeys`: whether this server can keep a key at all. */
export const OwnModel = z.object({ key: ModelKey.nullable(), takesKeys: z.boolean() })
export type OwnModel = z.infer<typeof OwnModel>

export const ModelKeyDraft = z.object({
  baseUrl: z.url({ protocol: /^https$/ }).max(500),
  model: z.string().trim().min(1).max(200),
  apiKey: z.string().trim().min(8).max(500),
})
export type ModelKeyDraft = z.infer<typeof ModelKeyDraft>

/** How much of what an account may have it has; null for what has no limit. */
export const Quota = z.object({
  projects: z.object({ used: z.int().nonnegative(), limit: z.int().positive().nullable() }),
  sources: z.object({ used: z.int().nonnegative(), limit: z.int().positive().nullable() }),
  bytes: z.object({ used: z.int().nonnegative(), limit: z.int().positive().nullable() }),
})
export type Quota = z.infer<typeof Quota>
