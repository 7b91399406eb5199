import { createTransport } from 'nodemailer'

export interface Letter {
  to: string
  subject: string
  text: string
  html: string
}

export interface Mail {
  /** Rejects where the mail server does not take it. */
  send(letter: Letter): Promise<void>
  close(): void
}

/** Somebody waits before a page for it. */
const PATIENCE_MS = 15_000

/** By SMTP. Nothing is connected before the first letter, so that a mail server which is away keeps nobody from starting. */
export function openMail({ smtpUrl, from }: { smtpUrl: string; from: string }): Mail {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl)
  const secure = protocol === 'smtps:'
  const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    // A password, and a code that lets somebody in, cross no network unencrypted.
    requireTLS: !secure && !loopback && username !== '',
    ignoreTLS: loopback && !secure,
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    pool: true,
    maxConnections: 2,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(letter) {
      await transport.sendMail({ from, ...letter, headers: { 'Auto-Submitted': 'auto-generated' } })
    },
    close: () => transport.close(),
  }
}
