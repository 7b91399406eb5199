import { describe, expect, it } from 'vitest'
import { avoidedHabits } from '../../../core/voice/avoid.ts'
import { englishPhrases } from '../../../core/voice/phrase-data.ts'

const talk = (text: string, times: number) => [
  { videoId: 'aaaaaaaaaaa', lines: Array.from({ length: times }, (_, n) => ({ ms: n * 1_000, text })) },
]
const plain = 'so you know the water goes down there and i think that it was kind of fine with them all'

describe('the avoid-list', () => {
  const found = avoidedHabits(talk(plain, 3_000), englishPhrases)

  it('is what models write and this creator does not say, with both rates', () => {
    expect(found.length).toBeGreaterThan(10)
    const simply = found.find(({ text }) => text === 'simply')
    expect(simply).toMatchObject({ yoursPer1000: 0 })
    expect(simply!.modelsPer1000).toBeGreaterThan(0.5)
    for (const { modelsPer1000, yoursPer1000 } of found)
      expect(modelsPer1000).toBeGreaterThanOrEqual(3 * yoursPer1000)
  })

  it('leaves out what the creator says themselves', () => {
    const said = avoidedHabits(talk(`${plain} and it is simply nearly that`, 3_000), englishPhrases)
    const texts = said.map(({ text }) => text)
    expect(texts).not.toContain('simply')
    expect(texts).not.toContain('nearly')
    expect(texts).toContain('perfectly')
  })

  it('can be followed: no grammar, no numbers, nothing twice', () => {
    const texts = found.map(({ text }) => text)
    for (const grammar of ['the', 'a', 'your', 'of the', 'in the', 'five', 'percent', 'a hundred'])
      expect(texts).not.toContain(grammar)
    for (const text of texts)
      expect(texts.filter(other => other !== text && ` ${other} `.includes(` ${text} `))).toEqual([])
  })

  it('says nothing where nothing was said', () => {
    expect(avoidedHabits([], englishPhrases)).toEqual([])
    expect(avoidedHabits(talk('♪ [Music]', 5), englishPhrases)).toEqual([])
  })

  it('says nothing on the word of a few sentences', () => {
    expect(avoidedHabits(talk(plain, 2), englishPhrases)).toEqual([])
  })
})
