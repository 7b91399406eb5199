import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chromiumForTests } from '../support/chromium.ts'
import { column, type PdfText, pdfOf } from '../support/pdf.ts'
import { until } from './browser.ts'
import { storedSources } from './creator.ts'
import { ours } from './material.ts'
import { scene } from './scene.ts'
import type { Site } from './sites.ts'

const noBrowser = chromiumForTests() === null

/** A page of facts about one subject, with what a journal prints around it. */
const page = (number: number, lines: string[]): PdfText[] => [
  { y: 812, text: 'Journal of Study Desks', size: 9 },
  ...column(lines),
  { y: 30, text: String(number), size: 9 },
]
const paper = pdfOf(
  [
    [
      { y: 760, text: 'Spacing works in every classroom', size: 20 },
      ...page(1, [
        'Spaced practice improves long-term memory of a les-',
        'son in nearly every study that was made of it.',
      ]),
    ],
    page(2, [
      'Students who spaced their sessions over three weeks',
      'remembered twice as much as students who crammed.',
    ]),
    page(3, [
      'Retrieval practice and spacing together helped students',
      'more than either of the two alone, by 38 percent.',
    ]),
  ],
  { info: { Author: 'Mira Dahl', CreationDate: 'D:20240506' }, language: 'en' },
)
let asked: string[] = []
const hosts: Record<string, Site> = {
  ...ours.hosts,
  'papers.example': url => {
    asked.push(url.pathname)
    return url.pathname === '/spacing.pdf' ? { body: Buffer.from(paper), type: 'application/pdf' } : undefined
  },
}

describe.skipIf(noBrowser)('PDFs (skipped where there is no Chromium)', () => {
  it('is clipped from its tab without a question, and a quote of its third page opens that page', () =>
    scene(hosts, { running: true }, async ({ browser, creator, server, countLost }) => {
      asked = []
      const tab = await browser.tab('https://papers.example/spacing.pdf')
      const panel = await creator.openPanelOn(tab)
      await panel.getByRole('button', { name: 'Clip PDF' }).click()
      await panel.locator('.outcome__state', { hasText: 'Saved' }).waitFor({ timeout: 30_000 })
      await creator.clipByIcon(await browser.tab(ours.articles[0]))
      await creator.allReady(2)
      const [source] = (await storedSources(server.address)).filter(({ kind }) => kind === 'pdf')
      expect(source).toMatchObject({
        title: 'Spacing works in every classroom',
        author: 'Mira Dahl',
        published: '2024-05-06',
        language: 'en',
        pages: 3,
        url: 'https://papers.example/spacing.pdf',
        site: 'papers.example',
        receipt: {
          by: 'pdf',
          leftOut: [
            { what: 'running headers and footers', count: 3 },
            { what: 'page numbers', count: 3 },
          ],
        },
      })

      await creator.buildBrief()
      const cites = panel.locator('.brief .cite', { hasText: 'Spacing works in every classroom' })
      const places = await cites.locator('.cite__place').allTextContents()
      expect(places.length).toBeGreaterThan(0)
      expect(places.every(place => /p\. [123]/.test(place))).toBe(true)
      const at = places.findIndex(place => /p\. [23]/.test(place))
      expect(at, 'a quote of a page behind the first').toBeGreaterThanOrEqual(0)
      const number = /\d/.exec(places[at]!)![0]
      const before = asked.length
      await cites.nth(at).click()
      await until('the PDF’s tab shows the page', () => tab.url().endsWith(`#page=${number}`))
      // The viewer reads the page of its address only while it loads.
      await until('the viewer has loaded it anew', () => asked.length > before)
      expect(browser.tabs().filter(one => one.url().includes('spacing.pdf'))).toHaveLength(1)
      await countLost(2)
    }))

  it('files that are chosen or dropped are read in the panel, their folder is not kept, a broken one says so', () =>
    scene(hosts, { running: true }, async ({ browser, creator, server, countLost }) => {
      const folder = await mkdtemp(join(tmpdir(), 'ownwords-e2e-pdf-'))
      try {
        const good = join(folder, 'A paper, kept.pdf')
        const bad = join(folder, 'broken.pdf')
        await writeFile(good, paper)
        await writeFile(bad, '%PDF-1.7\nnothing else')
        const panel = await creator.openPanelOn(await browser.tab(ours.articles[0]))
        await panel.getByLabel('PDF files', { exact: true }).first().setInputFiles([good, bad])
        await panel.getByText('This PDF is damaged').waitFor({ timeout: 20_000 })
        await creator.allReady(1)
        await panel.evaluate(
          async ([bytes, name]) => {
            const carried = new DataTransfer()
            carried.items.add(new File([Uint8Array.from(bytes)], name, { type: 'application/pdf' }))
            const target = document.querySelector('.this-page')!
            for (const type of ['dragover', 'drop'])
              target.dispatchEvent(
                new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: carried }),
              )
          },
          [[...paper, 10], 'again, under another name.pdf'] as const,
        )
        await panel
          .locator('.given__pdf', { hasText: 'again, under another name' })
          .getByText('Saved')
          .waitFor()
        // The same words under another name are the same source.
        await creator.allReady(1)
        const [source] = await storedSources(server.address)
        expect(source!.url).toMatch(/^file:\/\/\/[^/]+\.pdf$/)
        expect(JSON.stringify(source)).not.toContain(folder)
        await countLost(1)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    }))

  it('the shortcut clips a PDF with the panel closed', () =>
    scene(
      hosts,
      { running: true, grant: ['https://papers.example/*'] },
      async ({ browser, creator, server }) => {
        const tab = await browser.tab('https://papers.example/spacing.pdf')
        await creator.gesture(tab, 'shortcut')
        await creator.badge(tab, '✓')
        const [source] = await until('the server has it', async () => {
          const all = await storedSources(server.address)
          return all.length > 0 && all
        })
        expect(source).toMatchObject({ kind: 'pdf', pages: 3, title: 'Spacing works in every classroom' })
      },
    ))
})
