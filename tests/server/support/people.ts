import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { openSignIn } from '../../../server/accounts/sign-in.ts'
import type { AppDeps } from '../../../server/app.ts'
import type { PeopleConfig } from '../../../server/config.ts'
import type { Clock } from '../../../server/db/clock.ts'
import { HOST, openApi, type TestApi } from './api.ts'
import { testDatabase } from './database.ts'
import { log } from './log.ts'

/** Under which the tests' server is opened. */
export const SERVER = `http://${HOST}`

export interface MailServer {
  url: string
  /** As they came over the wire, with the address that each was for. */
  letters: { to: string; raw: string }[]
  /** Refuses what comes from now on. */
  refuse(): void
}

/** A real SMTP server on the loopback, until the test is over. */
export async function mailServer(): Promise<MailServer> {
  const letters: MailServer['letters'] = []
  let refusing = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      refusing ? done(Object.assign(new Error('No room'), { responseCode: 452 })) : done(),
    onData(stream, session, done) {
      let raw = ''
      stream.setEncoding('utf8')
      stream.on('data', chunk => {
        raw += chunk
      })
      stream.on('end', () => {
        letters.push({ to: session.envelope.rcptTo[0]!.address, raw })
        done()
      })
    },
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>(resolve => server.close(resolve)))
  const { port } = server.server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    refuse() {
      refusing = true
    },
  }
}

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
    codeFor(email) {
      const letter = mail.letters.findLast(({ to }) => to === email)
      const code = letter && /^\s+(\d{4}) (\d{4})\s*$/m.exec(letter.raw)
      if (!code) throw new Error(`No code was sent to ${email}.`)
      return `${code[1]}${code[2]}`
    },
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
