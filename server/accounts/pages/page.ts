import type { Context } from 'hono'
import { html } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ApiEnv } from '../../http/env.ts'
import type { People } from '../people.ts'

export type Markup = ReturnType<typeof html>

/** Above a page: what became of what was just done, or what is wrong with it. */
export interface Note {
  kind: 'done' | 'wrong'
  text: string
}

export interface Page {
  title: string
  note?: Note | null
  body: Markup
}

/** No script at all; forms go to this server, and from it to Google. */
const policy = (people: People) =>
  [
    "default-src 'none'",
    "style-src 'self'",
    `form-action 'self'${people.byGoogle ? ' https://accounts.google.com' : ''}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Answers with a page of the account's. */
export function showPage(
  c: Context<ApiEnv>,
  people: People,
  { title, note, body }: Page,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Ownwords</title>
<link rel="stylesheet" href="/account/style.css">
</head>
<body>
<main class="page">
<div class="brand"><b>Ownwords</b><span>${new URL(people.publicUrl).host}</span></div>
${note ? html`<p class="note ${note.kind === 'wrong' ? 'bad' : ''}" role="${note.kind === 'wrong' ? 'alert' : 'status'}">${note.text}</p>` : ''}
${body}
</main>
</body>
</html>
`
  return c.html(page, status, {
    'Content-Security-Policy': policy(people),
    // Without it the browser would send `Origin: null` with the forms, which tells nothing of where they are from.
    'Referrer-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  })
}

/** For whatever a form could not do. */
export const failedPage = (title: string, detail: string): Page => ({
  title,
  body: html`<h1>${title}</h1>
<p role="alert">${detail}</p>
<p class="foot"><a href="/account">To your account</a></p>`,
})

/** How long ago, in words that need no time zone. */
export function ago(then: Date, now: number): string {
  const minutes = Math.max(0, Math.floor((now - then.getTime()) / 60_000))
  if (minutes < 1) return 'just now'
  if (minutes < 60) return minutes === 1 ? 'a minute ago' : `${minutes} minutes ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return hours === 1 ? 'an hour ago' : `${hours} hours ago`
  const days = Math.floor(hours / 24)
  return days === 1 ? 'yesterday' : `${days} days ago`
}
