import { html } from 'hono/html'
import type { Letter } from './mail.ts'

interface Code {
  /** The server's address. */
  server: string
  code: string
  minutes: number
}

/** The code in two halves, as it is easier to read; it may be typed with the space or without. */
const halves = (code: string) => `${code.slice(0, code.length / 2)} ${code.slice(code.length / 2)}`

/** What somebody gets who wants to sign in. No link in it: who forwards it by mistake, or opens it elsewhere, lets nobody in. */
export function signInMail({ server, code, minutes }: Code): Omit<Letter, 'to'> {
  const name = new URL(server).host
  const shown = halves(code)
  const text = [
    `Your code for Ownwords at ${name}:`,
    '',
    `    ${shown}`,
    '',
    `Type it on the page that asked for it. It works once, for ${minutes} minutes.`,
    '',
    'If you did not ask for it, do nothing: without the code nothing happens. Never give it to anybody who asks for it.',
    '',
  ].join('\n')
  const page = html`<!doctype html>
<html lang="en"><body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif">
<p>Your code for Ownwords at <b>${name}</b>:</p>
<p style="font:600 28px/1.2 ui-monospace,monospace;letter-spacing:2px">${shown}</p>
<p>Type it on the page that asked for it. It works once, for ${minutes} minutes.</p>
<p style="color:#666">If you did not ask for it, do nothing: without the code nothing happens. Never give it to anybody who asks for it.</p>
</body></html>`
  return { subject: `${shown} is your Ownwords code`, text, html: String(page) }
}
