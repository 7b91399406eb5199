import { describe, expect, test } from 'vitest'
import {
  excerptOf,
  hitQuote,
  hitsWords,
  hitWhere,
  meaningWords,
  piecesOf,
} from '../../../extension/panel/search/hit-words.ts'
import { titledLike } from '../../../extension/panel/search/kept-titles.ts'
import {
  filtersSet,
  noDraft,
  noFilters,
  questionOf,
  toggled,
} from '../../../extension/panel/search/search-draft.ts'
import { suggestedTags, tagsProblem, withTyped } from '../../../extension/panel/tags/tag-words.ts'
import { pieceWith } from '../../../extension/panel/work/find-passage.ts'
import { film, paper, plan, research } from './research-samples.ts'
import { id } from './samples.ts'
import { hit } from './search-scenarios.ts'

describe('a passage', () => {
  test('is shown in pieces, whatever its marks are', () => {
    const marks = [
      { start: 4, end: 8 },
      { start: 0, end: 2 },
      { start: 6, end: 9 },
      { start: 50, end: 60 },
      { start: 8, end: 8 },
    ]
    const pieces = piecesOf('ab cdefghij', marks)
    expect(pieces.map(piece => piece.text).join('')).toBe('ab cdefghij')
    expect(pieces.filter(piece => piece.asked).map(piece => piece.text)).toEqual(['ab', 'defg', 'h'])
    expect(piecesOf('', [])).toEqual([])
  })

  test('that is long is shown where the words are that were asked for, and never cut within one', () => {
    const text = `${'one two three four five six seven. '.repeat(30)}Here is the pipe. ${'And so on and on. '.repeat(30)}`
    const start = text.indexOf('pipe')
    const seen = excerptOf(text, [{ start, end: start + 4 }])
    const [mark] = seen.marks
    expect(seen.text.slice(mark!.start, mark!.end)).toBe('pipe')
    expect(seen.text.length).toBeLessThan(380)
    expect(seen.text).toMatch(/^… \S+ .* …$/s)
    const words = new Set(text.split(' '))
    expect(seen.text.split(' ').filter(word => word !== '…' && !words.has(word))).toEqual([])
    expect(seen.whole).toBe(false)
  })

  test('that is short, or has no words that were asked for, is shown from its beginning', () => {
    expect(excerptOf('short', [])).toEqual({ text: 'short', marks: [], whole: true })
    expect(excerptOf('word '.repeat(200), []).text).toMatch(/^word/)
    const unbroken = 'x'.repeat(2_000)
    expect(excerptOf(unbroken, [{ start: 1_500, end: 1_510 }]).text.replace(/[ …]/g, '').length).toBe(360)
  })

  test('says where it stands: its site and day, its project where there are several', () => {
    expect(hitWhere(hit(paper, 'x'), { project: false })).toBe('Journal of City Water · 14 Mar 2023')
    expect(hitWhere(hit(paper, 'x'), { project: true })).toBe(
      'Journal of City Water · 14 Mar 2023 · in Why your street floods',
    )
    const own = hit(film, 'x', {
      place: { of: 'channel', title: 'Mine', published: null, channelId: 'c', videoId: 'own_video_1' },
    })
    expect(hitWhere(own, { project: true })).toBe('Your channel')
  })

  test('is copied as it stands, with the link to its second or page', () => {
    const spoken = hit(film, 'rain *falls*', { startMs: 61_000, link: `${film.url}&t=61s` })
    expect(hitQuote(spoken)).toBe(
      '“rain \\*falls\\*” [Sponge cities, explained by an engineer, 1:01](https://www.youtube.com/watch?v=sponge_city&t=61s)',
    )
    expect(hitQuote(hit(plan, 'costs', { page: 3, link: 'file:///stormwater-plan-2024.pdf' }))).toBe(
      '“costs” (Stormwater master plan 2024, p. 3)',
    )
  })
})

describe('what took part in a search', () => {
  const meaning = { model: 'm', embedded: 10, passages: 10, runId: null, problem: null }
  test('is said: words alone, meaning as far as it is there, and why not', () => {
    expect(meaningWords({ hits: [], meaning: null })).toContain('Searched by words.')
    expect(meaningWords({ hits: [], meaning })).toBe('Searched by words and by meaning (m).')
    expect(meaningWords({ hits: [], meaning: { ...meaning, embedded: 4 } })).toContain(
      'in 4 of 10 passages so far',
    )
    expect(meaningWords({ hits: [], meaning: { ...meaning, problem: 'The key was refused.' } })).toBe(
      'Searched by words alone. The key was refused.',
    )
    expect(hitsWords({ hits: [], meaning })).toBe('Nothing found')
    expect(hitsWords({ hits: [hit(film, 'x')], meaning })).toBe('1 passage')
  })
})

describe('a question', () => {
  test('is none while nothing is typed, and has its scope', () => {
    expect(questionOf({ ...noDraft, query: '  ' }, id(101))).toBeNull()
    expect(questionOf({ ...noDraft, query: ' rain ' }, id(101))).toMatchObject({
      query: 'rain',
      scope: { in: 'project', projectId: id(101) },
    })
    expect(questionOf({ ...noDraft, query: 'rain', where: 'channel' }, id(101))?.scope).toEqual({
      in: 'channel',
    })
    expect(questionOf({ ...noDraft, query: 'x'.repeat(5_000) }, id(101))?.query).toHaveLength(1_000)
  })

  test('counts what it is kept to', () => {
    expect(filtersSet(noFilters)).toBe(0)
    expect(filtersSet({ ...noFilters, kinds: ['video'], tags: ['a', 'b'], to: '2024-01-01' })).toBe(4)
    expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
    expect(toggled(['a'], 'b')).toEqual(['a', 'b'])
  })
})

test('titles on this computer are found by all words, without their accents and in tags too', () => {
  const sources = [{ ...paper, tags: ['Café'] }, ...research.filter(each => each !== paper)]
  expect(titledLike(sources, 'cafe runoff').map(each => each.id)).toEqual([paper.id])
  expect(titledLike(sources, 'civil SENSE').map(each => each.id)).toEqual([film.id])
  expect(titledLike(sources, ' … ')).toEqual([])
})

describe('tags', () => {
  test('are typed several at once, and none twice', () => {
    expect(withTyped(['costs'], ' Council ,COSTS,, a  b\n')).toEqual(['costs', 'Council', 'a b'])
  })

  test('that are too long or too many are refused in words', () => {
    expect(tagsProblem(['x'.repeat(41)])).toMatch(/too long: a tag has 40/)
    expect(tagsProblem(Array.from({ length: 21 }, (_, n) => `t${n}`))).toMatch(/20 tags at most/)
    expect(tagsProblem(['x'.repeat(40)])).toBeNull()
  })

  test('of the project are offered, the most used first, but not what is there', () => {
    const all = [{ tags: ['b', 'a'] }, { tags: ['a'] }, { tags: ['c'] }]
    expect(suggestedTags(all, ['C'])).toEqual(['a', 'b'])
  })
})

describe('the place of a passage in a text', () => {
  const pieces = ['Heading', 'The **first** one ends', 'here, and the second begins', 'with 4 words']
  test('is found whatever stands between the words', () => {
    expect(pieceWith(pieces, 'the first one')).toBe(1)
    expect(pieceWith(pieces, 'ends here — and')).toBe(1)
    expect(pieceWith(pieces, 'Second\n begins with')).toBe(2)
  })
  test('is none where it is not', () => {
    expect(pieceWith(pieces, 'the third one')).toBeNull()
    expect(pieceWith(pieces, ' … ')).toBeNull()
    expect(pieceWith([], 'x')).toBeNull()
  })
})
