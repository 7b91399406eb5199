import { describe, expect, test } from 'vitest'
import { briefMarkdown } from '../../../extension/panel/brief/brief-markdown.ts'
import { methodWords } from '../../../extension/panel/brief/method.ts'
import { clippedOf, pageIdentity } from '../../../extension/panel/page/identity.ts'
import { ago, published } from '../../../extension/panel/words/dates.ts'
import { clockTime, count, percent } from '../../../extension/panel/words/numbers.ts'
import { safeUrl } from '../../../extension/panel/words/safe-url.ts'
import { readiness, staleWords } from '../../../extension/panel/work/readiness.ts'
import { settings } from './fake-world.ts'
import { extractive, run, selection, source, three, wordless, written } from './samples.ts'

describe('the page in front', () => {
  test.each([
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s&list=PL1', 'https://youtu.be/dQw4w9WgXcQ?si=abc'],
    ['https://example.org/a/?utm_source=x#part', 'http://www.example.org/a'],
    ['https://example.org/', 'https://example.org'],
  ])('%s is %s', (one, other) => {
    expect(pageIdentity(one)).toBe(pageIdentity(other))
  })

  test.each([
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'https://www.youtube.com/watch?v=aaaaaaaaaaa'],
    ['https://example.org/?p=1', 'https://example.org/?p=2'],
  ])('%s is not %s', (one, other) => {
    expect(pageIdentity(one)).not.toBe(pageIdentity(other))
  })

  test('is not clipped when only a passage of it is', () => {
    const passage = selection(3)
    expect(clippedOf(passage.url, three)).toEqual({ source: null, selections: 1, moments: 0 })
  })
})

describe('numbers and dates', () => {
  test('a share is 100% only when it is all, and 0% only when it is nothing', () => {
    expect([
      percent(999, 1000),
      percent(1000, 1000),
      percent(1, 1000),
      percent(0, 1000),
      percent(5, 0),
    ]).toEqual(['99%', '100%', '1%', '0%', '0%'])
  })

  test('a clock has hours only where there are some', () => {
    expect([clockTime(598_999), clockTime(3_723_000), clockTime(0)]).toEqual(['9:58', '1:02:03', '0:00'])
  })

  test('one is one', () => {
    expect([count(1, 'word'), count(2, 'word'), count(12_400, 'word')]).toEqual([
      '1 word',
      '2 words',
      '12,400 words',
    ])
  })

  test('dates are as exact as the page says them', () => {
    expect(['2023', '2023-03', '2023-03-14T23:30:00-05:00', 'spring', null].map(published)).toEqual([
      '2023',
      'Mar 2023',
      '14 Mar 2023',
      null,
      null,
    ])
  })

  test('the past is told from now, and a clock that runs ahead is just now', () => {
    const now = Date.UTC(2026, 5, 10, 12)
    expect([now + 5_000, now - 59_000, now - 180_000, now - 90_000_000].map(at => ago(at, now))).toEqual([
      'just now',
      'just now',
      '3 minutes ago',
      'yesterday',
    ])
  })
})

test('only web addresses become links', () => {
  const hostile = ['javascript:alert(1)', 'data:text/html,x', 'chrome://settings', 'file:///etc/passwd', 'x']
  expect(hostile.map(safeUrl)).toEqual([null, null, null, null, null])
  expect(safeUrl('https://example.org/a')).toBe('https://example.org/a')
})

describe('the brief', () => {
  test('says who wrote it and what was checked', () => {
    expect(methodWords(extractive)).toBe(
      'Written without a model: sentences of your sources, ranked by LexRank.',
    )
    expect(methodWords(written)).toBe(
      'Written by gpt-5-mini; 8 quotes checked word for word, 2 dropped because no source says them.',
    )
  })

  test('as Markdown keeps words of a page from becoming markup, and unsafe addresses from becoming links', () => {
    const [theme] = extractive.themes
    const [statement] = theme!.statements
    if (statement?.state !== 'quoted') throw new Error('the sample has changed')
    const citation = {
      ...statement.citations[0]!,
      sourceTitle: 'A [trap](x) <b>',
      anchor: { exact: 'one_two_ *three*', prefix: '', suffix: '' },
      link: 'javascript:alert(1)',
    }
    const brief = {
      ...extractive,
      themes: [{ title: 'T', statements: [{ ...statement, text: 'said', citations: [citation] }] }],
      disagreements: [],
      questions: [],
    }
    expect(briefMarkdown(brief, 'Mine')).toContain('  - “one\\_two\\_ \\*three\\*” (A \\[trap\\](x) \\<b\\>)')
    const linked = { ...citation, link: 'https://example.org/a_(b)' }
    const safe = { ...brief, themes: [{ title: 'T', statements: [{ ...statement, citations: [linked] }] }] }
    expect(briefMarkdown(safe, 'Mine')).toContain('(https://example.org/a_%28b%29)')
  })

  const { work, connection } = settings()

  test('is stale when a source came, changed or went', () => {
    const fresh = source(9, { capturedAt: new Date().toISOString() })
    const changed = { ...three[1]!, capturedAt: new Date().toISOString() }
    const now = { ...work, brief: extractive, sources: [fresh, changed, three[2]!] }
    expect(readiness('brief', now, connection).stale).toEqual({ added: 2, removed: 1 })
    expect(staleWords({ added: 2, removed: 1 }, 'brief')).toBe(
      '2 new or changed sources, 1 removed since this brief',
    )
    expect(readiness('brief', { ...now, sources: three }, connection).stale).toBeNull()
  })

  test('waits for words: a source that has none, or is not there yet, does not make it stale or possible', () => {
    const only = { ...work, sources: [wordless(9)] }
    expect(readiness('brief', only, connection).blocked).toContain('None of your sources has words')
    const coming = { ...work, sources: [source(9, { state: 'ingesting', passages: 0 })] }
    expect(readiness('brief', coming, connection)).toMatchObject({
      coming: 1,
      blocked: expect.stringContaining('still'),
    })
    expect(
      readiness('brief', { ...work, brief: extractive, sources: [...three, wordless(9)] }, connection).stale,
    ).toBeNull()
  })

  test('shows its failure until a newer one is there', () => {
    const failed = run(50, { state: 'failed', createdAt: '2026-01-01T00:00:00.000Z' })
    expect(readiness('brief', { ...work, runs: [failed] }, connection).run).toBe(failed)
    expect(readiness('brief', { ...work, runs: [failed], brief: extractive }, connection).run).toBeNull()
  })
})
