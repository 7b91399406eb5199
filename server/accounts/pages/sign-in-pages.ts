import { html } from 'hono/html'
import { CODE_MINUTES } from '../codes.ts'
import type { People } from '../people.ts'
import type { Note, Page } from './page.ts'

const keep = (userCode: string | null) =>
  userCode ? html`<input type="hidden" name="user_code" value="${userCode}">` : ''

interface SignIn {
  people: People
  /** Of the device that waits for whoever signs in. */
  userCode: string | null
  email?: string
  note?: Note | null
}

export const signInPage = ({ people, userCode, email = '', note }: SignIn): Page => ({
  title: 'Sign in',
  note,
  body: html`<h1>${userCode ? 'Sign in to pair your device' : 'Sign in'}</h1>
<p>${userCode ? 'Then you see which device asks, and decide. ' : ''}Who is here for the first time gets an account.</p>
${
  people.byMail
    ? html`<form method="post" action="/account/code">
${keep(userCode)}
<label>Your e-mail address
<input type="email" name="email" value="${email}" required maxlength="254" autocomplete="email" autofocus></label>
<button>Send me a code</button>
</form>`
    : ''
}
${
  people.byGoogle
    ? html`<form method="post" action="/account/google">
${keep(userCode)}
<button class="${people.byMail ? 'quiet' : ''}">Continue with Google</button>
</form>`
    : ''
}`,
})

/** Says the same for every address: nobody learns here who has an account. */
export const codePage = ({ userCode, email, note }: Omit<SignIn, 'people'> & { email: string }): Page => ({
  title: 'Your code',
  note,
  body: html`<h1>Look in your mail</h1>
<p>A code is on its way to <b>${email}</b>. It works once, for ${CODE_MINUTES} minutes. If it isn’t there in a minute, look among the spam.</p>
<form method="post" action="/account/sign-in">
${keep(userCode)}
<input type="hidden" name="email" value="${email}">
<label>The code from the mail
<input class="code" name="code" required maxlength="20" inputmode="numeric" autocomplete="one-time-code" spellcheck="false" autofocus></label>
<button>Sign in</button>
</form>
<form method="post" action="/account/code">
${keep(userCode)}
<input type="hidden" name="email" value="${email}">
<button class="quiet">Send another code</button>
</form>
<p class="foot"><a href="${userCode ? `/account/device?user_code=${userCode}` : '/account'}">Use another address</a></p>`,
})
