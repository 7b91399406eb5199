import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { copyFinder, printsOf } from '../../../core/voice/copied.ts'
import { normalWords } from '../../../core/voice/normal.ts'
import { cpuMs } from '../../support/cpu-ms.ts'
import { seededRandom } from '../../support/random.ts'

const random = seededRandom(8)
/** Words as speech has them: a few all the time, most of them seldom. */
const speech = (words: number) =>
  normalWords(Array.from({ length: words }, () => spelled(Math.floor(6_000 ** random()))).join(' '))
const spelled = (n: number): string => (n < 20 ? letter(n) : spelled(Math.floor(n / 20)) + letter(n % 20))
const letter = (n: number) => 'abcdefghijklmnoprstu'[n]!

const gauge =
  'okay so a rain gauge is basically a bucket with a ruler in it and the funny thing is nobody ever tells you ' +
  'how often somebody has to walk out there and empty the thing before the next storm comes along'
const prints = printsOf([normalWords(gauge), speech(3_000), speech(3_000)])
const told = (text: string, by = prints) =>
  copyFinder(by)(normalWords(text)).map(({ start, end, words }) => [text.slice(start, end), words])

describe('copied from the creator’s own videos', () => {
  test('a draft is told, however it is written, from its first copied word to its last', () => {
    const copied =
      'A rain gauge is, basically, a BUCKET with a ruler in it – and the funny thing is: nobody ever tells you'
    expect(told(`I wrote this myself. ${copied} what that means for the farmers.`)).toEqual([[copied, 21]])
    expect(told(gauge)).toEqual([[gauge, 41]])
  })

  test('twelve words are, eleven are not', () => {
    expect(told('quickly is basically a bucket with a ruler in it and the slowly')).toEqual([])
    expect(told('quickly is basically a bucket with a ruler in it and the funny slowly')).toEqual([
      ['is basically a bucket with a ruler in it and the funny', 12],
    ])
  })

  test('a place of it anywhere in a long draft is found, and nothing else is', () => {
    const videos = Array.from({ length: 50 }, () => speech(3_000))
    const all = printsOf(videos)
    for (let round = 0; round < 40; round++) {
      const from = videos[Math.floor(random() * 50)]!
      const at = Math.floor(random() * (from.length - 40))
      const words = 12 + Math.floor(random() * 28)
      const own = [speech(300), speech(300)].map(part => part.map(({ word }) => word).join(' '))
      const copied = from
        .slice(at, at + words)
        .map(({ word }) => word)
        .join(' ')
      const text = `${own[0]} ${copied} ${own[1]}`
      const found = copyFinder(all)(normalWords(text))
      expect(found).toHaveLength(1)
      expect(text.slice(found[0]!.start, found[0]!.end)).toContain(copied)
      // A word beside it can happen to go on as the video does.
      expect(found[0]!.words - words).toBeLessThanOrEqual(2)
    }
  }, 30_000)

  test('a greeting that three videos have is how they talk, and no copy', () => {
    const greeting =
      'hey everybody welcome back to the channel where we take things apart and put them together again'
    const videos = (times: number) =>
      Array.from({ length: times }, () => normalWords(`${greeting} ${gauge.slice(3)}`).slice(0, 18))
    expect(told(`${greeting} today it is a clock`, printsOf(videos(2)))).toHaveLength(1)
    expect(told(`${greeting} today it is a clock`, printsOf(videos(3)))).toEqual([])
  })

  test('common phrases and counting are not', () => {
    const usual = 'thank you so much for watching and i will see you in the next one bye'
    const video = normalWords(
      `${usual} one two 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 la la la la la la la la la la la la la`,
    )
    const by = printsOf([video])
    expect(told('thank you so much for watching and see you soon in the next one', by)).toEqual([])
    expect(told('21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36', by)).toEqual([])
    expect(told('la la la la la la la la la la la la', by)).toEqual([])
  })

  test('two places that a draft joins are one stretch or two, and never overlap', () => {
    const joined = `${gauge.slice(0, 120)} ${gauge.slice(60)}`
    const found = copyFinder(prints)(normalWords(joined))
    for (const [at, run] of found.entries()) if (at) expect(run.start).toBeGreaterThan(found[at - 1]!.end)
    expect(found.reduce((sum, run) => sum + run.words, 0)).toBeLessThanOrEqual(normalWords(joined).length)
  })

  test('takes under 250 kB for fifty videos of 3,000 words, and a million words are looked through', () => {
    const videos = Array.from({ length: 50 }, () => speech(3_000))
    const all = printsOf(videos)
    expect(all.length).toBeGreaterThan(100_000)
    expect(all.length).toBeLessThan(250_000)
    const million = speech(1_000_000)
    const before = cpuMs()
    expect(copyFinder(all)(million)).toEqual([])
    expect(cpuMs() - before).toBeLessThan(10_000)
    expect(copyFinder(all)(videos[7]!)).toMatchObject([{ words: 3_000 }])
  }, 60_000)

  test('nothing is, where there are no words or no prints, or what should be prints is none', () => {
    expect(printsOf([])).toBe('')
    expect(printsOf([normalWords('too few for a gram')])).toBe('')
    expect(told('', prints)).toEqual([])
    expect(told(gauge, '')).toEqual([])
    expect(told(gauge, '<script>not base64</script>')).toEqual([])
  })
})

const data = fileURLToPath(new URL('../../../../shared/data/voice/youtube/', import.meta.url))
describe.skipIf(!existsSync(data))('real creators (needs ../shared/data/voice)', () => {
  const creators = existsSync(data) ? readdirSync(data) : []
  const videosOf = (creator: string) =>
    readdirSync(`${data}${creator}`)
      .slice(0, 8)
      .map(file => readFileSync(`${data}${creator}/${file}`, 'utf8').replace(/^(?:\d+|.*-->.*)$/gm, ''))
      .map(normalWords)

  test('a video of theirs is known again, and one that is new to the prints is hardly ever taken for a copy', () => {
    let words = 0
    let copied = 0
    for (const creator of creators) {
      const [left, ...kept] = videosOf(creator)
      const all = printsOf(kept)
      const inside = copyFinder(all)(kept[0]!).reduce((sum, run) => sum + run.words, 0)
      expect(inside / kept[0]!.length, creator).toBeGreaterThan(0.98)
      words += left!.length
      copied += copyFinder(all)(left!).reduce((sum, run) => sum + run.words, 0)
    }
    expect(copied / words).toBeLessThan(0.005)
  }, 60_000)
})
