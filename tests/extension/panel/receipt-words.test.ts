import { describe, expect, test } from 'vitest'
import type { LeftOut } from '../../../core/contract/receipt.ts'
import type { PageForm, Source } from '../../../core/contract/source.ts'
import { languageName } from '../../../extension/panel/words/language.ts'
import { receiptWords } from '../../../extension/panel/work/receipt-words.ts'
import { moment, pdf, selection, source, video, wordless } from './samples.ts'

const withReceipt = (of: Source, changes: Partial<Source['receipt']>): Source => ({
  ...of,
  receipt: { ...of.receipt, ...changes },
})
const leftOut = (...what: (string | [string, number])[]): LeftOut[] =>
  what.map(each => (typeof each === 'string' ? { what: each, count: 1 } : { what: each[0], count: each[1] }))

describe('the receipt of a video', () => {
  test('says lines, share of its length, captions, language by its name, and where from', () => {
    expect(receiptWords(video(1)).spoken).toBe(
      '612 lines, 98% of 21:40, auto-captions, English, from the page’s panel',
    )
    expect(receiptWords(video(1))).toMatchObject({ tone: 'whole', warnings: [] })
  })

  test('of half a video warns', () => {
    const of = video(1)
    const half = withReceipt(of, { video: { ...of.receipt.video!, coveredMs: 832_000 } })
    expect(receiptWords(half)).toMatchObject({ tone: 'part', head: '612 lines, 64% of 21:40' })
  })

  test('without captions says so and why', () => {
    expect(receiptWords(wordless(1))).toMatchObject({
      tone: 'none',
      head: 'no words yet',
      warnings: ['this video has no captions'],
    })
  })

  test.each([
    ['en', 'English'],
    ['pt-BR', 'Portuguese (Brazil)'],
    ['de', 'German'],
    ['und', ''],
    ['not a tag!', 'not a tag!'],
  ])('calls the language %s “%s”', (tag, name) => {
    expect(languageName(tag)).toBe(name)
  })
})

describe('the receipt of a page', () => {
  test('says how whole, how many words, and what was left out with how many', () => {
    expect(receiptWords(source(1))).toMatchObject({
      tone: 'whole',
      head: 'whole article',
      warnings: [],
      rest: ['1,240 words', 'left out: navigation, 3 images'],
    })
  })

  test.each<[PageForm, string]>([
    ['thread', 'whole thread'],
    ['post', 'whole post'],
    ['podcast', 'whole episode page'],
    ['encyclopedia', 'whole encyclopedia entry'],
    ['docs', 'whole page of the docs'],
    ['paper', 'whole paper'],
  ])('of the form %s is a %s', (form, head) => {
    expect(receiptWords(source(1, { form })).head).toBe(head)
  })

  test('that was cut is no whole one', () => {
    const cut = withReceipt(source(1, { form: 'thread' }), {
      legs: [{ leg: 'defuddle', outcome: 'truncated', ms: 3 }],
    })
    expect(receiptWords(cut)).toMatchObject({ tone: 'part', head: 'part of the thread' })
  })

  test('of a paper that gives its abstract says that this is not the paper', () => {
    const abstract = withReceipt(source(1, { form: 'paper' }), { words: 240, leftOut: [] })
    expect(receiptWords(abstract).spoken).toBe('the paper’s page, not its full text, 240 words')
    expect(receiptWords(abstract).tone).toBe('part')
  })

  test('of which no reader found the main text says so', () => {
    const all = withReceipt(source(1), { by: 'page_text', leftOut: [] })
    expect(receiptWords(all).spoken).toBe('all text of the page, its menus may be among it, 1,240 words')
  })

  test('say of words to an AI that anyone can read that they were kept', () => {
    const words = receiptWords(
      withReceipt(source(1), { leftOut: leftOut(['kept: instructions to an AI', 2]) }),
    )
    expect(words.warnings).toContain('2 passages speaking to an AI kept, since anyone can read it')
    expect(words.spoken).not.toContain('dropped')
  })

  test('puts dropped hidden text before everything else, and never among the rest', () => {
    const hiding = withReceipt(source(1), {
      leftOut: leftOut('navigation', ['hidden text', 3], ['invisible characters', 12]),
    })
    const words = receiptWords(hiding)
    expect(words.warnings).toEqual(['3 pieces of hidden text dropped', '12 invisible characters dropped'])
    expect(words.rest).toEqual(['1,240 words', 'left out: navigation'])
    expect(words.spoken).toMatch(/^whole article, 3 pieces of hidden text dropped, /)
    const one = withReceipt(source(1), { leftOut: leftOut('hidden text') })
    expect(receiptWords(one).warnings).toEqual(['1 piece of hidden text dropped'])
  })

  test('names the first few that were left out and counts the others', () => {
    const much = withReceipt(source(1), {
      leftOut: leftOut('navigation', ['images', 3], 'comments', 'a form', 'related articles'),
    })
    expect(receiptWords(much).rest[1]).toBe('left out: navigation, 3 images, comments, 2 more')
  })

  test('of a selection', () => {
    expect(receiptWords(selection(1)).spoken).toBe('selection, 58 words')
  })
})

describe('the receipt of a PDF', () => {
  test('says pages, words, and the scanned pages that have no text', () => {
    expect(receiptWords(pdf(1))).toMatchObject({
      tone: 'part',
      head: '38 pages, 14,200 words',
      warnings: ['2 scanned pages without text'],
      rest: ['left out: page headers'],
    })
  })

  test('is whole where every page has text', () => {
    const whole = withReceipt(pdf(1, { pages: 1 }), { leftOut: [] })
    expect(receiptWords(whole)).toMatchObject({ tone: 'whole', head: '1 page, 14,200 words', warnings: [] })
  })
})

describe('the receipt of a moment', () => {
  test('says its words and what came with them', () => {
    expect(receiptWords(moment(1)).spoken).toBe('64 words, auto-captions, English, with the picture')
  })

  test('says what is missing', () => {
    const of = moment(1)
    const bare = {
      ...withReceipt(of, { video: undefined, words: 0 }),
      moment: { ...of.moment!, frame: null },
    }
    expect(receiptWords(bare)).toMatchObject({
      tone: 'none',
      head: 'no words yet',
      rest: ['no picture: the page did not allow it'],
    })
  })
})
