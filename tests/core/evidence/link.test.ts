import { expect, test } from 'vitest'
import { quoteAnchor } from '../../../core/evidence/anchor.ts'
import { citableSource, cite } from '../../../core/evidence/cite.ts'
import { citationLink } from '../../../core/evidence/link.ts'

const page = { kind: 'article', url: 'https://example.org/a', videoId: null } as const
const anchor = (exact: string, prefix = '', suffix = '') => ({ exact, prefix, suffix })

test('a video opens at the second in which the words begin, rounded down', () => {
  const video = {
    kind: 'video',
    url: 'https://www.youtube.com/watch?v=abcdefghijk&list=x',
    videoId: 'abcdefghijk',
  } as const
  expect(citationLink(video, anchor('x'), { startMs: 83_999 })).toBe(
    'https://www.youtube.com/watch?v=abcdefghijk&t=83s',
  )
  expect(citationLink(video, anchor('x'), { startMs: null })).toBe(
    'https://www.youtube.com/watch?v=abcdefghijk&t=0s',
  )
})

test('a page opens at the words, with the characters that have a meaning in the directive encoded', () => {
  expect(citationLink(page, anchor('well-known, salt & co'))).toBe(
    'https://example.org/a#:~:text=well%2Dknown%2C%20salt%20%26%20co',
  )
})

test('a fragment that the address has already is kept, an old text directive is replaced', () => {
  expect(citationLink({ ...page, url: 'https://example.org/a#top' }, anchor('one'))).toBe(
    'https://example.org/a#top:~:text=one',
  )
  expect(citationLink({ ...page, url: 'https://example.org/a#:~:text=old' }, anchor('one'))).toBe(
    'https://example.org/a#:~:text=one',
  )
})

test('a long quote is named by its first and last words', () => {
  const words = Array.from({ length: 40 }, (_, i) => `word${i}`).join(' ')
  expect(citationLink(page, anchor(words))).toBe(
    'https://example.org/a#:~:text=word0%20word1%20word2%20word3%20word4%20word5,word34%20word35%20word36%20word37%20word38%20word39',
  )
})

test('a quote over a line border becomes a start and an end within their lines', () => {
  expect(citationLink(page, anchor('The first line is here\n\nand the last line is there'))).toContain(
    ':~:text=The%20first%20line%20is%20here,and%20the%20last%20line%20is%20there',
  )
})

test('words that stand on the page before the quote bring their context with them', () => {
  const source = citableSource({
    id: 'a',
    title: 'A',
    ...page,
    text: 'Say it now. Then say it now. Say it now!',
    transcript: null,
  })
  const at = source.quoted.text.indexOf('say it now.', 12) + 0
  expect(cite(source, at, at + 10).link).toBe('https://example.org/a#:~:text=say%20it%20now')
  const last = source.quoted.text.lastIndexOf('Say it now')
  expect(cite(source, last, last + 10).link).toBe(
    'https://example.org/a#:~:text=Then%20say%20it%20now.-,Say%20it%20now',
  )
})

test('an anchor has its context cut at word borders and its words literally', () => {
  const text = `${'abcdefghi '.repeat(20)}HERE it is${' jklmnopqr'.repeat(20)}`
  const start = text.indexOf('HERE')
  const { exact, prefix, suffix } = quoteAnchor(text, start, start + 10)
  expect(exact).toBe('HERE it is')
  expect(prefix).toBe('abcdefghi '.repeat(6))
  expect(suffix).toBe(' jklmnopqr'.repeat(6))
  expect(() => quoteAnchor(text, 5, 5)).toThrow(RangeError)
})

test('a citation of a transcript carries the second of its segment', () => {
  const source = citableSource({
    id: 'v',
    title: 'V',
    kind: 'video',
    url: 'https://www.youtube.com/watch?v=abcdefghijk',
    videoId: 'abcdefghijk',
    text: 'so this is it and there we go',
    transcript: {
      language: 'en',
      kind: 'auto',
      segments: [
        { startMs: 1_000, endMs: 4_000, text: 'so this is it' },
        { startMs: 4_200, endMs: 9_000, text: 'and there we go' },
      ],
    },
  })
  const citation = cite(source, 14, 29)
  expect(citation).toMatchObject({ startMs: 4_200, anchor: { exact: 'and there we go' } })
  expect(citation.link).toContain('&t=4s')
})
