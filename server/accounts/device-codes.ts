import { createHmac, timingSafeEqual } from 'node:crypto'
import { isAPIError } from 'better-auth/api'
import type { Sql } from 'postgres'
import type { PeopleConfig } from '../config.ts'
import { type BetterAuth, CLIENT } from './better-auth.ts'
import { PAIRING_MINUTES } from './codes.ts'
import type { People, Redeemed } from './people.ts'
import { endSession, expiryOfCode } from './sign-in-store.ts'

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

/** What RFC 8628 calls it, and what we do. A code that is unknown was used, or swept away when it was too old. */
const refusals: Record<string, Exclude<Redeemed['state'], 'approved'>> = {
  authorization_pending: 'authorization_pending',
  slow_down: 'slow_down',
  expired_token: 'code_expired',
  invalid_grant: 'code_expired',
  access_denied: 'code_refused',
}

/** Pairing by a code that is shown by the device and approved on the account page. */
export function pairingByCode(
  auth: BetterAuth,
  { secret }: PeopleConfig,
  sql: Sql,
): Pick<People, 'beginPairing' | 'redeem' | 'askingDevice' | 'answerDevice'> {
  // better-auth stores its code as it is. What the device gets has a signature too, so that whoever reads the
  // database cannot come before the device and take its token.
  const sign = (code: string) => createHmac('sha256', secret).update(`device ${code}`).digest()
  const signed = (code: string) => `${code}.${sign(code).toString('base64url')}`
  const opened = (shown: string): string | null => {
    const [code = '', signature = ''] = shown.split('.')
    const [given, right] = [Buffer.from(signature, 'base64url'), sign(code)]
    return given.length === right.length && timingSafeEqual(given, right) ? code : null
  }
  return {
    async beginPairing(label) {
      const made = await auth.api.deviceCode({ body: { client_id: CLIENT, scope: label } })
      return {
        deviceCode: signed(made.device_code),
        userCode: made.user_code,
        verificationUri: made.verification_uri,
        verificationUriComplete: made.verification_uri_complete,
        expiresInSeconds: made.expires_in,
        intervalSeconds: made.interval,
      }
    },
    async redeem(deviceCode) {
      const code = opened(deviceCode)
      if (code === null) return { state: 'code_expired' }
      try {
        const approved = await auth.api.deviceToken({
          body: { grant_type: GRANT, device_code: code, client_id: CLIENT },
        })
        // The session that came of it never leaves the server.
        const accountId = await endSession(sql, approved.access_token)
        return accountId ? { state: 'approved', accountId, label: approved.scope } : { state: 'code_expired' }
      } catch (error) {
        const state = isAPIError(error) && refusals[String(error.body?.error)]
        if (state) return { state }
        throw error
      }
    },
    async askingDevice(userCode, headers) {
      const asking = await answered(() => auth.api.deviceVerify({ query: { user_code: userCode }, headers }))
      // Without its name it was shown to somebody else first, and only they may answer.
      if (asking?.status !== 'pending' || !asking.scope) return { state: 'gone' }
      const expiresAt = await expiryOfCode(sql, userCode)
      if (!expiresAt) return { state: 'gone' }
      const askedAt = new Date(expiresAt.getTime() - PAIRING_MINUTES * 60_000)
      return { state: 'waiting', userCode, label: asking.scope, askedAt }
    },
    async answerDevice(userCode, answer, headers) {
      const body = { userCode }
      const done = await answered(() =>
        answer === 'approve'
          ? auth.api.deviceApprove({ body, headers })
          : auth.api.deviceDeny({ body, headers }),
      )
      return done !== null
    },
  }
}

/** null where better-auth refuses. */
async function answered<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask()
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return null
    throw error
  }
}
