import { expect, test } from 'vitest'
import { passages } from '../../../core/passages/passages.ts'
import { sentences } from '../../../core/passages/sentences.ts'
import { unitsOf } from '../../../core/passages/units.ts'
import { transcriptText } from '../../../core/transcript/text.ts'
import { cpuMs } from '../../support/cpu-ms.ts'

const split = (text: string, language?: string) =>
  [...sentences(text, language)].map(({ start, end }) => text.slice(start, end))
const cut = (text: string) => [...passages(text)].map(({ start, end }) => text.slice(start, end))

test.each([
  ['Dr. Smith met J. Edgar on Jan. 5. They spoke.', ['Dr. Smith met J. Edgar on Jan. 5.', 'They spoke.']],
  ['It rose 3.5 percent. Then it fell.', ['It rose 3.5 percent.', 'Then it fell.']],
  [
    'The U.S. Army left. He stayed in the U.S. The end.',
    ['The U.S. Army left.', 'He stayed in the U.S.', 'The end.'],
  ],
  ['"Is it true?" she asked. "Yes!" He left.', ['"Is it true?" she asked.', '"Yes!"', 'He left.']],
  ['See e.g. Fig. 2 for more. Done.', ['See e.g. Fig. 2 for more.', 'Done.']],
  ['No space at the end\nA new line', ['No space at the end', 'A new line']],
  ['Acme Inc. sold it. It was old.', ['Acme Inc. sold it.', 'It was old.']],
])('sentences of %j', (text, expected) => {
  expect(split(text)).toEqual(expected)
})

test('sentences of a script without spaces are found by its own marks', () => {
  expect(split('今日は寒い。明日は暑い。', 'ja')).toEqual(['今日は寒い。', '明日は暑い。'])
})

const sentence = (n: number) => `Sentence number ${n} has exactly these nine words here.`
const paragraph = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => sentence(from + i)).join(' ')

test('passages have about 60 to 120 words, keep sentences whole, lose nothing and never overlap', () => {
  const text = Array.from({ length: 30 }, (_, i) => paragraph(i * 7, 3 + (i % 9))).join('\n\n')
  const found = [...passages(text)]
  for (const { start, end, words } of found.slice(0, -1)) {
    expect(text.slice(start, end)).toMatch(/^Sentence[\s\S]*here\.$/)
    expect(words).toBeGreaterThanOrEqual(35)
    expect(words).toBeLessThanOrEqual(120)
  }
  let end = 0
  let lost = ''
  for (const passage of found) {
    lost += text.slice(end, passage.start)
    expect(passage.start).toBeGreaterThanOrEqual(end)
    end = passage.end
  }
  expect((lost + text.slice(end)).trim()).toBe('')
  expect(found.map(passage => passage.ord)).toEqual(found.map((_, i) => i))
})

test('a heading begins a passage and is never left alone at the end of one', () => {
  const text = `${paragraph(1, 4)}\n\nWhat came next\n\n${paragraph(10, 5)}`
  expect(cut(text)).toEqual([paragraph(1, 4), `What came next\n\n${paragraph(10, 5)}`])
})

test('a sentence beyond 120 words is cut behind a clause, else behind a word, else in mid-word', () => {
  const clauses = Array.from({ length: 30 }, (_, i) => `and then part ${i} came along,`).join(' ')
  const parts = [...unitsOf(clauses)]
  expect(parts.length).toBe(2)
  expect(clauses.slice(parts[0]!.start, parts[0]!.end)).toMatch(/,$/)
  const units = [...unitsOf('x'.repeat(5_000))]
  expect(Math.max(...units.map(unit => unit.end - unit.start))).toBeLessThanOrEqual(1_200)
  expect(
    Math.max(...[...passages('x'.repeat(100_000))].map(({ start, end }) => end - start)),
  ).toBeLessThanOrEqual(2_400)
})

test('nothing comes of nothing', () => {
  expect([...passages('')]).toEqual([])
  expect([...passages(' \n\n\t ')]).toEqual([])
})

test('captions without punctuation are cut at pauses and segment borders, and keep their seconds', () => {
  const segments = Array.from({ length: 60 }, (_, i) => ({
    startMs: i * 3_000 + (i >= 5 ? 2_000 : 0),
    endMs: i * 3_000 + (i >= 5 ? 2_000 : 0) + 2_900,
    text: `words of segment number ${i} go`,
  }))
  const transcript = { language: 'en', kind: 'auto' as const, segments }
  const running = transcriptText(transcript)
  const units = [...unitsOf(running.text, 'en', { transcript, running })]
  expect(running.text.slice(units[0]!.start, units[0]!.end)).toMatch(
    /^words of segment number 0 .* number 4 go$/,
  )
  for (const unit of units) {
    expect(running.starts).toContain(unit.start)
    expect(unit.words).toBeLessThanOrEqual(40)
  }
  const found = [...passages(running.text, { transcript })]
  expect(found[0]!.startMs).toBe(0)
  for (const passage of found) {
    expect(passage.endMs!).toBeGreaterThan(passage.startMs!)
    expect(segments.some(segment => segment.startMs === passage.startMs)).toBe(true)
  }
  expect(found.at(-1)!.endMs).toBe(segments.at(-1)!.endMs)
})

test('captions with punctuation are cut into their sentences, across segments', () => {
  const transcript = {
    language: 'en',
    kind: 'manual' as const,
    segments: [
      { startMs: 0, endMs: 2_000, text: 'This sentence goes on' },
      { startMs: 2_000, endMs: 4_000, text: 'in the next segment. And this' },
      { startMs: 4_000, endMs: 6_000, text: 'is another one.' },
    ],
  }
  const running = transcriptText(transcript)
  const units = [...unitsOf(running.text, 'en', { transcript, running })]
  expect(units.map(({ start, end }) => running.text.slice(start, end))).toEqual([
    'This sentence goes on in the next segment.',
    'And this is another one.',
  ])
})

test.each([
  ['in paragraphs', '\n\n'],
  ['in one line', ' '],
])('a million words %s are cut well within ten seconds', (_how, glue) => {
  const block = paragraph(1, 12) + glue
  const text = block.repeat(Math.ceil(1_000_000 / 108))
  const started = cpuMs()
  let count = 0
  for (const passage of passages(text)) count += passage.words
  expect(count).toBeGreaterThan(990_000)
  expect(cpuMs() - started).toBeLessThan(10_000)
})
