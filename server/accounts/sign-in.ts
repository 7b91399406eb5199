import { isAPIError } from 'better-auth/api'
import type { Logger } from 'pino'
import type { Invitation } from '../../core/contract/member.ts'
import type { PeopleConfig } from '../config.ts'
import type { Clock } from '../db/clock.ts'
import type { Database } from '../db/database.ts'
import { type BetterAuth, openBetterAuth } from './better-auth.ts'
import { CODE_MINUTES } from './codes.ts'
import { pairingByCode } from './device-codes.ts'
import { invitationMail } from './invitation-mail.ts'
import { type Mail, openMail } from './mail.ts'
import type { People } from './people.ts'
import { signInMail } from './sign-in-mail.ts'

interface SignInDeps {
  database: Database
  clock: Pick<Clock, 'behind'>
  log: Logger
}

interface SignInOpened extends People {
  /** By e-mail where there is any; nobody waits for it, and one that is not sent is still shown in the panel. */
  tellInvited(invitation: Invitation): void
  close(): void
}

/** People who sign in, by better-auth. Loaded only where they do: it takes a moment. */
export function openSignIn(config: PeopleConfig, { database, clock, log }: SignInDeps): SignInOpened {
  const auth = openBetterAuth(config, { sql: database.sql, clock, log })
  const mail = config.mail && openMail(config.mail)
  return {
    publicUrl: config.publicUrl,
    byMail: mail !== null,
    byGoogle: config.google !== null,
    async sendCode(email) {
      if (!mail) return false
      return sendCode(auth, mail, config.publicUrl, log, email)
    },
    async signIn(email, code) {
      try {
        const { headers } = await auth.api.signInEmailOTP({ body: { email, otp: code }, returnHeaders: true })
        return { signedIn: true, cookies: headers.getSetCookie() }
      } catch (error) {
        if (!isAPIError(error)) throw error
        const why = error.body?.code === 'INVALID_OTP' ? 'wrong' : 'too_old'
        return { signedIn: false, why }
      }
    },
    async goToGoogle(path) {
      const back = `${config.publicUrl}${path}`
      const { response, headers } = await auth.api.signInSocial({
        body: { provider: 'google', callbackURL: back, errorCallbackURL: back, disableRedirect: true },
        returnHeaders: true,
      })
      if (!('url' in response) || !response.url) throw new Error('There is no way to Google.')
      return { url: response.url, cookies: headers.getSetCookie() }
    },
    backFromGoogle: request => auth.handler(request),
    async whoIs(headers) {
      const session = await auth.api.getSession({ headers })
      return session?.user.id ?? null
    },
    async signOut(headers) {
      const { headers: answered } = await auth.api.signOut({ headers, returnHeaders: true })
      return answered.getSetCookie()
    },
    ...pairingByCode(auth, config, database.sql),
    tellInvited(invitation) {
      const letter = { to: invitation.email, ...invitationMail(config.publicUrl, invitation) }
      mail?.send(letter).catch(error => notSent(log, error, 'an invitation could not be sent'))
    },
    close: () => mail?.close(),
  }
}

/** The same for an address that nobody has: from the answer nobody learns who has an account. */
async function sendCode(auth: BetterAuth, mail: Mail, server: string, log: Logger, email: string) {
  const code = await auth.api.createVerificationOTP({ body: { email, type: 'sign-in' } })
  try {
    await mail.send({ to: email, ...signInMail({ server, code, minutes: CODE_MINUTES }) })
    return true
  } catch (error) {
    notSent(log, error, 'a code could not be sent')
    return false
  }
}

/** What a mail server says may hold the address that was written to: of its refusal only the kind is logged. */
function notSent(log: Logger, error: unknown, what: string): void {
  const { code: kind, responseCode } = error as { code?: unknown; responseCode?: unknown }
  log.error({ kind, responseCode }, what)
}
