import { html } from 'hono/html'
import type { Invitation } from '../../core/contract/member.ts'
import type { Letter } from './mail.ts'

/** In a subject and in a sentence: one line, whatever somebody called themselves or their project. */
const line = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 100)

/**
 * What somebody gets who is invited, whether they have been here or not. No link in it that accepts: the panel shows the
 * invitation to whoever signs in with the address.
 */
export function invitationMail(
  server: string,
  { projectTitle, invitedBy, role, email, expiresAt }: Invitation,
): Omit<Letter, 'to'> {
  const name = new URL(server).host
  const [who, title] = [line(invitedBy), line(projectTitle)]
  const what = role === 'editor' ? 'write in' : 'read'
  const until = expiresAt.slice(0, 10)
  const how = `Open the Ownwords extension, add the server ${server}, sign in with ${email} and accept. It counts until ${until}.`
  const otherwise = 'If you do not know them, do nothing: without you nothing happens.'
  const said = `${who} invites you to ${what} their project “${title}” in Ownwords at ${name}.`
  const page = html`<!doctype html>
<html lang="en"><body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif">
<p>${said}</p>
<p>${how}</p>
<p style="color:#666">${otherwise}</p>
</body></html>`
  return {
    subject: `${who} invites you to “${title}”`,
    text: [said, '', how, '', otherwise, ''].join('\n'),
    html: String(page),
  }
}
