import { describe, expect, test } from 'vitest'
import { limits } from '../../../../core/contract/limits.ts'
import { pageAt } from '../../../../core/evidence/page.ts'
import { readPdf } from '../../../../extension/capture/pdf/read-pdf.ts'
import { column, type PdfOptions, type PdfText, pdfOf } from '../../../support/pdf.ts'

const now = () => Date.UTC(2026, 10, 22)
const read = async (pages: PdfText[][], options: PdfOptions = {}, fileName = 'tides.pdf') => {
  const result = await readPdf(pdfOf(pages, options), { fileName, now })
  if (!result.ok) throw new Error(result.error)
  return result.value
}
const heading = (text: string): PdfText => ({ y: 760, text, size: 20 })

describe('the text of a PDF', () => {
  test('lines of a paragraph become one, paragraphs stay apart, pages begin where their first word stands', async () => {
    const { text, pageStarts, words } = await read([
      [
        heading('How tides are read'),
        ...column(['A gauge stands in the', 'harbour and counts.']),
        ...column(['It is read twice a day.'], { top: 640 }),
      ],
      column(['The second page begins here.']),
    ])
    expect(text).toBe(
      'How tides are read\n\nA gauge stands in the harbour and counts.\n\nIt is read twice a day.\n\nThe second page begins here.',
    )
    expect(pageStarts).toEqual([0, text.indexOf('The second')])
    expect(words).toBe(23)
  })

  test('a sentence that goes over a page’s end stays whole, and so does a word', async () => {
    const { text, pageStarts } = await read([
      column(['The harbour keeps a gauge that has been measur-']),
      column(['ing since the old pier was built, and the']),
      column(['town reads it every morning.']),
    ])
    expect(text).toBe(
      'The harbour keeps a gauge that has been measuring since the old pier was built, and the town reads it every morning.',
    )
    expect(pageStarts.map(start => text.slice(start, start + 4))).toEqual(['The ', 'ing ', 'town'])
  })

  test('a footnote does not cut the sentence that goes over the page’s end', async () => {
    const { text } = await read([
      [
        ...column(['The first line of the page.', 'The gauge was moved to the']),
        ...column(['1 By the harbour master.'], { top: 100, size: 8 }),
      ],
      column(['new pier in spring. It stayed there.']),
    ])
    expect(text).toContain('The gauge was moved to the new pier in spring.')
    expect(text).toContain('1 By the harbour master.')
  })

  test.each([
    ['a word that the printer cut', ['It evapo-', 'rates fast.'], 'It evaporates fast.'],
    [
      'a word with a hyphen of its own',
      ['A well-', 'known gauge, as well as known.'],
      'A well-known gauge, as well as known.',
    ],
    ['a name', ['The Anglo-', 'Saxon gauge.'], 'The Anglo-Saxon gauge.'],
    ['a number', ['In COVID-', '19 times.'], 'In COVID-19 times.'],
  ])('a hyphen at the line’s end: %s', async (_, lines, expected) => {
    expect((await read([column(lines)])).text).toBe(expected)
  })

  test('two columns are read one after the other, as the file writes them', async () => {
    const { text } = await read([
      [
        ...column(['The left column begins and', 'goes on to the right', 'column with the'], { x: 60 }),
        ...column(['rest of its sentence.', 'Then it ends here.'], { x: 320 }),
      ],
    ])
    expect(text).toBe(
      'The left column begins and goes on to the right column with the rest of its sentence. Then it ends here.',
    )
  })
})

describe('what is left out, and counted', () => {
  test('running headers, footers and page numbers of many pages; what stands there once stays', async () => {
    const pages = Array.from({ length: 6 }, (_, at) => [
      { y: 810, text: at % 2 ? 'Tidal Review' : 'Chapter 2: Gauges', size: 9 },
      ...column([`Sentence number ${'abcdef'[at]} is told on its own page.`]),
      { y: 30, text: `Page ${at + 11} of 90`, size: 9 },
    ])
    pages[0]!.push({ y: 44, text: 'Received in March.', size: 9 })
    const { text, leftOut } = await read(pages)
    expect(text).not.toMatch(/Tidal Review|Chapter 2|Page 1/)
    expect(text).toContain('Received in March.')
    expect(leftOut).toEqual([
      { what: 'running headers and footers', count: 6 },
      { what: 'page numbers', count: 6 },
    ])
  })

  test('a number alone in the margin of one page is not a page’s number', async () => {
    const { text } = await read([
      [...column(['In total the gauge counted these tides:']), { y: 40, text: '1847' }],
      column(['That is all of them.']),
    ])
    expect(text).toContain('1847')
  })

  test('pages without text, and the stamp that runs up the margin', async () => {
    const { text, pageStarts, leftOut } = await read([
      [
        ...column(['Only this page has words to quote from.']),
        { x: 20, y: 200, text: 'arXiv:2401.00001', sideways: true },
      ],
      [],
      column(['And this one.']),
    ])
    expect(text).not.toContain('arXiv')
    expect(leftOut).toEqual([
      { what: 'scanned pages without text', count: 1 },
      { what: 'lines that run sideways', count: 1 },
    ])
    expect(pageAt(pageStarts, text.indexOf('And this'))).toBe(3)
  })
})

describe('what a PDF says of itself', () => {
  const body = column(['A gauge stands in the harbour and counts the tides.', 'doi: 10.1234/tides.2024.7.'])

  test('its record, where that is sane', async () => {
    const { title, author, published, language, facts } = await read(
      [[heading('Another heading'), ...body]],
      {
        info: { Title: 'Tides of the North', Author: 'Ada Lin', CreationDate: "D:20240131101500+01'00'" },
        language: 'en-GB',
      },
    )
    expect({ title, author, published, language }).toEqual({
      title: 'Tides of the North',
      author: 'Ada Lin',
      published: '2024-01-31',
      language: 'en-GB',
    })
    expect(facts).toEqual([
      { name: 'Pages', value: '1' },
      { name: 'DOI', value: '10.1234/tides.2024.7' },
    ])
  })

  test.each([
    ['the writer’s own name', { Title: 'Microsoft Word - final_v3.docx', Author: 'Admin' }],
    ['the file’s name', { Title: 'tides.pdf' }],
    ['numbers', { Title: '0123_456' }],
    ['nothing', {}],
  ] as [string, Record<string, string>][])(
    'the largest letters of the first page where the record gives %s',
    async (_, info) => {
      const { title, author } = await read(
        [[heading('How tides are read'), { ...heading('in the north'), y: 736 }, ...body]],
        { info },
      )
      expect(title).toBe('How tides are read in the north')
      expect(author).toBeNull()
    },
  )

  test('the file’s name where nothing is larger than the rest; a date of tomorrow is none', async () => {
    const { title, published } = await read(
      [body],
      { info: { CreationDate: 'D:20991231' } },
      'tide_tables-2024.pdf',
    )
    expect(title).toBe('tide tables-2024')
    expect(published).toBeNull()
  })

  test('words that are dressed up as something else come as plain words of one line', async () => {
    const { title } = await read([body], {
      info: { Title: 'Tides\n<img src=x onerror=alert(1)>\t of the north' },
    })
    expect(title).toBe('Tides <img src=x onerror=alert(1)> of the north')
    expect(title.length).toBeLessThanOrEqual(limits.titleChars)
  })
})
