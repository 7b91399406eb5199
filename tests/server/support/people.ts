import { onTestFinished } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { openSignIn } from '../../../server/accounts/sign-in.ts'
import type { AppDeps } from '../../../server/app.ts'
import type { PeopleConfig } from '../../../server/config.ts'
import type { Clock } from '../../../server/db/clock.ts'
import { codeOf, type MailServer, mailServer } from '../../support/mail-server.ts'
import { HOST, openApi, type TestApi } from './api.ts'
import { testDatabase } from './database.ts'
import { log } from './log.ts'

/** Under which the tests' server is opened. */
export const SERVER = `http://${HOST}`

export interface PeopleApi {
  api: TestApi
  people: ReturnType<typeof openSignIn>
  mail: MailServer
  /** The code of the newest letter to this address. */
  codeFor(email: string): string
  config: PeopleConfig
}

/** The API of a server at which people sign in, with its mail server. */
export async function openPeopleApi(
  changes: Partial<PeopleConfig> = {},
  deps: Partial<AppDeps> = {},
  clock: Pick<Clock, 'behind'> = { behind: () => 0 },
): Promise<PeopleApi> {
  const mail = await mailServer()
  const config: PeopleConfig = {
    publicUrl: SERVER,
    secret: 'a secret of the tests that nobody else has 0123456789',
    mail: { smtpUrl: mail.url, from: 'Ownwords <post@example.org>' },
    google: null,
    ...changes,
  }
  const people = openSignIn(config, { database: await testDatabase(), clock, log })
  onTestFinished(() => people.close())
  const api = await openApi({ people, ...deps })
  return {
    api,
    people,
    mail,
    config,
    codeFor: email => codeOf(mail, email),
  }
}

/** An address that nobody had before. */
export const newAddress = (): string => `ada.${newId().slice(-12)}@example.org`

/** Signs in by a code; resolves to the browser's headers from then on. */
export async function signInAs({ people, codeFor }: PeopleApi, email: string): Promise<Headers> {
  if (!(await people.sendCode(email))) throw new Error('The code was not sent.')
  const answer = await people.signIn(email, codeFor(email))
  if (!answer.signedIn) throw new Error(`Not signed in: ${answer.why}`)
  return new Headers({ cookie: cookieHeader(answer.cookies) })
}

export const cookieHeader = (cookies: string[]): string =>
  cookies.map(cookie => cookie.split(';')[0]).join('; ')
