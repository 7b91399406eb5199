import { describe, expect, test } from 'vitest'
import type { ScriptState } from '../../../core/contract/script.ts'
import { emptyScript } from '../../../core/script/apply.ts'
import { avHtml } from '../../../core/script/forms/av-html.ts'
import { avMarkdown } from '../../../core/script/forms/av-markdown.ts'
import { description } from '../../../core/script/forms/description.ts'
import {
  cleanWords,
  htmlCellWords,
  markdownLink,
  markdownWords,
  webLink,
} from '../../../core/script/forms/escaped.ts'
import { type LedgerFile, ledgerJson, ledgerMarkdown } from '../../../core/script/forms/ledger.ts'
import { notesOf } from '../../../core/script/forms/notes.ts'
import { outlineMarkdown } from '../../../core/script/forms/outline-markdown.ts'
import { scriptMarkdown } from '../../../core/script/forms/script-markdown.ts'
import { spokenOf } from '../../../core/script/order.ts'
import type { SpeakingPace } from '../../../core/script/timing.ts'
import { readMarkdown, saidIn } from '../../../extension/panel/work/markdown.ts'
import { citation, scriptOf } from '../../support/script.ts'

const pace: SpeakingPace = { speech: 120, overall: 100, pauseMs: 500, breathWords: 20, from: 'measured' }
const options = { title: 'Why streets flood', pace }
const second = citation({
  sourceId: '0192f000-0000-7000-8000-000000000002',
  sourceTitle: 'Sponge cities',
  sourceKind: 'video',
  anchor: { exact: 'a third runs off', prefix: '', suffix: '' },
  startMs: 432_000,
  link: 'https://www.youtube.com/watch?v=abcdefghijk&t=432s',
})
const state = scriptOf([
  {
    title: 'The puddle',
    kind: 'hook',
    purpose: 'Make them look down',
    says: [
      { text: 'A third runs off.', citations: [second], cue: 'Rain on asphalt' },
      { text: 'It doubled in ten years.', standing: 'open', why: 'No source says so' },
    ],
  },
  {
    title: 'The pipe',
    says: [{ text: 'So it is with pipes.', citations: [second, citation()], standing: 'paraphrase' }],
  },
  { title: 'Later', says: [] },
])

/** Everything that somebody else may have written, written to do harm. */
const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[click](javascript:alert(1))',
  '![x](https://evil.example/p.png)',
  '| a | b |\n| --- | --- |',
  '`code` *bold* _it_ ~~gone~~ $x^2$',
  '=HYPERLINK("https://evil.example","x")',
  '&lt;b&gt; &#x3c; \u0000\u0007\u001b[31m \u202Eright\u202C',
  '- item\n1. one\n# head\n> quote',
  '[^1]: a footnote of theirs',
  '\ud800 half',
]
const poisoned = scriptOf(
  hostile.map((words, n) => ({
    title: words,
    purpose: words,
    says: [
      {
        text: words,
        cue: words,
        why: words,
        standing: n % 2 ? ('open' as const) : ('quoted' as const),
        citations: [
          citation({
            start: n,
            sourceTitle: words,
            anchor: { exact: words, prefix: '', suffix: '' },
            startMs: 1_000,
            link: n % 2 ? 'javascript:alert(1)' : 'https://example.org/a?b="><script>alert(1)</script>&c=(d)',
          }),
        ],
      },
    ],
    evidence: [citation({ sourceTitle: words, link: 'data:text/html,<script>alert(1)</script>' })],
  })),
)
const markdownForms: Record<string, (of: ScriptState) => string> = {
  script: of => scriptMarkdown(of, { ...options, title: hostile[0]! }),
  'two columns': of => avMarkdown(of, { ...options, title: hostile[2]! }),
  outline: of => outlineMarkdown(of, { ...options, title: hostile[8]! }),
  ledger: of => ledgerMarkdown(of, { title: hostile[5]! }),
}

describe('the script as Markdown', () => {
  const markdown = scriptMarkdown(state, options)
  test('has beats with their times, sentences, and each quote as a footnote with its second', () => {
    expect(markdown).toContain('# Why streets flood\n')
    expect(markdown).toContain('## 0:00 Hook: The puddle\n\n_Make them look down_\n\nA third runs off.[^1] ')
    expect(markdown).toContain(
      '[^1]: “a third runs off” [Sponge cities, 7:12](https://www.youtube.com/watch?v=abcdefghijk&t=432s)\n',
    )
    expect(markdown).toContain('## 0:05 Turn: The pipe\n')
  })
  test('marks what is open and lists it with its reason', () => {
    expect(markdown).toContain('It doubled in ten years. **\\[open\\]**')
    expect(markdown).toContain('1 of 3 sentences is open')
    expect(markdown).toMatch(
      /## Open: nothing shows these\n\n- “It doubled in ten years\.”: No source says so\n/,
    )
  })
  test('shows a paraphrase as an opinion, and numbers a place that is quoted and followed twice', () => {
    expect(markdown).toContain('So it is with pipes.[^2][^3]')
    expect(markdown).toContain('[^2]: In other words, as a model or the creator reads it: “a third runs off”')
  })
  test('says of an empty script that nothing is written', () => {
    expect(scriptMarkdown(emptyScript(), options)).toContain('Nothing is written yet.')
  })
})

describe('the two columns', () => {
  test('as Markdown are a table for each beat, with the cue and the link to the clipped second', () => {
    expect(avMarkdown(state, options)).toContain(
      '| 0:00–0:05 | Rain on asphalt<br>Clip: [Sponge cities, 7:12](https://www.youtube.com/watch?v=abcdefghijk&t=432s) | A third runs off.[^1] It doubled in ten years. **\\[open\\]** |',
    )
  })
  test('as HTML are one table with headed columns, links and what is open', () => {
    const html = avHtml(state, options)
    expect(html).toContain('<th colspan="3" scope="rowgroup">Hook: The puddle</th>')
    expect(html).toContain(
      '<td>Rain on asphalt<br>Clip: <a href="https://www.youtube.com/watch?v=abcdefghijk&amp;t=432s">Sponge cities, 7:12</a></td>',
    )
    expect(html).toContain('<span class="open">[open]</span>')
    expect(html).toContain('<li>“It doubled in ten years.”: No source says so</li>')
  })
})

test('the outline has what each beat is to do, its length, planned and written, and what it leans on', () => {
  const outline = outlineMarkdown(
    scriptOf([
      { title: 'Pipes', purpose: 'Show the pipe', seconds: 95, evidence: [second], says: [{ text: 'One.' }] },
    ]),
    options,
  )
  expect(outline).toContain('_1:35 planned, 1 beats_')
  expect(outline).toContain(
    '## 1\\. Turn: Pipes\n\n_1:35 planned, 0:01 written_\n\nShow the pipe\n\n- “a third runs off” [',
  )
})

describe('the ledger', () => {
  test('as JSON holds every sentence with what it stands on, and the ids of what is open', () => {
    const file = JSON.parse(ledgerJson(state, options)) as LedgerFile
    expect(file.counts).toEqual({ quoted: 1, paraphrase: 1, own_knowledge: 0, opinion: 0, open: 1 })
    expect(file.open).toEqual(['s-0-1'])
    expect(file.beats[0]!.sentences[0]).toMatchObject({
      text: 'A third runs off.',
      standing: 'quoted',
      citations: [second],
    })
  })
  test('as Markdown says of each sentence whose words it is and how it stands', () => {
    expect(ledgerMarkdown(state, options)).toContain(
      '- It doubled in ten years.\n  - **open**; written by the creator. No source says so\n',
    )
  })
})

describe('the description', () => {
  const long = (beats: number, of: number) =>
    scriptOf(
      Array.from({ length: beats }, (_, n) => ({
        title: `Part <${n}>`,
        says: [
          {
            text: Array.from({ length: 40 }, () => 'word').join(' '),
            citations: Array.from({ length: of }, (_, m) =>
              citation({
                sourceId: `0192f000-0000-7000-8000-${String(n * 1_000 + m).padStart(12, '0')}`,
                link: `https://example.org/${n}/${m}#:~:text=word`,
              }),
            ),
          },
        ],
      })),
    )
  test('has the creator’s words, the chapters and the sources together, without < and >', () => {
    expect(description(long(3, 1), pace, 'Watch this.').text).toBe(
      [
        'Watch this.\n',
        '0:00 Part 0\n0:24 Part 1\n0:48 Part 2\n',
        'Sources:\nA paper: https://example.org/0/0\nA paper: https://example.org/1/0\nA paper: https://example.org/2/0',
      ].join('\n'),
    )
  })
  test('is never longer than YouTube takes it: whole sources are left out, and counted', () => {
    const { text, leftOut } = description(long(3, 100), pace)
    expect(text.length).toBeLessThanOrEqual(5_000)
    expect(text.split('\n').filter(line => line.startsWith('A paper: ')).length + leftOut).toBe(300)
    expect(leftOut).toBeGreaterThan(100)
    expect(text).toMatch(/https:\/\/example\.org\/\d+\/\d+$/)
  })
})

describe('what somebody else wrote', () => {
  test.each(Object.keys(markdownForms))('is no markup in Markdown: %s', form => {
    const markdown = markdownForms[form]!(poisoned)
    // Every sign that could begin something is escaped, but for what we wrote ourselves.
    expect(markdown).not.toMatch(/(?<!\\)<(?!br>)/)
    expect(markdown).not.toMatch(/(?<!\\)\$/)
    expect(markdown).not.toMatch(/(?<!\\)\]\((?!https?:)/)
    expect(markdown).not.toMatch(/(?<!\\)!\[/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be there
    expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
    // Headings and rows of tables are ours: theirs are one line of words.
    expect(markdown.match(/^#{1,6} /gm)!.length).toBeLessThanOrEqual(hostile.length + 2)
    for (const line of markdown.split('\n').filter(each => each.startsWith('|')))
      expect(line.match(/(?<!\\)\|/g)).toHaveLength(4)
  })
  test('is read back from the Markdown as the words that it was', () => {
    const words = (markdown: string) => readMarkdown(markdown).map(saidIn).join('\n')
    const shown = words(outlineMarkdown(poisoned, options))
    for (const each of hostile.slice(0, 4)) expect(shown).toContain(cleanWords(each))
  })
  test('is no markup in HTML, and no formula where it is pasted into cells', () => {
    const html = avHtml(poisoned, { ...options, title: hostile[1]! })
    expect(html).not.toContain('<script')
    expect(html).not.toContain('<img')
    expect(html).not.toMatch(/href="(?!https?:)/)
    expect(html).not.toContain('<td>=')
    expect(html.match(/<tr>/g)).toHaveLength(1 + 2 * hostile.length)
    expect(htmlCellWords('=1+1')).toBe('\u200b=1+1')
    expect(htmlCellWords('1=1')).toBe('1=1')
  })
  test('is a link only where it is an address of the web', () => {
    for (const address of [
      'javascript:alert(1)',
      'data:text/html,x',
      'ownwords:knowledge/x',
      'file:///etc/passwd',
      '',
    ])
      expect(webLink(address)).toBeNull()
    expect(webLink('https://example.org/a_(b)?q="<>`')).toBe('https://example.org/a_%28b%29?q=%22%3C%3E%60')
    expect(markdownLink('a]b', 'javascript:x')).toBe('a\\]b')
  })
  test('keeps its words: numbers, prices and names stay readable', () => {
    expect(markdownWords('Q&A: 3.5 million, 10% & more')).toBe('Q&A: 3.5 million, 10% & more')
    expect(markdownWords('1. From $5 to $10')).toBe('1\\. From \\$5 to \\$10')
    expect(markdownWords('- 5 °C')).toBe('\\- 5 °C')
  })
})

test('a place that two sentences quote is one note', () => {
  const twice = scriptOf([
    {
      title: 'One',
      says: [
        { text: 'a', citations: [second] },
        { text: 'b', citations: [second] },
      ],
    },
  ])
  const notes = notesOf(twice)
  expect(notes.all).toHaveLength(1)
  expect(spokenOf(twice).map(each => notes.of(each)[0]!.number)).toEqual([1, 1])
})
