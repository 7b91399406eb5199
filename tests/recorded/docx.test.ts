import { beforeEach, describe, expect, test } from 'vitest'
import type { ScriptState } from '../../core/contract/script.ts'
import { emptyScript } from '../../core/script/apply.ts'
import { avDocx, scriptDocx } from '../../core/script/forms/docx-document.ts'
import { type SpeakingPace, usualPace } from '../../core/script/timing.ts'
import { converted, libreOfficeForTests } from '../support/libreoffice.ts'
import { citation, scriptOf } from '../support/script.ts'

const office = libreOfficeForTests()
const options = { title: 'Why streets flood & what “sponges” do', pace: usualPace as SpeakingPace }

const second = citation({
  sourceId: '0192f000-0000-7000-8000-000000000002',
  sourceTitle: 'Sponge cities',
  sourceKind: 'video',
  anchor: { exact: 'a third runs off', prefix: '', suffix: '' },
  startMs: 432_000,
  link: 'https://www.youtube.com/watch?v=abcdefghijk&t=432s',
})
const hostile = '</w:t></w:r> <w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText> \u0000\u0007\ud800 {=1+1}'
const state = scriptOf([
  {
    title: 'The puddle',
    kind: 'hook',
    says: [
      { text: 'A third runs off.', citations: [second], cue: 'Rain on asphalt' },
      { text: 'Die Straße wird zum Fluss: 河, نهر.', citations: [citation()] },
    ],
  },
  {
    title: hostile,
    says: [
      { text: hostile, standing: 'open', why: 'No source says so', cue: hostile },
      {
        text: 'It opens nothing.',
        citations: [
          citation({ start: 6, sourceTitle: hostile, startMs: 1_000, link: 'javascript:alert(1)' }),
        ],
      },
    ],
  },
])

/** The document as LibreOffice reads it, as one line of HTML. */
async function opened(document: Promise<ArrayBuffer>): Promise<string> {
  const html = await converted(office!, new Uint8Array(await document), 'html')
  return html.toString('utf8').replace(/\s+/g, ' ')
}
const wordsIn = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()
const cellsOf = (html: string) =>
  [...html.matchAll(/<tr\b.*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<td\b.*?<\/td>/g)].map(([cell]) => wordsIn(cell)),
  )

describe('a Word document in LibreOffice', () => {
  beforeEach(({ skip }) => skip(!office, 'there is no LibreOffice'))

  test('of the two columns has its title, its table with headed columns, and every word', async () => {
    const html = await opened(avDocx(state, options))
    expect(wordsIn(html)).toContain('Why streets flood & what “sponges” do: picture and sound')
    expect(html.match(/<table\b/g)).toHaveLength(1)
    expect(html).toMatch(/<thead>.*Time.*Picture.*Sound.*<\/thead>/)
    const rows = cellsOf(html)
    expect(rows.map(row => row.length)).toEqual([3, 1, 3, 1, 3])
    expect(rows[1]).toEqual(['Hook: The puddle'])
    expect(rows[2]).toEqual([
      '0:00–0:05',
      'Rain on asphalt Clip: Sponge cities, 7:12',
      'A third runs off.[1] Die Straße wird zum Fluss: 河, نهر.[2]',
    ])
  })

  test('has the links to the clipped second and to each quote, and no link that is none of the web', async () => {
    const html = await opened(avDocx(state, options))
    const links = [...html.matchAll(/<a\b[^>]*href="([^"]*)"/g)].map(([, href]) => href)
    expect(links).toEqual([
      'https://www.youtube.com/watch?v=abcdefghijk&amp;t=432s',
      'https://www.youtube.com/watch?v=abcdefghijk&amp;t=432s',
      'https://example.org/a#:~:text=word0',
      'https://www.youtube.com/watch?v=abcdefghijk&amp;t=432s',
      'https://example.org/a#:~:text=word0',
    ])
  })

  test('shows what somebody else wrote as words, without fields and control characters', async () => {
    const words = wordsIn(await opened(avDocx(state, options)))
    expect(words).toContain('</w:t></w:r> <w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText> \ufffd {=1+1}')
    expect(words).not.toContain('root:')
  })

  test('marks and lists what is open', async () => {
    const words = wordsIn(await opened(avDocx(state, options)))
    expect(words).toContain('{=1+1} [open]')
    expect(words).toMatch(/Open: nothing shows these.*No source says so.*Quotes \[1\] “a third runs off”/)
  })

  test('of the spoken script has a heading and a paragraph a beat, and prints as PDF', async () => {
    const html = await opened(scriptDocx(state, options))
    expect(html.match(/<h1\b/g)).toHaveLength(3)
    expect(wordsIn(html)).toContain('Hook: The puddle A third runs off. Die Straße wird zum Fluss: 河, نهر.')
    const pdf = await converted(office!, new Uint8Array(await scriptDocx(state, options)), 'pdf')
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('of a script without a word and of ten hours opens as well', async () => {
    const long = (beats: number): ScriptState =>
      scriptOf(
        Array.from({ length: beats }, (_, n) => ({
          title: `Beat ${n}`,
          says: Array.from({ length: 30 }, (_, m) => ({
            text: `Sentence ${m} of beat ${n} says some words.`,
          })),
        })),
      )
    expect(wordsIn(await opened(avDocx(emptyScript(), options)))).toContain('Nothing is written yet.')
    expect(cellsOf(await opened(avDocx(long(60), options)))).toHaveLength(1 + 2 * 60)
  })
})
