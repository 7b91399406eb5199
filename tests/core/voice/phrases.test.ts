import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PhraseBackground } from '../../../core/voice/phrase-background.ts'
import { englishPhrases } from '../../../core/voice/phrase-data.ts'
import type { PhraseVideo } from '../../../core/voice/phrase-find.ts'
import { signaturePhrases } from '../../../core/voice/phrases.ts'
import { phraseWords } from '../../bench/phrase-count.ts'
import { readSpeakers, type Speaker } from '../../bench/spoken-data.ts'

const filler =
  'the water goes down there because nobody knows where it was and some of them have never been asked about it at all '

/** Videos of about 300 words, each with these words between others, every 30 words or so. */
const videos = (count: number, said: (video: number) => string, times = 8): PhraseVideo[] =>
  Array.from({ length: count }, (_, video) => ({
    videoId: `v${video}`,
    lines: Array.from({ length: times * 2 }, (_, line) => ({
      ms: line * 7_000,
      text: line % 2 === 0 ? filler : said(video),
    })),
  }))

const texts = (of: PhraseVideo[]) => signaturePhrases(of, englishPhrases).map(({ text }) => text)

describe('signature phrases', () => {
  it('are what is said in most videos and seldom by others, with its rate, its cap and three places', () => {
    const said = videos(6, video =>
      video === 5 ? 'let me be honest with you here' : 'honestly speaking of it',
    )
    const [first] = signaturePhrases(said, englishPhrases).filter(({ text }) => text.includes('honestly'))
    expect(first).toMatchObject({ count: 40, videos: 5, topical: false })
    expect(first!.logRatio).toBeGreaterThan(5)
    expect(first!.z).toBeGreaterThan(2.58)
    expect(first!.capPer1000).toBeGreaterThanOrEqual(first!.per1000)
    expect(new Set(first!.examples.map(({ videoId }) => videoId)).size).toBe(3)
    // A phrase that begins with the filler's last word begins in its line.
    const startMs = first!.text.startsWith('honestly') ? 7_000 : 0
    expect(first!.examples[0]).toMatchObject({ videoId: 'v0', startMs })
    expect(first!.examples[0]!.quote).toContain(first!.text)
  })

  it('are none where only one video has them, however often', () => {
    const said = videos(6, video => (video === 0 ? 'honestly speaking of it' : 'and that was all'))
    expect(texts(said).join(' ')).not.toContain('honestly')
  })

  it('need three videos', () => {
    expect(
      signaturePhrases(
        videos(2, () => 'honestly speaking of it'),
        englishPhrases,
      ),
    ).toEqual([])
  })

  it('give the longest that explains the count, not its pieces', () => {
    const found = texts(videos(5, () => 'if we look at'))
    expect(found).toContain('if we look at')
    expect(found).not.toContain('we look at')
    expect(found).not.toContain('we look')
  })

  it('tell what somebody talks about from how', () => {
    const found = signaturePhrases(
      videos(5, () => 'permeable pavement you know what i mean'),
      englishPhrases,
    )
    expect(found.find(({ text }) => text === 'permeable pavement')?.topical).toBe(true)
    expect(found.some(({ topical }) => !topical)).toBe(true)
    expect(found.findIndex(({ topical }) => topical)).toBeGreaterThan(
      found.findLastIndex(({ topical }) => !topical),
    )
  })

  it('are never pieces of any sentence, however often they come', () => {
    expect(texts(videos(5, () => 'of the of the of the'))).not.toContain('of the')
  })

  it('are found in a language without a background, by videos and togetherness', () => {
    const said: PhraseVideo[] = Array.from({ length: 5 }, (_, video) => ({
      videoId: `v${video}`,
      lines: Array.from({ length: 12 }, (_, line) => ({
        ms: null,
        text: `${['und dann ist das', 'wenn ihr mögt', 'das war es auch', 'was ich nicht weiß'][line % 4]} das wasser ist in ${line} und nicht ${'abcdefgh'[(line * 3 + video) % 8]}ort ehrlich gesagt so`,
      })),
    }))
    const found = signaturePhrases(said, null)
    const phrase = found.find(({ text }) => text.includes('ehrlich gesagt'))
    expect(phrase).toMatchObject({ count: 60, videos: 5 })
    expect(phrase!.examples[0]!.startMs).toBeNull()
  })

  it('take a hostile text: a word a hundred thousand times, and nothing but signs', () => {
    const hostile: PhraseVideo[] = [
      'so '.repeat(100_000),
      '\u0000<b>♪</b> '.repeat(500),
      '__proto__ constructor '.repeat(400),
    ].map((text, at) => ({ videoId: `v${at}`, lines: [{ ms: 0, text }] }))
    expect(signaturePhrases(hostile, englishPhrases)).toEqual([])
  })
})

describe('the shipped background', () => {
  it('holds counts of common phrases and nothing that only few say', () => {
    expect(englishPhrases.words).toBeGreaterThan(1_000_000)
    expect(englishPhrases.poor.size).toBeGreaterThan(250)
    expect(englishPhrases.spoken(['you', 'know'])).toBeGreaterThan(1_000)
    expect(englishPhrases.plain.has('company')).toBe(false)
    expect(englishPhrases.plain.has('ahead')).toBe(true)
    expect(englishPhrases.models.scripts).toBe(30)
  })

  it('takes what it does not list for as often as could have been missed', () => {
    expect(englishPhrases.spoken(['ahead', 'like', 'ahead', 'like'])).toBe(5)
    expect(englishPhrases.spoken(['zyxwv', 'you'])).toBe(5)
    expect(englishPhrases.spoken(['the', 'company'])).toBe(englishPhrases.spoken(['company']))
  })
})

const data = new URL('../../../../shared/data/voice', import.meta.url).pathname

describe.skipIf(!existsSync(data))(
  'with the transcripts of ../shared (absent elsewhere: they never ship)',
  () => {
    const videosOf = ({ texts }: Speaker): PhraseVideo[] =>
      texts.map(({ name, transcript }) => ({
        videoId: name,
        lines: transcript.segments.map(({ startMs, text }) => ({ ms: startMs, text })),
      }))

    /** The shipped background without what it has of this speaker. */
    function without(speaker: Speaker): PhraseBackground {
      const { texts } = phraseWords(speaker)
      const own = new Map<string, number>()
      for (const words of texts)
        for (let at = 0; at < words.length; at++)
          for (let to = at + 2; to <= at + 4; to++) {
            const phrase = words.slice(at, to).join(' ')
            own.set(phrase, (own.get(phrase) ?? 0) + 1)
          }
      const words = englishPhrases.words - texts.reduce((sum, text) => sum + text.length, 0)
      const spoken = (phrase: readonly string[]) =>
        Math.max(1, englishPhrases.spoken(phrase) - (own.get(phrase.join(' ')) ?? 0))
      return { ...englishPhrases, words, spoken }
    }

    it.each([
      ['lily-pebbles', 'i feel like', 68],
      ['nate-herk', 'go ahead and', 110],
      ['nate-herk', 'as you can see', 51],
      ['dividendology', 'if we look at', 120],
      ['rob-walling', 'you know', 349],
    ])(
      '%s is known by “%s”, said as often as in the reference run, beside the others',
      { timeout: 30_000 },
      (id, text, count) => {
        const speaker = readSpeakers(data, ['youtube'], [id])[0]!
        const own = signaturePhrases(videosOf(speaker), without(speaker)).filter(({ topical }) => !topical)
        const at = own.findIndex(phrase => phrase.text === text)
        expect(
          at,
          own
            .slice(0, 12)
            .map(phrase => phrase.text)
            .join(', '),
        ).toBeGreaterThanOrEqual(0)
        expect(at).toBeLessThan(10)
        expect(own[at]!.count).toBe(count)
      },
    )
  },
)
