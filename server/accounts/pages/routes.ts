import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AccountDraft } from '../../../core/contract/account.ts'
import { Id } from '../../../core/contract/id.ts'
import type { Problem } from '../../../core/contract/problem.ts'
import type { Database } from '../../db/database.ts'
import type { ApiEnv } from '../../http/env.ts'
import { bodyWithinLimit } from '../../http/limits.ts'
import { ApiError, answerProblem } from '../../http/problem.ts'
import { RateLimit } from '../../http/rate-limit.ts'
import type { Runs } from '../../runs/runs.ts'
import {
  accountOf,
  deleteAccount,
  devicesOf,
  renameAccount,
  revokeDevice,
  signOutEverywhere,
} from '../accounts.ts'
import type { Cookies, People } from '../people.ts'
import { accountPage, doneNotes } from './account-page.ts'
import { answeredPage, codeOfDevicePage, devicePage, GONE } from './device-page.ts'
import { Email, pathOf, readForm, UserCode } from './form.ts'
import { failedPage, type Note, showPage } from './page.ts'
import { codePage, signInPage } from './sign-in-pages.ts'
import { STYLE } from './style.ts'

export interface AccountPagesDeps {
  database: Database
  runs: Pick<Runs, 'cancelAll'>
  people: People
  /** Milliseconds since 1970. */
  clock: () => number
}

/** Forms a minute of one address; behind it there may be a whole office. */
const FORMS = 120
/** Mails a minute to one address: who signs in on a few devices gets a code for each, but nobody’s box is filled. */
const MAILS = 3
const FORM_BYTES = 8 * 1024

/** What the page's address says of what was before. */
function noteOf(c: Context<ApiEnv>): Note | null {
  if (c.req.query('error') !== undefined)
    return { kind: 'wrong', text: 'Google did not sign you in. Nothing was changed: try again.' }
  const text = doneNotes[c.req.query('done') ?? '']
  return text ? { kind: 'done', text } : null
}

function goOn(c: Context<ApiEnv>, path: string, cookies: Cookies = []): Response {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
  c.header('Cache-Control', 'no-store')
  return c.redirect(path, 303)
}

/** The pages on which somebody signs in, approves devices and keeps the account: plain forms, without a script. */
export function accountPages({ database, runs, people, clock }: AccountPagesDeps) {
  const { sql } = database
  const pages = new Hono<ApiEnv>()
  pages.onError(async (error, c) => {
    const problem = answerProblem(error, c)
    const { title, detail } = (await problem.json()) as Problem
    const retry = problem.headers.get('retry-after')
    if (retry) c.header('Retry-After', retry)
    return showPage(c, people, failedPage(title, detail), problem.status as ApiError['status'])
  })

  const forms = new RateLimit('forms', FORMS, clock)
  const mails = new RateLimit('mails', MAILS, clock)
  const small = bodyWithinLimit(FORM_BYTES, 'This form holds more than it can be asked for.')
  const form = async <Shape extends z.ZodType>(c: Context<ApiEnv>, shape: Shape) => {
    forms.count(c, c.get('client').key)
    return readForm(c, people, shape)
  }
  /** What only somebody may do who is signed in; who is not any more is asked to sign in. */
  const signedIn = async (c: Context<ApiEnv>, act: (accountId: string) => Promise<Response>) => {
    const accountId = await people.whoIs(c.req.raw.headers)
    return accountId ? act(accountId) : goOn(c, '/account')
  }

  return pages
    .get('/account/style.css', c =>
      c.body(STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'no-cache' }),
    )
    .get('/account', async (c, next) => {
      // With a token it is the API's question at the same address.
      const page = c.req.header('accept')?.includes('text/html') && !c.req.header('authorization')
      if (!page) return next()
      const accountId = await people.whoIs(c.req.raw.headers)
      const note = noteOf(c)
      if (!accountId) return showPage(c, people, signInPage({ people, userCode: null, note }))
      const [account, devices] = [await accountOf(sql, accountId), await devicesOf(sql, accountId, null)]
      return showPage(c, people, accountPage(account, devices, clock(), note))
    })
    .post('/account/code', small, async c => {
      const { email, user_code: userCode } = await form(c, z.object({ email: Email, user_code: UserCode }))
      mails.count(c, email)
      if (await people.sendCode(email)) return showPage(c, people, codePage({ userCode, email }))
      const text =
        'The mail could not be sent, so there is no code. Try again in a few minutes; if it stays, tell whoever keeps this server.'
      return showPage(c, people, signInPage({ people, userCode, email, note: { kind: 'wrong', text } }), 502)
    })
    .post('/account/sign-in', small, async c => {
      const shape = z.object({ email: Email, code: z.string().max(20), user_code: UserCode })
      const { email, code, user_code: userCode } = await form(c, shape)
      const answer = await people.signIn(email, code.replace(/\D/g, ''))
      if (answer.signedIn) return goOn(c, pathOf(userCode), answer.cookies)
      const text =
        answer.why === 'wrong'
          ? 'This is not the code. Type the one of the newest mail; after a few wrong tries it is worth nothing.'
          : 'This code is too old, or was typed wrong too often. Send another one.'
      return showPage(c, people, codePage({ userCode, email, note: { kind: 'wrong', text } }), 400)
    })
    .post('/account/google', small, async c => {
      const { user_code: userCode } = await form(c, z.object({ user_code: UserCode }))
      if (!people.byGoogle) throw new ApiError('not_found', 'Nobody signs in by Google here.')
      const { url, cookies } = await people.goToGoogle(pathOf(userCode))
      return goOn(c, url, cookies)
    })
    .get('/auth/callback/google', async c =>
      people.byGoogle ? people.backFromGoogle(c.req.raw) : c.redirect('/account', 303),
    )
    .get('/account/device', async c => {
      const userCode = UserCode.safeParse(c.req.query('user_code')).data ?? null
      const accountId = await people.whoIs(c.req.raw.headers)
      if (!accountId) return showPage(c, people, signInPage({ people, userCode, note: noteOf(c) }))
      if (!userCode) return showPage(c, people, codeOfDevicePage())
      const device = await people.askingDevice(userCode, c.req.raw.headers)
      if (device.state === 'gone') return showPage(c, people, codeOfDevicePage(GONE), 404)
      const { email } = await accountOf(sql, accountId)
      return showPage(c, people, devicePage(device, email, clock()))
    })
    .post('/account/device', small, async c => {
      const shape = z.object({ user_code: UserCode, answer: z.enum(['approve', 'refuse']) })
      const { user_code: userCode, answer } = await form(c, shape)
      if (!(await people.whoIs(c.req.raw.headers))) return goOn(c, pathOf(userCode))
      const answered = userCode !== null && (await people.answerDevice(userCode, answer, c.req.raw.headers))
      return answered
        ? showPage(c, people, answeredPage(answer))
        : showPage(c, people, codeOfDevicePage(GONE), 404)
    })
    .post('/account/name', small, async c => {
      const draft = await form(c, AccountDraft)
      return signedIn(c, async accountId => {
        await renameAccount(sql, accountId, draft)
        return goOn(c, '/account?done=named')
      })
    })
    .post('/account/devices', small, async c => {
      const { id } = await form(c, z.object({ id: Id }))
      return signedIn(c, async accountId => {
        await revokeDevice(sql, accountId, id)
        return goOn(c, '/account?done=revoked')
      })
    })
    .post('/account/sign-out', small, async c => {
      await form(c, z.object({}))
      return goOn(c, '/account?done=signed-out', await people.signOut(c.req.raw.headers))
    })
    .post('/account/sign-out-everywhere', small, async c => {
      await form(c, z.object({}))
      return signedIn(c, async accountId => {
        await signOutEverywhere(sql, accountId)
        return goOn(c, '/account?done=signed-out-everywhere', await people.signOut(c.req.raw.headers))
      })
    })
    .post('/account/delete', small, async c => {
      const { email } = await form(c, z.object({ email: z.string().max(254) }))
      return signedIn(c, async accountId => {
        const account = await accountOf(sql, accountId)
        if (email.trim().toLowerCase() !== account.email)
          throw new ApiError(
            'invalid_request',
            'This is not the address of the account, so nothing was deleted. Go back and type it as the page shows it.',
          )
        await deleteAccount(database, runs, accountId)
        return goOn(c, '/account?done=deleted', await people.signOut(c.req.raw.headers))
      })
    })
}
