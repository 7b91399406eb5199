import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../core/contract/id.ts'
import { createClip } from '../../extension/capture/clip-tab.ts'
import { accessTo, buildScripts, openBrowser, openPage } from './support/watched.ts'

let browser: Browser
let scripts: Record<string, string>
let page: Page
const html = readFileSync(new URL('../fixtures/pages/selection.html', import.meta.url), 'utf8')
beforeAll(async () => {
  browser = await openBrowser()
  scripts = await buildScripts()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  page = await openPage(browser, 'https://marks.example/page?x=1', path =>
    path.startsWith('/page') ? { body: html } : null,
  )
})
afterEach(() => page.close())

const clip = () =>
  createClip({ tabs: accessTo(page, scripts), now: Date.now, newId: () => newId() })({
    tabId: 1,
    url: page.url(),
    what: 'selection',
    projectId: newId(),
  })

/** Marks from a text of one element to a text of another. */
const mark = (from: [selector: string, words: string], to: [selector: string, words: string]) =>
  page.evaluate(
    ([from, to]) => {
      const find = ([selector, words]: readonly [string, string]) => {
        const walker = document.createTreeWalker(document.querySelector(selector)!, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.nodeValue!.indexOf(words)
          if (at >= 0) return { node, at, end: at + words.length }
        }
        throw new Error(words)
      }
      const [start, end] = [find(from), find(to)]
      getSelection()!.setBaseAndExtent(start.node, start.at, end.node, end.end)
    },
    [from, to] as const,
  )

describe('a selection', () => {
  test('is clipped with the words around it', async () => {
    await mark(['#two', 'goes on'], ['#two', 'for a while'])
    expect(await clip()).toMatchObject({
      ok: true,
      value: {
        kind: 'selection',
        text: 'goes on for a while',
        anchor: {
          exact: 'goes on for a while',
          prefix: expect.stringMatching(/bold word\. The second paragraph begins here, and$/),
          suffix: expect.stringMatching(/^after that\. The third paragraph/),
        },
        canonicalUrl: 'https://marks.example/page?x=1',
        title: 'A page to mark',
        receipt: { by: 'selection', words: 5 },
      },
    })
  })

  test('across elements keeps its paragraphs, and leaves out what is hidden between them', async () => {
    await mark(['#one', 'bold'], ['#three', 'The third'])
    const result = await clip()
    if (!result.ok || result.value.kind !== 'selection') throw new Error(JSON.stringify(result))
    expect(result.value.text).toBe(
      'bold word.\n\nThe second paragraph begins here, and goes on for a while after that.\n\nThe third',
    )
    expect(result.value.anchor.exact).not.toContain('hidden')
  })

  test('of whole elements finds its neighbours', async () => {
    await page.evaluate(() => getSelection()!.selectAllChildren(document.querySelector('#two')!))
    const result = await clip()
    if (!result.ok || result.value.kind !== 'selection') throw new Error(JSON.stringify(result))
    expect(result.value.anchor.prefix).toMatch(/ends with a bold word\.$/)
    expect(result.value.anchor.suffix).toMatch(/^The third paragraph/)
  })

  test.each([
    ['nothing is marked', () => {}],
    ['only a place is marked', () => getSelection()!.collapse(document.querySelector('#one'), 0)],
    ['the mark is in a password', () => (document.querySelector('#password') as HTMLInputElement).select()],
    ['the mark is in a field', () => (document.querySelector('#name') as HTMLInputElement).select()],
    ['the mark is in a note', () => (document.querySelector('#note') as HTMLTextAreaElement).select()],
  ])('is refused where %s', async (_, act) => {
    await page.evaluate(act)
    const result = await clip()
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'no_selection', message: expect.stringMatching(/\.$/) },
    })
  })

  test('in an open shadow root, in a table in it, is found with the words beside it', async () => {
    await page.evaluate(() => {
      const host = document.querySelector('#two')!.appendChild(document.createElement('div'))
      const root = host.attachShadow({ mode: 'open' })
      const table = root.appendChild(document.createElement('table'))
      for (const words of [
        ['Oak', 'forty years'],
        ['Ash', 'thirty years'],
        ['Elm', 'none are left'],
      ]) {
        const row = table.insertRow()
        for (const word of words) row.insertCell().textContent = word
      }
      getSelection()!.selectAllChildren(table.rows[1]!)
    })
    const result = await clip()
    if (!result.ok || result.value.kind !== 'selection') throw new Error(JSON.stringify(result))
    expect(result.value.text.split(/\s+/)).toEqual(['Ash', 'thirty', 'years'])
    expect(result.value.anchor.prefix).toMatch(/forty years$/)
    expect(result.value.anchor.suffix).toMatch(/^Elm/)
  })

  test('never holds what stands in a field beside it', async () => {
    await page.evaluate(() => getSelection()!.selectAllChildren(document.body))
    const result = await clip()
    expect(result.ok).toBe(true)
    expect(JSON.stringify(result)).not.toMatch(/hunter2|my own name|a private note/)
  })
})
