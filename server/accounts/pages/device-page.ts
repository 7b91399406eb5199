import { html } from 'hono/html'
import { shownCode } from '../../../core/contract/user-code.ts'
import type { AskingDevice } from '../people.ts'
import { ago, type Note, type Page } from './page.ts'

/** For a code that is typed, where the device could not open the page by itself. */
export const codeOfDevicePage = (note: Note | null = null): Page => ({
  title: 'Pair a device',
  note,
  body: html`<h1>Pair a device</h1>
<p>Type the code that the Ownwords panel shows.</p>
<form method="get" action="/account/device">
<label>The code in the panel
<input class="code" name="user_code" required maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false" autofocus></label>
<button>Go on</button>
</form>`,
})

export const devicePage = (
  { userCode, label, askedAt }: AskingDevice & { state: 'waiting' },
  email: string | null,
  now: number,
): Page => ({
  title: 'Pair a device',
  body: html`<h1>Let this device into your account?</h1>
<div class="device">
<b>${label}</b>
<small>Asked ${ago(askedAt, now)}</small>
<span class="code">${shownCode(userCode)}</span>
</div>
<p class="note">Approve only if you asked for it yourself and your panel shows this very code. The device can then read and change all of your work, until you revoke it.</p>
<form method="post" action="/account/device">
<input type="hidden" name="user_code" value="${userCode}">
<button name="answer" value="approve">Approve</button>
<button class="quiet" name="answer" value="refuse">Refuse</button>
</form>
<p class="foot">You are signed in${email ? html` as <b>${email}</b>` : ''}. <a href="/account">To your account</a></p>`,
})

export const answeredPage = (answer: 'approve' | 'refuse'): Page => ({
  title: answer === 'approve' ? 'Paired' : 'Refused',
  body:
    answer === 'approve'
      ? html`<h1>The device is paired</h1>
<p>Go back to the panel: in a few seconds it is in your account. You can close this page.</p>
<p class="foot"><a href="/account">See your devices</a></p>`
      : html`<h1>The device is refused</h1>
<p>It gets nothing of yours. If you did not ask for it, somebody else did and hoped that you approve: there is nothing more to do.</p>
<p class="foot"><a href="/account">To your account</a></p>`,
})

/** Unknown, too old, answered or somebody else's: which of them is nobody's business. */
export const GONE: Note = {
  kind: 'wrong',
  text: 'No device waits with this code. It may be too old, or answered already: let the panel show a new one.',
}
