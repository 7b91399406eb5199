import { z } from 'zod'
import { type Complain, webAddress } from './variables.ts'

/** How people sign in, where they do. */
export const accountVariables = {
  PUBLIC_URL: webAddress('https://ownwords.example.org').describe('the address that others reach it at'),
  AUTH_SECRET: z
    .string()
    .refine(
      value => value.length >= 32 && new Set(value).size >= 10,
      'at least 32 random characters, such as `openssl rand -base64 32` prints',
    )
    .optional()
    .describe('what signs cookies and codes, the same for all processes'),
  SMTP_URL: z
    .string()
    .refine(
      value => z.url({ protocol: /^smtps?$/ }).safeParse(value).success,
      'smtp://user:password@host:587, or smtps:// where the connection begins encrypted',
    )
    .optional()
    .describe('the server that sends the codes to sign in with'),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>"\r\n]{1,100} <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'an e-mail address, or a name before one: Ownwords <post@example.org>',
    )
    .optional()
    .describe('the address that the codes come from'),
  GOOGLE_CLIENT_ID: z.string().optional().describe('the client’s id of Google Cloud’s credentials page'),
  GOOGLE_CLIENT_SECRET: z
    .string()
    .optional()
    .describe('the client’s secret of Google Cloud’s credentials page'),
}
type Variables = z.infer<z.ZodObject<typeof accountVariables>>

export interface PeopleConfig {
  /** Where the server is for everybody, without a path. */
  publicUrl: string
  /** Signs cookies and codes: whoever knows it can be anybody. */
  secret: string
  mail: { smtpUrl: string; from: string } | null
  google: { clientId: string; clientSecret: string } | null
}

export interface AccountsConfig {
  publicUrl: string | null
  /** null: one account, of whoever works at the server's computer. */
  people: PeopleConfig | null
}

export function readAccounts(data: Variables, complain: Complain): AccountsConfig {
  const publicUrl = data.PUBLIC_URL?.replace(/\/+$/, '') ?? null
  const together = <First extends keyof Variables, Second extends keyof Variables>(
    first: First,
    second: Second,
    takes: { [variable in First | Second]: string },
  ): boolean => {
    if (data[first] !== undefined && data[second] !== undefined) return true
    if (data[first] !== undefined) complain(second, `is not set: beside ${first} it takes ${takes[second]}`)
    if (data[second] !== undefined) complain(first, `is not set: beside ${second} it takes ${takes[first]}`)
    return false
  }
  const byMail = together('SMTP_URL', 'MAIL_FROM', {
    SMTP_URL: 'the server that sends the codes, such as smtp://user:password@host:587',
    MAIL_FROM: 'the address that the codes come from, such as Ownwords <post@example.org>',
  })
  const byGoogle = together('GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET', {
    GOOGLE_CLIENT_ID: 'the client’s id of Google Cloud’s credentials page',
    GOOGLE_CLIENT_SECRET: 'the client’s secret of Google Cloud’s credentials page',
  })
  if (!byMail && !byGoogle) return { publicUrl, people: null }
  if (!publicUrl)
    complain(
      'PUBLIC_URL',
      'is not set: where people sign in it takes the address that they open, such as https://ownwords.example.org',
    )
  else refuseUnsafe(publicUrl, complain)
  if (data.AUTH_SECRET === undefined)
    complain(
      'AUTH_SECRET',
      'is not set: where people sign in it takes at least 32 random characters, such as `openssl rand -base64 32` prints, the same for all processes',
    )
  return {
    publicUrl,
    people: {
      publicUrl: publicUrl ? new URL(publicUrl).origin : '',
      secret: data.AUTH_SECRET ?? '',
      mail: byMail ? { smtpUrl: data.SMTP_URL!, from: data.MAIL_FROM! } : null,
      google: byGoogle
        ? { clientId: data.GOOGLE_CLIENT_ID!, clientSecret: data.GOOGLE_CLIENT_SECRET! }
        : null,
    },
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

function refuseUnsafe(publicUrl: string, complain: Complain): void {
  const { protocol, hostname, pathname, search, hash, username } = new URL(publicUrl)
  if (protocol !== 'https:' && !LOOPBACK.test(hostname))
    complain('PUBLIC_URL', 'is not usable: where people sign in it begins with https://')
  if (pathname !== '/' || search || hash || username)
    complain('PUBLIC_URL', 'is not usable: where people sign in it is an address without a path')
}
