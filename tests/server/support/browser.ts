import type { PeopleApi } from './people.ts'
import { SERVER } from './people.ts'

export interface Shown {
  status: number
  headers: Headers
  /** Where it ended, after the redirects on this server; an address of another server it was sent to. */
  url: string
  html: string
  /** What a person reads: without tags, spaces as one. */
  text: string
}

/** A browser with its cookies that opens the account pages and sends their forms. */
export function openBrowser({ api }: Pick<PeopleApi, 'api'>) {
  const jar = new Map<string, string>()

  async function ask(path: string, body?: URLSearchParams, origin: string | null = SERVER): Promise<Shown> {
    const answer = await api.ask(path, {
      method: body ? 'POST' : 'GET',
      ...(body && { body: body.toString() }),
      headers: {
        accept: 'text/html,application/xhtml+xml',
        ...(jar.size > 0 && { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...(body && { 'content-type': 'application/x-www-form-urlencoded', ...(origin && { origin }) }),
      },
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!
      if (/max-age=0/i.test(cookie)) jar.delete(name!)
      else jar.set(name!, value!)
    }
    const to = answer.headers.get('location')
    if (to) {
      const url = new URL(to, SERVER)
      if (url.origin === SERVER) return ask(url.pathname + url.search)
      return { status: answer.status, headers: answer.headers, url: url.href, html: '', text: '' }
    }
    const html = await answer.text()
    const text = html
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    return { status: answer.status, headers: answer.headers, url: `${SERVER}${path}`, html, text }
  }

  return {
    cookies: jar,
    open: (path: string) => ask(path),
    /** Sends the form of a page that goes to `action`, with its hidden fields, as a browser would. */
    send(page: Shown, action: string, typed: Record<string, string> = {}): Promise<Shown> {
      const form = page.html
        .match(/<form[\s\S]*?<\/form>/g)
        ?.find(
          each =>
            each.includes(`action="${action}"`) &&
            Object.values(typed).every(value => !/^[0-9a-f-]{36}$/.test(value) || each.includes(value)),
        )
      if (!form) throw new Error(`The page has no form to ${action}: ${page.text}`)
      const hidden = [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)]
      const fields = new URLSearchParams(hidden.map(([, name, value]) => [name!, value!]))
      for (const [name, value] of Object.entries(typed)) fields.set(name, value)
      return ask(action, fields)
    },
    /** As another page would send it, which knows the cookie's owner but not the page. */
    forge: (action: string, fields: Record<string, string>, origin: string | null) =>
      ask(action, new URLSearchParams(fields), origin),
  }
}

export type Browser = ReturnType<typeof openBrowser>

/** Signs in on the pages, by a mail that really came. */
export async function signInOnPage(ours: PeopleApi, browser: Browser, email: string, path = '/account') {
  const asked = await browser.send(await browser.open(path), '/account/code', { email })
  return browser.send(asked, '/account/sign-in', { code: ours.codeFor(email) })
}
