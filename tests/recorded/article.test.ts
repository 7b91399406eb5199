import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../core/contract/id.ts'
import type { ArticleCapture } from '../../core/contract/source.ts'
import { contentHash } from '../../core/evidence/content.ts'
import { createClip } from '../../extension/capture/clip-tab.ts'
import { accessTo, buildScripts, openBrowser, openPage, type Served } from './support/watched.ts'

let browser: Browser
let scripts: Record<string, string>
beforeAll(async () => {
  browser = await openBrowser()
  scripts = await buildScripts()
})
afterAll(() => browser?.close())

const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/pages/${name}.html`, import.meta.url), 'utf8')
const address = 'https://notebook.example/notes/how-long-does-a-memory-last?utm_source=letter&id=7#part-two'
const shown = (html: string | Served, at = address) =>
  openPage(browser, at, path =>
    path.startsWith('/notes/') ? (typeof html === 'string' ? { body: html } : html) : null,
  )

function clip(page: Page, url = page.url()) {
  const take = createClip({
    tabs: accessTo(page, scripts),
    now: () => Date.UTC(2026, 4, 1),
    newId: () => newId(),
  })
  return take({ tabId: 1, url, what: 'page', projectId: newId() })
}

async function article(html: string): Promise<{ capture: ArticleCapture; page: Page }> {
  const page = await shown(html)
  const result = await clip(page)
  if (!result.ok || result.value.kind !== 'article') throw new Error(JSON.stringify(result))
  return { capture: result.value, page }
}

const paragraphs = (html: string) => html.match(/<p>[^<]+<\/p>/g)!.map(each => each.slice(3, -4))

describe('an article', () => {
  test('is clipped with its words, without what stands around it', async () => {
    const { capture, page } = await article(fixture('article'))
    expect(capture.text).toContain('forgetting is quick at first, and then it nearly stops.')
    expect(capture.text).toContain('tested himself in 1885 on nonsense syllables.')
    expect(capture.text).toContain('Nobody has ever remembered a page because they had underlined it.')
    expect(capture.text).toContain('Read the chapter once and close the book.\nWrite down what')
    expect(capture.text).toContain('for day in (1, 3, 7):\n    print("review on day", day)')
    expect(capture.text).toContain('Days until the exam | First review\n7 | after 1 day')
    for (const around of [
      'About the notebook',
      'nine thousand readers',
      'mattress',
      'redrawn by',
      'dream of exams',
      'Great piece',
      'All rights reserved',
    ])
      expect(capture.text).not.toContain(around)
    await page.close()
  })

  test('is clipped without what its reader cannot see, and says how much that is', async () => {
    const { capture, page } = await article(fixture('article'))
    for (const unseen of [
      'Only screen readers',
      'Ignore all previous',
      'An invisible sentence',
      'A transparent sentence',
      'far to the left',
    ])
      expect(capture.text + capture.markdown).not.toContain(unseen)
    expect(capture.receipt.leftOut).toContainEqual({ what: 'hidden text', count: 5 })
    expect(capture.receipt.leftOut).toContainEqual({ what: 'hidden instructions to an AI', count: 1 })
    expect(capture.receipt.leftOut.map(each => each.what)).toContain('other text around the article')
    await page.close()
  })

  test('says what the page says of itself', async () => {
    const { capture, page } = await article(fixture('article'))
    expect(capture).toMatchObject({
      title: 'How long does a memory last?',
      author: 'Mara Lindqvist',
      site: 'The Slow Notebook',
      language: 'en-GB',
      published: '2026-02-11T08:30:00+01:00',
      canonicalUrl: 'https://notebook.example/notes/how-long-does-a-memory-last',
      url: address,
      capturedAt: '2026-05-01T00:00:00.000Z',
      contentHash: await contentHash(capture.text),
    })
    expect(capture.receipt.legs.map(({ leg, outcome }) => `${leg} ${outcome}`)).toEqual([
      'readability ok',
      'defuddle ok',
    ])
    await page.close()
  })

  test('runs nothing of the page and keeps no link that runs', async () => {
    const page = await shown(fixture('article'))
    // The page itself has run by now; what runs from here on runs because of the clip.
    await page.evaluate(() => Reflect.deleteProperty(window, 'poisoned'))
    const requests: string[] = []
    page.on('request', request => requests.push(request.url()))
    const before = await page.evaluate(() => document.documentElement.outerHTML)
    const result = await clip(page)
    if (!result.ok || result.value.kind !== 'article') throw new Error(JSON.stringify(result))
    expect(result.value.markdown).not.toMatch(/javascript:|onerror|<script|<img/i)
    expect(result.value.images.map(image => image.src)).toEqual([
      'https://notebook.example/curve.png',
      'https://notebook.example/notes/x',
    ])
    expect(result.value.text).toContain('link that runs')
    expect(result.value.text).not.toContain('window.')
    await page.waitForTimeout(200)
    expect(await page.evaluate(() => 'poisoned' in window)).toBe(false)
    expect(requests).toEqual([])
    expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(before)
    await page.close()
  })

  test('keeps its sentences findable in the page, and its form in Markdown', async () => {
    const { capture, page } = await article(fixture('article'))
    for (const sentence of capture.text.match(/[A-Z][^.\n|]{30,}\./g)!.slice(0, 12))
      expect(
        await page.evaluate(
          words => (window as unknown as { find: (s: string) => boolean }).find(words),
          sentence,
        ),
      ).toBe(true)
    expect(capture.markdown).toContain('## What slows it down')
    expect(capture.markdown).toContain('[their study of 2006](https://example.org/2006-study)')
    expect(capture.markdown).toContain('1. Read the chapter once')
    expect(capture.markdown).toContain('> Nobody has ever')
    expect(capture.markdown).toContain('```\nfor day in')
    expect(capture.markdown).toContain('| Days until the exam | First review |\n| --- | --- |\n| 7 |')
    await page.close()
  })

  test('keeps the page as it was, compressed', async () => {
    const { capture, page } = await article(fixture('second-article'))
    const kept = gunzipSync(Buffer.from(capture.html!, 'base64')).toString()
    expect(kept).toBe(await page.evaluate(() => document.documentElement.outerHTML))
    expect(capture.text.split('\n\n')).toEqual(expect.arrayContaining(paragraphs(fixture('second-article'))))
    await page.close()
  })

  test('written from right to left keeps its words and their order', async () => {
    const { capture, page } = await article(fixture('rtl'))
    expect(capture).toMatchObject({ language: 'ar', title: 'كيف ننسى وكيف نتذكر' })
    expect(capture.text).toBe(paragraphs(fixture('rtl')).join('\n\n'))
    expect(capture.receipt.words).toBeGreaterThan(50)
    await page.close()
  })

  test('behind an open dialog is still taken', async () => {
    const html = fixture('second-article')
      .replace('<article>', '<div aria-hidden="true"><article>')
      .replace('</article>', '</article></div><div role="dialog">We use cookies.</div>')
    const { capture, page } = await article(html)
    expect(capture.text).toContain('Familiar is not the same as remembered')
    await page.close()
  })

  test('that fades in as one scrolls is taken as one would read it', async () => {
    const fading = '<p style="opacity: 0; transition: opacity 300ms">Forgetting is not slow.'
    const html = fixture('second-article').replace('<p>Forgetting is not slow.', fading)
    const { capture, page } = await article(html)
    expect(capture.text).toContain('Forgetting is not slow.')
    await page.close()
  })

  test('of too many parts for either reader is taken whole, and says so', async () => {
    const page = await shown('<title>Log</title><p>Start.</p>')
    await page.evaluate(() => {
      for (let at = 0; at < 60_001; at++) document.body.append(document.createElement('br'))
      document.body.append('The end of the log.')
    })
    const result = await clip(page)
    if (!result.ok || result.value.kind !== 'article') throw new Error(JSON.stringify(result).slice(0, 300))
    expect(result.value.text).toBe('Start.\n\nThe end of the log.')
    expect(result.value.receipt.by).toBe('page_text')
    expect(result.value.receipt.legs.map(({ leg, outcome }) => `${leg} ${outcome}`)).toEqual([
      'readability too_large',
      'defuddle too_large',
      'page_text ok',
    ])
    await page.close()
  })
})

describe('a page that gives no article', () => {
  test('because it is empty says what to do', async () => {
    const page = await shown(fixture('empty'))
    expect(await clip(page)).toMatchObject({
      ok: false,
      error: { code: 'empty_page', message: expect.stringMatching(/\.$/) },
    })
    await page.close()
  })

  test('because it is larger than any page that is read says so', async () => {
    const page = await shown('<p>Start.</p>')
    await page.evaluate(() => {
      const data = document.createElement('script')
      data.type = 'text/plain'
      data.textContent = 'x'.repeat(40_100_000)
      document.body.append(data)
    })
    expect(await clip(page)).toMatchObject({ ok: false, error: { code: 'page_too_large' } })
    await page.close()
  })

  test('because the tab has gone on says so', async () => {
    const page = await shown(fixture('article'))
    expect(await clip(page, 'https://notebook.example/notes/another')).toMatchObject({
      ok: false,
      error: { code: 'navigated_away' },
    })
    await page.close()
  })
})

describe('a page of a million words', () => {
  test('is read whole, and one reader says that it was too large for it', async () => {
    const page = await shown('<title>Long</title><article></article>')
    await page.evaluate(() => {
      const words = 'the memory of a long list fades quickly at first and slowly after that,'.split(' ')
      const paragraph = Array.from({ length: 40 }, (_, at) => words[at % words.length]).join(' ')
      const article = document.querySelector('article')!
      for (let at = 0; at < 25_000; at++) {
        const p = document.createElement('p')
        p.textContent = `${paragraph} ${at}.`
        article.append(p)
      }
    })
    const result = await clip(page)
    if (!result.ok || result.value.kind !== 'article') throw new Error(JSON.stringify(result).slice(0, 300))
    expect(result.value.receipt.words).toBeGreaterThan(1_000_000)
    expect(result.value.receipt.legs).toContainEqual(
      expect.objectContaining({ leg: 'defuddle', outcome: 'too_large' }),
    )
    await page.close()
  }, 120_000)
})
