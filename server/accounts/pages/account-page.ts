import { html } from 'hono/html'
import type { Account, Device } from '../../../core/contract/account.ts'
import { ago, type Note, type Page } from './page.ts'

const used = ({ lastUsedAt, createdAt }: Device, now: number) =>
  lastUsedAt
    ? `Used ${ago(new Date(lastUsedAt), now)}`
    : `Paired ${ago(new Date(createdAt), now)}, never used`

export const accountPage = (account: Account, devices: Device[], now: number, note: Note | null): Page => ({
  title: 'Your account',
  note,
  body: html`<h1>Your account</h1>
<p>You are signed in as <b>${account.email}</b>.</p>
<section>
<h2>Name</h2>
<form class="row" method="post" action="/account/name">
<input name="name" aria-label="Name" value="${account.name ?? ''}" required maxlength="100" autocomplete="name">
<button class="quiet">Save</button>
</form>
<small>Whom you share a project with sees it.</small>
</section>
<section>
<h2>Devices</h2>
${
  devices.length === 0
    ? html`<p>None is paired. In the Ownwords panel add this server, and approve the code that it shows.</p>`
    : html`<ul>${devices.map(
        device => html`<li class="row"><div>${device.label}<small>${used(device, now)}</small></div>
<form method="post" action="/account/devices"><input type="hidden" name="id" value="${device.id}">
<button class="quiet" aria-label="Revoke ${device.label}">Revoke</button></form></li>`,
      )}</ul>`
}
<p><a href="/account/device">Type the code of a device</a></p>
</section>
<section>
<h2>Sign out</h2>
<div class="acts">
<form method="post" action="/account/sign-out"><button class="quiet">Sign out here</button></form>
<form method="post" action="/account/sign-out-everywhere"><button class="bad">Sign out everywhere</button></form>
</div>
<small>Everywhere: all browsers and all devices. Each has to be paired again; your work stays.</small>
</section>
<section>
<h2>Delete the account</h2>
<p>All of it, for ever: projects, sources, voices, devices, and what you share. Nobody can bring it back.</p>
<form method="post" action="/account/delete">
<label>Type <b>${account.email}</b> to delete everything
<input name="email" required maxlength="254" autocomplete="off" spellcheck="false"></label>
<button class="bad">Delete everything</button>
</form>
</section>`,
})

/** What a page says after something was done, by the word that its address carries. */
export const doneNotes: Readonly<Record<string, string>> = {
  named: 'The name is saved.',
  revoked: 'The device is out. To come in again it has to be paired anew.',
  deleted: 'The account is deleted, with everything that was in it.',
  'signed-out': 'You are signed out.',
  'signed-out-everywhere': 'You are signed out everywhere, on all browsers and devices.',
}
