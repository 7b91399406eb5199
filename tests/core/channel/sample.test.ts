import { describe, expect, it } from 'vitest'
import { coolDownMs, drawn, humanPace, timeLeftMs } from '../../../core/channel/pace.ts'
import { sampleOf, usualChoice, yearOf } from '../../../core/channel/sample.ts'
import type { ChannelVideo } from '../../../core/contract/channel.ts'
import { cpuMs } from '../../support/cpu-ms.ts'

const minute = 60_000
let made = 0
const video = (year: number | null, over: Partial<ChannelVideo> = {}): ChannelVideo => ({
  videoId: String(++made).padStart(11, 'v'),
  title: `Talk ${made}`,
  kind: 'video',
  published: year === null ? null : `${year}-06-${String(1 + (made % 28)).padStart(2, '0')}T00:00:00.000Z`,
  exact: false,
  durationMs: 12 * minute,
  views: 10,
  ...over,
})
const many = (year: number | null, count: number, over: Partial<ChannelVideo> = {}) =>
  Array.from({ length: count }, () => video(year, over))

/** How many of each year and of each kind. */
function tally(videos: ChannelVideo[], ids: string[]) {
  const picked = ids.map(id => videos.find(each => each.videoId === id)!)
  const count = (of: (each: ChannelVideo) => unknown) =>
    Object.fromEntries(
      [...new Set(picked.map(of))].map(key => [String(key), picked.filter(each => of(each) === key).length]),
    )
  return { years: count(yearOf), kinds: count(each => each.kind) }
}

describe('the sample', () => {
  it('takes as many of each year, however unequal the years are', () => {
    const videos = [...many(2016, 5), ...many(2020, 300), ...many(2024, 100)]
    expect(tally(videos, sampleOf(videos, usualChoice())).years).toEqual({ 2024: 13, 2020: 12, 2016: 5 })
  })

  it('is the same for the same list in any order', () => {
    const videos = [...many(2018, 40), ...many(2021, 40)]
    expect(sampleOf(videos.toReversed(), usualChoice())).toEqual(sampleOf(videos, usualChoice()))
  })

  it('prefers talks: videos before lives before shorts, 4 to 60 minutes before others', () => {
    const good = many(2022, 20)
    const videos = [
      ...many(2022, 50, { kind: 'short', durationMs: null }),
      ...many(2022, 50, { durationMs: 2 * minute }),
      ...many(2022, 50, { kind: 'live', durationMs: 180 * minute }),
      ...many(2022, 50, { title: 'Official trailer' }),
      ...good,
      ...many(2022, 5, { kind: 'live', durationMs: 50 * minute }),
    ]
    const ids = sampleOf(videos, { ...usualChoice(), size: 25 })
    expect(tally(videos, ids).kinds).toEqual({ video: 20, live: 5 })
    for (const each of good) expect(ids).toContain(each.videoId)
  })

  it('fills up with shorts only where nothing else is left', () => {
    const videos = [...many(2022, 10), ...many(null, 100, { kind: 'short', durationMs: null })]
    expect(tally(videos, sampleOf(videos, usualChoice())).kinds).toEqual({ video: 10, short: 20 })
  })

  it('leaves out what is not broadcast yet', () => {
    const soon = video(null, { durationMs: null })
    expect(sampleOf([soon, video(2023)], usualChoice())).not.toContain(soon.videoId)
  })

  it('does as the creator says: in, out, kinds, years, number', () => {
    const videos = [...many(2019, 30), ...many(2023, 30), ...many(2023, 30, { kind: 'live' })]
    const usual = usualChoice()
    const [gone] = sampleOf(videos, usual)
    const odd = video(null, { kind: 'short', durationMs: null, title: 'Only this short' })
    const all = [...videos, odd]
    const changed = sampleOf(all, { ...usual, added: [odd.videoId], removed: [gone!] })
    expect(changed).toContain(odd.videoId)
    expect(changed).not.toContain(gone)
    expect(changed).toHaveLength(30)
    expect(tally(all, sampleOf(all, { ...usual, kinds: ['live'] })).kinds).toEqual({ live: 30 })
    expect(tally(all, sampleOf(all, { ...usual, years: [2019, 2020] })).years).toEqual({ 2019: 30 })
    expect(sampleOf(all, { ...usual, size: 50 })).toHaveLength(50)
    expect(sampleOf([], usual)).toEqual([])
  })

  it('of 20,000 videos is there at once', () => {
    const videos = Array.from({ length: 20_000 }, (_, i) => video(2006 + (i % 20)))
    const began = cpuMs()
    expect(sampleOf(videos, usualChoice())).toHaveLength(30)
    expect(cpuMs() - began).toBeLessThan(1_500)
  })
})

describe('the pace', () => {
  it('is drawn from 3 to 6 seconds', () => {
    expect([0, 0.5, 1].map(random => drawn(humanPace.videoMs, random))).toEqual([3_000, 4_500, 6_000])
    expect(timeLeftMs(humanPace, 10, 500)).toBe(50_000)
  })

  it('cools down from 10 minutes, doubling to six hours, and at least as long as YouTube asks', () => {
    const cooled = (refusals: number, asked: number | null = null) =>
      coolDownMs(humanPace, refusals, asked) / minute
    expect([1, 2, 3, 4].map(refusals => cooled(refusals))).toEqual([10, 20, 40, 80])
    expect(cooled(30)).toBe(360)
    expect(cooled(1, 45 * minute)).toBe(45)
    expect(cooled(1, 1_000)).toBe(10)
  })
})
