import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

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

/** The code to sign in with of the newest letter to an address. @throws where none came */
export function codeOf({ letters }: Pick<MailServer, 'letters'>, email: string): string {
  const letter = letters.findLast(({ to }) => to === email)
  const code = letter && /^\s+(\d{4}) (\d{4})\s*$/m.exec(letter.raw)
  if (!code) throw new Error(`No code was sent to ${email}.`)
  return `${code[1]}${code[2]}`
}
