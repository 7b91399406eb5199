import { expect, it } from 'vitest'
import { pairs, searchText } from '../../core/passages/search-text.ts'
import { cpuMs } from '../support/cpu-ms.ts'

it.each([
  ['Cats and/or DOGS.Next <b>bold</b>', 'cats and or dogs next b bold b'],
  ['word—word “quoted” l’eau', 'word word quoted l eau'],
  ['re‑entry, short-term and -5 of 10-15', 're-entry short-term and 5 of 10 15'],
  ['1,000 and 12,345,678 but 1,23', '1000 and 12345678 but 1 23'],
  ['3.5 percent. 10² ½', '3.5 percent 10 2 1 2'],
  ['ﬁnal ＡＢＣ', 'final abc'],
  ['É E\u0301', 'é é'],
  ['潮の満ち引きです。海', '潮の の満 満ち ち引 引き きで です 海'],
  ['GPUの時代', 'gpu の時 時代'],
  ['\0\u200b%_\\:*&|!()<->', ''],
])('%j is indexed as %j', (text, words) => {
  expect(searchText(text)).toBe(words)
})

it('gives the same again', () => {
  for (const text of ['re-entry 3.5 1000', 'l eau', 'é'])
    expect(searchText(searchText(text))).toBe(searchText(text))
})

it('pairs whole characters', () => {
  expect(pairs('海')).toEqual(['海'])
  expect(pairs('𠮷野家')).toEqual(['𠮷野', '野家'])
})

it('is linear in hostile texts', () => {
  const begun = cpuMs()
  for (const text of [
    '-'.repeat(1e5),
    '1,'.repeat(1e5),
    '1.'.repeat(1e5),
    '潮'.repeat(1e5),
    'a-'.repeat(1e5),
  ])
    searchText(text)
  expect(cpuMs() - begun).toBeLessThan(2_000)
})
