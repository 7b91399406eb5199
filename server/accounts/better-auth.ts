import { createHmac } from 'node:crypto'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { deviceAuthorization, emailOTP } from 'better-auth/plugins'
import { Kysely } from 'kysely'
import { PostgresJSDialect } from 'kysely-postgres-js'
import type { Logger } from 'pino'
import type { Sql } from 'postgres'
import { newId } from '../../core/contract/id.ts'
import type { PeopleConfig } from '../config.ts'
import type { Clock } from '../db/clock.ts'
import { CODE_DIGITS, CODE_MINUTES, CODE_TRIES, PAIRING_MINUTES } from './codes.ts'
import { databaseTimes } from './database-times.ts'

/** The one client of the device codes: every extension. */
export const CLIENT = 'ownwords-extension'
const DAY = 86_400

export type BetterAuth = ReturnType<typeof openBetterAuth>

const snake = (...names: string[]) =>
  Object.fromEntries(names.map(name => [name, name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)]))

/** better-auth over the tables of migration 0012, in the database that everything else is in. */
export function openBetterAuth(
  { publicUrl, secret, google }: PeopleConfig,
  { sql, clock, log }: { sql: Sql; clock: Pick<Clock, 'behind'>; log: Logger },
) {
  // Six digits would be found by trying all of them, and so would these by whoever had the database but no secret.
  const hash = async (code: string) => createHmac('sha256', secret).update(`code ${code}`).digest('base64url')
  const withoutGooglesTokens = async () => ({
    data: { accessToken: null, refreshToken: null, idToken: null },
  })
  const db = new Kysely({
    dialect: new PostgresJSDialect({ postgres: sql }),
    plugins: [databaseTimes(clock.behind)],
  })
  return betterAuth({
    baseURL: publicUrl,
    basePath: '/auth',
    secret,
    trustedOrigins: [publicUrl],
    database: { db, type: 'postgres', transaction: true },
    ...tables,
    databaseHooks: {
      account: { create: { before: withoutGooglesTokens }, update: { before: withoutGooglesTokens } },
      // Nobody looks at where a session is from.
      session: { create: { before: async () => ({ data: { ipAddress: null, userAgent: null } }) } },
    },
    session: { ...tables.session, expiresIn: 30 * DAY, updateAge: DAY },
    account: { ...tables.account, updateAccountOnSignIn: false },
    ...(google && { socialProviders: { google: { ...google, prompt: 'select_account' } } }),
    onAPIError: { errorURL: `${publicUrl}/account` },
    advanced: {
      cookiePrefix: 'ownwords',
      useSecureCookies: publicUrl.startsWith('https:'),
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newId() },
    },
    // Of ours, by address and in front of all routes.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => log.warn({ message }, 'signing in') },
    plugins: [
      emailOTP({
        otpLength: CODE_DIGITS,
        expiresIn: CODE_MINUTES * 60,
        allowedAttempts: CODE_TRIES,
        storeOTP: { hash },
        // Codes are made by `createVerificationOTP` and sent by us: better-auth would hide that a mail did not leave.
        async sendVerificationOTP() {
          throw new Error('Codes are sent by the account pages.')
        },
      }),
      deviceAuthorization({
        expiresIn: `${PAIRING_MINUTES}m`,
        interval: '5s',
        verificationUri: `${publicUrl}/account/device`,
        validateClient: client => client === CLIENT,
        schema: {
          deviceCode: {
            modelName: 'auth_device_code',
            fields: snake(
              ...[
                'deviceCode',
                'userCode',
                'userId',
                'expiresAt',
                'lastPolledAt',
                'pollingInterval',
                'clientId',
              ],
            ),
          },
        },
      }),
    ],
  })
}

const times = ['createdAt', 'updatedAt']
const tables = {
  user: { modelName: 'auth_user', fields: snake('emailVerified', ...times) },
  session: {
    modelName: 'auth_session',
    fields: snake('userId', 'expiresAt', 'ipAddress', 'userAgent', ...times),
  },
  account: {
    modelName: 'auth_identity',
    fields: {
      ...snake('userId', 'providerId', 'accessToken', 'refreshToken', 'idToken'),
      ...snake('accessTokenExpiresAt', 'refreshTokenExpiresAt', ...times),
      // `account_id` is ours, and everywhere in this database the account of a person.
      accountId: 'subject',
    },
  },
  verification: { modelName: 'auth_verification', fields: snake('expiresAt', ...times) },
} satisfies BetterAuthOptions
