import { beforeAll, expect, it, vi } from 'vitest'
import { type Device, DeviceCode } from '../../../core/contract/account.ts'
import { Pairing } from '../../../core/contract/server.ts'
import { shownCode } from '../../../core/contract/user-code.ts'
import { openApi, problemOf } from '../support/api.ts'
import { openBrowser, signInOnPage } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { newAddress, openPeopleApi, type PeopleApi, SERVER } from '../support/people.ts'

beforeAll(async () => {
  await testDatabase()
})

async function beginPairing({ api }: PeopleApi, label = 'Chrome on Ada’s laptop') {
  const answer = await api.ask('/pair/codes', { method: 'POST', json: { label } })
  return DeviceCode.parse(await answer.json())
}
const askForToken = ({ api }: PeopleApi, { deviceCode }: DeviceCode) =>
  api.ask('/pair/codes/token', { method: 'POST', json: { deviceCode } })
const pathOf = (url: string) => url.replace(SERVER, '')

it('takes a device from its code to a token and out again, by the pages alone', async () => {
  const ours = await openPeopleApi()
  const browser = openBrowser(ours)
  const email = newAddress()
  const code = await beginPairing(ours)
  const path = pathOf(code.verificationUriComplete)

  const first = await browser.open(path)
  expect(first).toMatchObject({ status: 200 })
  expect(first.text).toContain('Sign in to pair your device')
  const asked = await browser.send(first, '/account/code', { email: ` ${email.toUpperCase()} ` })
  expect(asked.text).toContain(email)
  expect(ours.mail.letters.map(({ to }) => to)).toEqual([email])
  const device = await browser.send(asked, '/account/sign-in', { code: ours.codeFor(email) })
  expect(device.url).toBe(`${SERVER}${path}`)
  expect(device.text).toContain('Chrome on Ada’s laptop Asked just now')
  expect(device.text).toContain(shownCode(code.userCode))
  const paired = await browser.send(device, '/account/device', { answer: 'approve' })
  expect(paired).toMatchObject({ status: 200 })
  expect(paired.text).toContain('The device is paired')

  const { token } = Pairing.parse(await (await askForToken(ours, code)).json())
  const account = async () => (await ours.api.ask('/account', { token })).json()
  expect(await account()).toMatchObject({ kind: 'person', email, name: null })

  const named = await browser.send(await browser.open('/account'), '/account/name', { name: 'Ada <b>' })
  expect(named.text).toContain('The name is saved.')
  expect(named.html).toContain('value="Ada &lt;b&gt;"')
  expect(await account()).toMatchObject({ name: 'Ada <b>' })

  const [one] = (await (await ours.api.ask('/devices', { token })).json()) as Device[]
  const revoked = await browser.send(named, '/account/devices', { id: one!.id })
  expect(revoked.text).toContain('The device is out.')
  expect(revoked.text).toContain('None is paired.')
  expect(await problemOf(await ours.api.ask('/account', { token }))).toMatchObject({ status: 401 })
})

it('pairs by a code that is typed, however it is written', async () => {
  const ours = await openPeopleApi()
  const browser = openBrowser(ours)
  await signInOnPage(ours, browser, newAddress())
  const code = await beginPairing(ours)
  const typed = `${code.userCode.slice(0, 4)}-${code.userCode.slice(4)}`.toLowerCase()
  expect((await browser.open('/account/device')).html).toContain('name="user_code"')
  const device = await browser.open(`/account/device?user_code=${typed}`)
  expect(device.text).toContain(shownCode(code.userCode))
  const refused = await browser.send(device, '/account/device', { answer: 'refuse' })
  expect(refused.text).toContain('The device is refused')
  expect(await problemOf(await askForToken(ours, code))).toMatchObject({ code: 'code_refused' })
  const again = await browser.send(device, '/account/device', { answer: 'approve' })
  expect(again).toMatchObject({ status: 404 })
  expect(again.text).toContain('No device waits with this code.')
})

it('signs out here, and everywhere with each browser and device', async () => {
  const ours = await openPeopleApi()
  const email = newAddress()
  const [desk, phone] = [openBrowser(ours), openBrowser(ours)]
  await signInOnPage(ours, phone, email)
  const code = await beginPairing(ours)
  const device = await signInOnPage(ours, desk, email, pathOf(code.verificationUriComplete))
  await desk.send(device, '/account/device', { answer: 'approve' })
  const { token } = Pairing.parse(await (await askForToken(ours, code)).json())

  const out = await desk.send(await desk.open('/account'), '/account/sign-out')
  expect(out.text).toContain('You are signed out.')
  expect((await desk.open('/account')).text).toContain('Send me a code')
  expect((await phone.open('/account')).text).toContain(email)
  expect((await ours.api.ask('/account', { token })).status).toBe(200)

  await signInOnPage(ours, desk, email)
  const everywhere = await desk.send(await desk.open('/account'), '/account/sign-out-everywhere')
  expect(everywhere.text).toContain('You are signed out everywhere')
  expect((await desk.open('/account')).text).toContain('Send me a code')
  expect((await phone.open('/account')).text).toContain('Send me a code')
  expect((await ours.api.ask('/account', { token })).status).toBe(401)
})

it('refuses wrong codes in words, and after a few the right one too', async () => {
  const ours = await openPeopleApi()
  const browser = openBrowser(ours)
  const email = newAddress()
  const page = await browser.send(await browser.open('/account'), '/account/code', { email })
  const right = ours.codeFor(email)
  const wrong = right.replace(/./, digit => (digit === '1' ? '2' : '1'))
  for (let n = 0; n < 5; n++) {
    const answer = await browser.send(page, '/account/sign-in', { code: wrong })
    expect(answer).toMatchObject({ status: 400 })
    expect(answer.text).toContain('This is not the code.')
  }
  const answer = await browser.send(page, '/account/sign-in', { code: right })
  expect(answer).toMatchObject({ status: 400 })
  expect(answer.text).toContain('Send another one.')
  expect(browser.cookies.size).toBe(0)
  const another = await browser.send(answer, '/account/code')
  const code = ours.codeFor(email)
  expect((await browser.send(another, '/account/sign-in', { code })).text).toContain(email)
})

it('lets a code in once, typed in two halves', async () => {
  const ours = await openPeopleApi()
  const [first, second] = [openBrowser(ours), openBrowser(ours)]
  const email = newAddress()
  const page = await first.send(await first.open('/account'), '/account/code', { email })
  const code = ours.codeFor(email).replace(/^(.{4})/, '$1 ')
  expect((await first.send(page, '/account/sign-in', { code })).text).toContain('You are signed in')
  expect(await second.send(page, '/account/sign-in', { code })).toMatchObject({ status: 400 })
})

it('says the same to an address with an account and to one without', async () => {
  const ours = await openPeopleApi()
  const [known, unknown] = [newAddress(), newAddress()]
  await signInOnPage(ours, openBrowser(ours), known)
  const browser = openBrowser(ours)
  const answers = []
  for (const email of [known, unknown]) {
    const page = await browser.send(await browser.open('/account'), '/account/code', { email })
    const wrong = await browser.send(page, '/account/sign-in', { code: '00000000' })
    answers.push([page.status, wrong.status, `${page.html}${wrong.html}`.replaceAll(email, 'X')])
  }
  expect(answers[0]).toEqual(answers[1])
})

it('says that a mail could not be sent, and leaves no address in the log', async () => {
  const ours = await openPeopleApi()
  const browser = openBrowser(ours)
  ours.mail.refuse()
  const email = newAddress()
  const answer = await browser.send(await browser.open('/account'), '/account/code', { email })
  expect(answer).toMatchObject({ status: 502 })
  expect(answer.text).toContain('The mail could not be sent')
  expect(answer.html).toContain(`value="${email}"`)
  expect(ours.api.log()).not.toContain(email)
})

it('sends nobody more than three mails a minute', async () => {
  const ours = await openPeopleApi({}, { clock: () => 0 })
  const browser = openBrowser(ours)
  const email = newAddress()
  const start = await browser.open('/account')
  const send = () => browser.send(start, '/account/code', { email })
  for (let n = 0; n < 3; n++) expect((await send()).status).toBe(200)
  const fourth = await send()
  expect(fourth).toMatchObject({ status: 429 })
  expect(fourth.headers.get('retry-after')).toBe('60')
  expect(fourth.text).toContain('Try again in 60 s.')
  expect(ours.mail.letters).toHaveLength(3)
})

it.each([
  '/account/code',
  '/account/sign-in',
  '/account/google',
  '/account/device',
  '/account/name',
  '/account/devices',
  '/account/sign-out',
  '/account/sign-out-everywhere',
  '/account/delete',
])('takes %s from its own pages only', async action => {
  const ours = await openPeopleApi()
  const browser = openBrowser(ours)
  const email = newAddress()
  await signInOnPage(ours, browser, email)
  for (const origin of [null, 'null', 'https://evil.example', 'http://localhost:8787']) {
    const answer = await browser.forge(
      action,
      { email: newAddress(), name: 'Eve', answer: 'approve' },
      origin,
    )
    expect(answer.status, `${origin}`).toBe(403)
  }
  expect((await browser.open('/account')).text).toContain(email)
  expect(ours.mail.letters).toHaveLength(1)
})

it('keeps the session from scripts, from other sites and from unencrypted ways, and the pages from frames', async () => {
  const publicUrl = 'https://ownwords.example.org'
  const ours = await openPeopleApi({ publicUrl })
  const email = newAddress()
  const form = (path: string, fields: Record<string, string>) =>
    ours.api.ask(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { origin: publicUrl, 'content-type': 'application/x-www-form-urlencoded' },
    })
  const page = await form('/account/code', { email })
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  )
  expect(page.headers.get('referrer-policy')).toBe('same-origin')
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.headers.get('x-frame-options')).toBe('DENY')
  expect(await page.text()).not.toMatch(/<script|style=|\son\w+=/)
  const answer = await form('/account/sign-in', { email, code: ours.codeFor(email) })
  expect(answer.status).toBe(303)
  const cookies = answer.headers.getSetCookie()
  expect(cookies.length).toBeGreaterThan(0)
  for (const cookie of cookies) expect(cookie).toMatch(/^__Secure-.*; HttpOnly; Secure; SameSite=Lax$/)
  expect((await ours.api.ask('/about')).headers.get('referrer-policy')).toBe('no-referrer')
})

it('answers at /account with the page to a browser alone, and only where people sign in', async () => {
  const ours = await openPeopleApi()
  const accept = { accept: 'text/html' }
  expect((await ours.api.ask('/account', { headers: accept })).status).toBe(200)
  expect((await ours.api.ask('/account')).status).toBe(401)
  expect((await ours.api.ask('/account', { token: 'a'.repeat(43), headers: accept })).status).toBe(401)
  const local = await openApi()
  expect(await problemOf(await local.ask('/account', { headers: accept }))).toMatchObject({ status: 401 })
  expect((await local.ask('/account/device')).status).toBe(401)
  const style = await ours.api.ask('/account/style.css')
  expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8')
})

const google = { clientId: 'our-client', clientSecret: 'our-secret' }

/** Google, as far as better-auth asks it; resolves to what it was asked for a token with. */
function standInForGoogle(email: string, subject: string) {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { sub: subject, email, email_verified: true, name: 'Ada Lovelace', aud: google.clientId }
  const questions: URLSearchParams[] = []
  vi.stubGlobal('fetch', async (url: string | URL | Request, init?: RequestInit) => {
    const { href } = new URL(url instanceof Request ? url.url : url)
    if (href !== 'https://oauth2.googleapis.com/token') throw new Error(`A test asked ${href}`)
    questions.push(new URLSearchParams(String(init?.body)))
    const id_token = `${part({ alg: 'none' })}.${part(claims)}.${part('')}`
    return Response.json({ access_token: 'planted-access', token_type: 'Bearer', expires_in: 3600, id_token })
  })
  return questions
}

it('signs in by Google, comes back to the device that waits, and keeps none of Google’s tokens', async () => {
  const ours = await openPeopleApi({ google, mail: null })
  const browser = openBrowser(ours)
  const email = newAddress()
  const code = await beginPairing(ours)
  const start = await browser.open(pathOf(code.verificationUriComplete))
  expect(start.html).not.toContain('/account/code')
  expect(start.headers.get('content-security-policy')).toContain(
    "form-action 'self' https://accounts.google.com;",
  )
  const { url, status } = await browser.send(start, '/account/google')
  const there = new URL(url)
  expect([status, there.origin]).toEqual([303, 'https://accounts.google.com'])
  const asked = there.searchParams
  expect(asked.get('client_id')).toBe(google.clientId)
  expect(asked.get('redirect_uri')).toBe(`${SERVER}/auth/callback/google`)
  expect(asked.get('code_challenge_method')).toBe('S256')

  const questions = standInForGoogle(email, `google-${email}`)
  try {
    const back = `/auth/callback/google?code=from-google&state=${encodeURIComponent(asked.get('state')!)}`
    // Somebody else's browser, with a link that was sent to it, is signed in by nobody.
    const other = openBrowser(ours)
    const stolen = await other.open(back)
    expect(stolen.text).toContain('Google did not sign you in.')
    const device = await browser.open(back)
    expect(device.text).toContain(shownCode(code.userCode))
  } finally {
    vi.unstubAllGlobals()
  }
  expect(questions.at(-1)!.get('code')).toBe('from-google')
  expect(questions.at(-1)!.get('code_verifier')).toMatch(/^[\w-]{43,128}$/)
  expect((await browser.open('/account')).html).toContain('value="Ada Lovelace"')
  const { sql } = await testDatabase()
  const kept = await sql`
    select access_token, refresh_token, id_token from auth_identity where subject = ${`google-${email}`}`
  expect([...kept]).toEqual([{ access_token: null, refresh_token: null, id_token: null }])
})

it('says that Google did not sign somebody in who went back there', async () => {
  const ours = await openPeopleApi({ google })
  const browser = openBrowser(ours)
  const { url } = await browser.send(await browser.open('/account'), '/account/google')
  const state = new URL(url).searchParams.get('state')!
  const page = await browser.open(
    `/auth/callback/google?error=access_denied&state=${encodeURIComponent(state)}`,
  )
  expect(page.text).toContain('Google did not sign you in.')
  expect(page.text).toContain('Send me a code')
})

it('deletes the account of whoever types its address, and of nobody else', async () => {
  const ours = await openPeopleApi()
  const browser = openBrowser(ours)
  const email = newAddress()
  const page = await signInOnPage(ours, browser, email)
  const mistyped = await browser.send(page, '/account/delete', { email: newAddress() })
  expect(mistyped).toMatchObject({ status: 400 })
  expect(mistyped.text).toContain('nothing was deleted')
  const deleted = await browser.send(await browser.open('/account'), '/account/delete', { email })
  expect(deleted.text).toContain('The account is deleted')
  const { sql } = await testDatabase()
  expect([...(await sql`select id from account where email = ${email}`)]).toEqual([])
  expect([...(await sql`select id from auth_user where email = ${email}`)]).toEqual([])
})
