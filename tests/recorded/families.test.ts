import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../core/contract/id.ts'
import { createClip } from '../../extension/capture/clip-tab.ts'
import { accessTo, buildScripts, openBrowser, openPage } from './support/watched.ts'

const folder = new URL('../fixtures/pages/families/', import.meta.url)
const names = readdirSync(folder)
  .filter(name => name.endsWith('.html'))
  .map(name => name.slice(0, -5))
/** Only where the address itself tells something. */
const addresses: Record<string, string> = {
  latexml: 'https://ar5iv.example/html/2601.01234v2',
  'arxiv-abs': 'https://arxiv.example/abs/2601.01234',
}

let browser: Browser
let scripts: Record<string, string>
beforeAll(async () => {
  browser = await openBrowser()
  scripts = await buildScripts()
})
afterAll(() => browser?.close())

async function clipped(html: string, at: string) {
  const page = await openPage(browser, at, path => (path === new URL(at).pathname ? { body: html } : null))
  const take = createClip({ tabs: accessTo(page, scripts), now: () => 0, newId: () => newId() })
  const result = await take({ tabId: 1, url: at, what: 'page', projectId: newId() })
  await page.close()
  if (!result.ok || result.value.kind !== 'article') throw new Error(JSON.stringify(result).slice(0, 400))
  return result.value
}

describe('a page of a family with a form of its own', () => {
  // Each page is ours, written after the marks that its family leaves; beside it what a clip of it must say.
  test.each(names)('%s is read as its family writes', async name => {
    const html = readFileSync(new URL(`${name}.html`, folder), 'utf8')
    const capture = await clipped(html, addresses[name] ?? 'https://site.example/page/1')
    const { form, title, author, site, published, facts, images, receipt, markdown } = capture
    const told = {
      form,
      title,
      author,
      site,
      published,
      by: receipt.by,
      facts: Object.fromEntries(facts.map(({ name, value }) => [name, value])),
      images,
      leftOut: Object.fromEntries(receipt.leftOut.map(({ what, count }) => [what, count])),
    }
    const [toldFile, textFile] = [new URL(`${name}.json`, folder), new URL(`${name}.md`, folder)]
    // EXPECT=write draws the expected files of new pages up, to be read by a person before they are kept.
    if (process.env.EXPECT === 'write' && !existsSync(toldFile)) {
      writeFileSync(toldFile, `${JSON.stringify(told, null, 2)}\n`)
      writeFileSync(textFile, `${markdown}\n`)
    }
    expect(told).toEqual(JSON.parse(readFileSync(toldFile, 'utf8')))
    expect(`${markdown}\n`).toBe(readFileSync(textFile, 'utf8'))
  })

  test('is not seen in an article that only mentions one', async () => {
    const html = `<title>On forums</title><meta name="generator" content="WordPress 6.8"><article><h1>On forums</h1>
      <p>A forum keeps what people said to each other for twenty years, which is longer than most of them meant it.</p>
      <p>Nobody who asked about a carburettor in 2006 expected to be read by a stranger with the same one today.</p>
      <div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><p itemprop="text">So true!</p></div></article>`
    const capture = await clipped(html, 'https://essay.example/forums')
    expect(capture.form).toBe('article')
    expect(capture.receipt.legs.map(leg => leg.leg)).not.toContain('structured')
  })

  test('whose text the reader does not find is left to the general readers', async () => {
    const html = `<title>Tea</title><meta name="generator" content="Docusaurus v3"><main><article><h1>Tea</h1><div class="markdown"></div></article>
      <section><p>Tea is steeped, not boiled, for between two minutes and five, and nobody agrees which of these it should be.</p>
      <p>Milk goes in last, if at all, and the cup is warmed before either of them is poured into it by anybody.</p></section></main>`
    const capture = await clipped(html, 'https://docs.example/tea')
    expect(capture).toMatchObject({ form: 'docs', text: expect.stringContaining('steeped, not boiled') })
    expect(capture.receipt.legs[0]).toMatchObject({ leg: 'structured', outcome: 'empty' })
    expect(capture.receipt.by).not.toBe('structured')
  })
})
