import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { differingBits, halvesOf, nearlySame, textFingerprint } from '../../../core/evidence/fingerprint.ts'
import { seededRandom } from '../../support/random.ts'

const truth = new URL('../../../../shared/data/articles/ground-truth.json', import.meta.url)
const there = existsSync(truth)
const long = (text: string) => text.split(/\s+/).length >= 300
const pages = there
  ? Object.values(JSON.parse(readFileSync(truth, 'utf8')) as Record<string, { articleBody: string }>)
      .map(page => page.articleBody)
      .filter(long)
  : []

const random = seededRandom(20261122)

/** So many of a hundred words changed, dropped or followed by another. */
function edited(text: string, perHundred: number): string {
  const words = text.split(/\s+/)
  const edits = Math.max(1, Math.round((words.length * perHundred) / 100))
  for (let n = 0; n < edits; n++) {
    const at = Math.floor(random() * words.length)
    const way = random()
    words[at] = way < 0.34 ? `other${n}` : way < 0.67 ? '' : `${words[at]} more${n}`
  }
  return words.join(' ')
}
const framed = (text: string) =>
  `Advertisement. Sign up for our letter and get the news each morning. ${text} Follow us. Share this article.`
const cut = (text: string) => text.slice(0, text.length * 0.95)

/** A share of the texts whose copy is told as nearly the same. */
const told = (texts: string[], copy: (text: string) => string) =>
  texts.filter(text => nearlySame(textFingerprint(text), textFingerprint(copy(text)))).length / texts.length

/** Texts of an invented language with the habits of a real one: few words are frequent, most are rare. */
function invented(seed: number, length: number): string {
  const next = seededRandom(seed)
  return Array.from({ length }, () => `w${Math.floor(3_000 ** next())}`).join(' ')
}

describe('a text’s fingerprint', () => {
  test('is the same for the same words, whatever stands between them', () => {
    const text = invented(1, 400)
    const print = textFingerprint(text)
    expect(print).toMatch(/^[0-9a-f]{16}$/)
    expect(textFingerprint(`  ${text.toUpperCase().replaceAll(' ', ',\n— ')} `)).toBe(print)
  })

  test('is none under 50 words', () => {
    expect(textFingerprint(invented(1, 49))).toBeNull()
    expect(textFingerprint(invented(1, 50))).not.toBeNull()
    expect(nearlySame(null, null)).toBe(false)
    expect(nearlySame(textFingerprint(invented(1, 60)), null)).toBe(false)
  })

  test('counts signs where words have no spaces between them', () => {
    const page = '雨水沿着街道流入河中'.repeat(20)
    expect(nearlySame(textFingerprint(page), textFingerprint(`${page}完`))).toBe(true)
    expect(textFingerprint('雨水沿着街道流入河中')).toBeNull()
  })

  test('of invented texts of 300 words: small edits stay near, other texts far', () => {
    const texts = Array.from({ length: 60 }, (_, n) => invented(n + 1, 300))
    expect(told(texts, text => edited(text, 1))).toBeGreaterThan(0.95)
    const prints = texts.map(text => textFingerprint(text)!)
    const near = prints.flatMap((one, at) => prints.slice(0, at).filter(other => nearlySame(one, other)))
    expect(near).toEqual([])
  })

  test('differs by as many bits as differ', () => {
    expect(differingBits(halvesOf('0000000000000000'), halvesOf('ffffffffffffffff'))).toBe(64)
    expect(differingBits(halvesOf('8000000000000001'), halvesOf('0000000000000000'))).toBe(2)
    expect(nearlySame('00000000000000ff', '0000000000000000')).toBe(true)
    expect(nearlySame('00000000000001ff', '0000000000000000')).toBe(false)
  })

  describe.skipIf(!there)('on the saved articles (../shared/data/articles, where present)', () => {
    test('small edits, a frame around it and a missing end are near copies', () => {
      expect(pages.length).toBeGreaterThan(50)
      expect(told(pages, text => edited(text, 0.5))).toBeGreaterThanOrEqual(0.98)
      expect(told(pages, text => edited(text, 1))).toBeGreaterThanOrEqual(0.97)
      expect(told(pages, text => edited(text, 2))).toBeGreaterThanOrEqual(0.9)
      expect(told(pages, framed)).toBeGreaterThanOrEqual(0.97)
      expect(told(pages, cut)).toBeGreaterThanOrEqual(0.95)
    })

    test('no two different articles are, nor the first 60 words of them', () => {
      for (const texts of [pages, pages.map(text => text.split(/\s+/).slice(0, 60).join(' '))]) {
        const prints = texts.map(text => halvesOf(textFingerprint(text)!))
        const least = Math.min(
          ...prints.flatMap((one, at) => prints.slice(0, at).map(other => differingBits(one, other))),
        )
        expect(least).toBeGreaterThan(10)
      }
    })
  })
})
