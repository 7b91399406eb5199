import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limits } from '../../core/contract/limits.ts'
import { decodePage } from '../../extension/links/decode-page.ts'
import { fetchLink } from '../../extension/links/fetch-link.ts'
import { linkedPage } from '../../extension/links/link-address.ts'

describe('the address of a link', () => {
  test.each([
    ['https://b.example/page#part', 'https://b.example/page#part'],
    ['https://www.google.com/url?sa=t&url=https%3A%2F%2Fb.example%2Fx', 'https://b.example/x'],
    ['https://l.facebook.com/l.php?u=https%3A%2F%2Fb.example%2F%3Fa%3D1&h=AT', 'https://b.example/?a=1'],
    ['https://duckduckgo.com/l/?uddg=https%3A%2F%2Fb.example%2F', 'https://b.example/'],
    [
      'https://www.youtube.com/redirect?q=https%3A%2F%2Fb.example%2F&event=video_description',
      'https://b.example/',
    ],
    // What they carry is no page: then it is the counter's own.
    ['https://www.google.com/url?q=javascript:alert(1)', 'https://www.google.com/url?q=javascript:alert(1)'],
    ['https://evil.example/url?q=https://b.example/', 'https://evil.example/url?q=https://b.example/'],
    ['mailto:x@b.example', null],
    ['//b.example', null],
    ['', null],
  ])('%s', (address, page) => expect(linkedPage(address)).toBe(page))
})

describe('the letters of a page', () => {
  const bytes = (...codes: number[]) => new Uint8Array(codes)
  test.each([
    ['what its server says', bytes(0xe9), 'text/html; charset=iso-8859-1', 'é'],
    ['UTF-8 by default', new TextEncoder().encode('é'), null, 'é'],
    ['a byte order mark before everything', bytes(0xff, 0xfe, 0xe9, 0), 'text/html; charset=utf-8', 'é'],
    ['an unknown name', new TextEncoder().encode('é'), 'text/html; charset=nonsense', 'é'],
  ])('%s', (_, given, type, text) => expect(decodePage(given, type)).toBe(text))

  test('what the page says itself', () => {
    const head = new TextEncoder().encode('<meta charset="windows-1251"><p>')
    const page = new Uint8Array([...head, 0xcf, 0xf0, 0xe8])
    expect(decodePage(page, 'text/html')).toContain('При')
  })
})

describe('fetching a link', () => {
  const answers: Record<string, (response: ServerResponse) => void> = {
    '/page': response => response.end('<p>words</p>'),
    '/gone': response => response.writeHead(410).end(),
    '/broken': response => response.writeHead(500).end('<p>words</p>'),
    '/wall': response => response.writeHead(403).end('<p>Are you a person?</p>'),
    '/picture': response => response.writeHead(200, { 'content-type': 'image/png' }).end('png'),
    '/paper': response => response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.4'),
    '/paper.pdf': response =>
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('%PDF-1.4'),
    '/onward': response => response.writeHead(302, { location: '/page' }).end(),
    '/loop': response => response.writeHead(302, { location: '/loop' }).end(),
    '/silent': () => {},
    '/drip': response => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.write('<p>one')
    },
    '/says-huge': response =>
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-length': String(limits.pageChars + 1) })
        .end(),
    '/is-huge': response => {
      response.writeHead(200, { 'content-type': 'text/html' })
      const piece = Buffer.alloc(1024 * 1024, 'a')
      let sent = 0
      const more = () => {
        while (!response.destroyed && sent++ < 64) if (!response.write(piece)) return
        response.end()
      }
      response.on('drain', more)
      more()
    },
  }
  const server = createServer((request, response) => answers[request.url!]!(response))
  let origin = ''
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  /** For those who never answer the patience of twenty seconds is shortened to a moment. */
  const get = (path: string) =>
    fetchLink(`${origin}${path}`, {
      fetch,
      setTimer(run, ms) {
        const timer = setTimeout(run, /silent|drip/.test(path) ? ms / 40 : ms)
        return () => clearTimeout(timer)
      },
    })

  test.each([
    ['/page', { got: 'page', html: '<p>words</p>' }],
    ['/onward', { got: 'page', html: '<p>words</p>' }],
    ['/paper', { got: 'pdf' }],
    ['/paper.pdf', { got: 'pdf' }],
    ['/wall', { got: 'open' }],
    ['/loop', { got: 'open' }],
    ['/gone', { got: 'failure', failure: { message: expect.stringContaining('not there any more') } }],
    ['/broken', { got: 'failure', failure: { message: expect.stringContaining('500') } }],
    ['/picture', { got: 'failure', failure: { code: 'forbidden_page' } }],
    ['/silent', { got: 'failure', failure: { message: expect.stringContaining('20 seconds') } }],
    ['/drip', { got: 'failure', failure: { message: expect.stringContaining('20 seconds') } }],
    ['/says-huge', { got: 'failure', failure: { code: 'page_too_large' } }],
    ['/is-huge', { got: 'failure', failure: { code: 'page_too_large' } }],
  ])('%s', async (path, expected) => {
    expect(await get(path)).toMatchObject(expected)
  })

  test('tells where it was led', async () => {
    expect(await get('/onward')).toMatchObject({ url: `${origin}/page` })
  })

  test('sends the session along and no referrer', async () => {
    let asked: RequestInit | undefined
    await fetchLink('https://b.example/', {
      fetch: async (_, init) => {
        asked = init
        return new Response('<p>words</p>', { headers: { 'content-type': 'text/html' } })
      },
      setTimer: () => () => {},
    })
    expect(asked).toMatchObject({ credentials: 'include', referrerPolicy: 'no-referrer' })
  })
})
