import { describe, expect, test } from 'vitest'
import { type Inline, inlineOf, textOf } from '../../../extension/panel/work/inline.ts'
import { type Block, readMarkdown, readText } from '../../../extension/panel/work/markdown.ts'
import { pageBlocks } from '../../../extension/panel/work/pdf-pages.ts'
import { spokenBlocks } from '../../../extension/panel/work/spoken-blocks.ts'
import { cpuMs } from '../../support/cpu-ms.ts'
import { seededRandom } from '../../support/random.ts'

const words = (text: string): Inline[] => [{ as: 'words', text }]
const textIn = (block: Block): string => {
  if (block.kind === 'table')
    return [block.table.head, ...block.table.rows].map(row => row.map(textOf).join(' | ')).join('\n')
  if (block.kind === 'picture') return block.alt
  return 'words' in block ? textOf(block.words) : block.text
}

describe('what was kept, to read', () => {
  test('is words: links keep theirs, pictures their description, HTML stays text', () => {
    const markdown =
      '# *What* it says\n\nA [link](https://x.example/y "t") and ![a map](m.png) in\none **strong** paragraph <img onerror=x>.\n\n> quoted\n> twice\n\n- one\n  - within\n2. two\n\n```js\na < b\n```\n'
    expect(readMarkdown(markdown)).toEqual([
      { kind: 'heading', words: words('What it says') },
      {
        kind: 'paragraph',
        words: words('A link and [picture: a map] in one strong paragraph <img onerror=x>.'),
      },
      { kind: 'quote', words: [...words('quoted'), ...words(' '), ...words('twice')] },
      { kind: 'item', words: words('one'), mark: '•', depth: 0 },
      { kind: 'item', words: words('within'), mark: '•', depth: 1 },
      { kind: 'item', words: words('two'), mark: '2.', depth: 0 },
      { kind: 'code', text: 'a < b', language: 'js' },
    ])
  })

  test('has its escaped signs back as they were on the page', () => {
    expect(inlineOf('2 \\* 3 \\$5 \\[sic\\] a\\_b \\&amp; \\# no heading')).toEqual(
      words('2 * 3 $5 [sic] a_b &amp; # no heading'),
    )
  })

  test('keeps code and equations letter by letter, and prices no equations', () => {
    expect(inlineOf('Call `a_b(*c)` where $x_i^2 < \\alpha$ holds')).toEqual([
      { as: 'words', text: 'Call ' },
      { as: 'code', text: 'a_b(*c)' },
      { as: 'words', text: ' where ' },
      { as: 'tex', text: 'x_i^2 < \\alpha' },
      { as: 'words', text: ' holds' },
    ])
    expect(inlineOf('It cost $5 then and $7 now')).toEqual(words('It cost $5 then and $7 now'))
    expect(readMarkdown('$$\\int_0^1 f(x)\\,dx$$')).toEqual([{ kind: 'tex', text: '\\int_0^1 f(x)\\,dx' }])
  })

  test('has tables as tables: every row as wide as the head, pipes of cells kept', () => {
    const [block] = readMarkdown(
      '| City | Peak |\n| --- | ---: |\n| Ulm | 3 \\| 4 |\n| **Bonn** |\n| a | b | c |',
    )
    expect(block).toEqual({
      kind: 'table',
      table: {
        head: [words('City'), words('Peak')],
        rows: [
          [words('Ulm'), words('3 | 4')],
          [words('Bonn'), []],
          [words('a'), words('b')],
        ],
      },
    })
  })

  test('of lines with pipes that make no table are words', () => {
    expect(readMarkdown('| just | pipes |\n| and | more |')).toEqual([
      { kind: 'paragraph', words: words('| just | pipes | | and | more |') },
    ])
  })

  test('has pictures as their description and an address of the web, or none', () => {
    expect(readMarkdown('![A map \\[north\\]](https://x.example/m.png)\n\n![x](javascript:alert)')).toEqual([
      { kind: 'picture', alt: 'A map [north]', src: 'https://x.example/m.png' },
      { kind: 'picture', alt: 'x', src: null },
    ])
  })

  test('a fence ends where one as long ends it, and an open one at the end of the page', () => {
    expect(readMarkdown('````\n```\ninner\n```\n````\nafter')).toEqual([
      { kind: 'code', text: '```\ninner\n```', language: '' },
      { kind: 'paragraph', words: words('after') },
    ])
    expect(readMarkdown('~~~\nnever ends')).toEqual([{ kind: 'code', text: 'never ends', language: '' }])
  })

  test('cannot be fooled by signs that we use ourselves', () => {
    expect(inlineOf('a \uE000 0\uE001 \uE15C b `c`')).toEqual([
      { as: 'words', text: 'a  0  b ' },
      { as: 'code', text: 'c' },
    ])
  })

  test.each([
    ['stars and brackets', 'water ** under [the street ', 200_000],
    ['open code', '`` ` ', 200_000],
    ['open equations', '$x $$ \\$ ', 200_000],
    ['open links', '[a](', 300_000],
    ['open pictures', '![![', 300_000],
    ['brackets', '[[[[', 300_000],
    ['emphasis', '*a _b ', 200_000],
    ['deep quotes', '> > > ', 200_000],
    ['rows without end', '| a | b |\n', 100_000],
    ['a table of one row', `| a |\n| --- |\n|${' x |'.repeat(1_000)}\n`, 300],
    ['one endless cell', `| a |\n| --- |\n| ${'`$*[\\|'.repeat(50_000)} |\n`, 1],
    ['fences', '```\n~~~\n', 100_000],
    ['items', '- 1. - # ', 100_000],
    ['escapes', '\\\\\\', 300_000],
  ])('of a hostile page (%s) comes in pieces, and soon', (_, piece, times) => {
    const start = cpuMs()
    const blocks = readMarkdown(piece.repeat(times))
    expect(cpuMs() - start).toBeLessThan(2_000)
    for (const block of blocks) {
      if (block.kind === 'table') expect(block.table.rows.length).toBeLessThanOrEqual(100)
      else expect(textIn(block).length).toBeLessThanOrEqual(8_001)
    }
  })

  test('loses no word of random Markdown', () => {
    const random = seededRandom(11)
    const signs = [
      '*',
      '_',
      '`',
      '$',
      '[',
      ']',
      '(',
      ')',
      '!',
      '#',
      '|',
      '>',
      '-',
      '\\',
      '~',
      '\n',
      '\n\n',
      ' ',
      ' ',
    ]
    for (let round = 0; round < 2_000; round++) {
      const names: string[] = []
      let markdown = ''
      for (let n = 0; n < 12; n++) {
        markdown += signs[Math.floor(random() * signs.length)]
        // Every fourth sign is followed by a word that has to be there in the end.
        if (n % 4 === 3) {
          names.push(`word${round}x${n}`)
          markdown += ` ${names.at(-1)} `
        }
      }
      const read = readMarkdown(markdown)
        .map(block => ('language' in block ? `${block.language} ${block.text}` : textIn(block)))
        .join(' ')
      for (const name of names) expect(read, JSON.stringify(markdown)).toContain(name)
    }
  })

  test('of plain text means nothing but itself', () => {
    expect(readText('# no heading\n\n**2** * 3')).toEqual([
      { kind: 'paragraph', words: words('# no heading') },
      { kind: 'paragraph', words: words('**2** * 3') },
    ])
  })

  test('of a PDF has each page’s number before its text, also of those without', () => {
    const text = 'First page.\n\nMore of it.\n\nThird page.'
    expect(pageBlocks(text, [0, 26, 26])).toEqual([
      { kind: 'page', number: 1, empty: false },
      { kind: 'paragraph', words: words('First page.') },
      { kind: 'paragraph', words: words('More of it.') },
      { kind: 'page', number: 2, empty: true },
      { kind: 'page', number: 3, empty: false },
      { kind: 'paragraph', words: words('Third page.') },
    ])
  })

  test('of a video is paragraphs of half a minute, each with its second', () => {
    const segments = Array.from({ length: 10 }, (_, n) => ({
      startMs: n * 10_000,
      endMs: n * 10_000 + 9_000,
      text: ` line\n${n} `,
    }))
    expect(spokenBlocks({ language: 'en', kind: 'auto', segments })).toEqual([
      { startMs: 0, text: 'line 0 line 1 line 2' },
      { startMs: 30_000, text: 'line 3 line 4 line 5' },
      { startMs: 60_000, text: 'line 6 line 7 line 8' },
      { startMs: 90_000, text: 'line 9' },
    ])
  })
})
