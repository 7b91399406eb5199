import { expect, test } from 'vitest'
import { Tier, TierDomain } from '../../core/contract/findings.ts'
import { SHIPPED } from '../../core/tiers/shipped.ts'
import { tierOf, tierPlace, typedPlace } from '../../core/tiers/tier-of.ts'

const none = new Map<string, Tier>()
const page = (url: string) => tierPlace({ url, videoId: null, author: 'Ada' })
const tier = (url: string, own = none) => tierOf(page(url), own).tier

test.each([
  ['https://www.nature.com/articles/s41586', 'primary'],
  ['https://blogs.bodleian.ox.ac.uk/a', 'primary'],
  ['https://www.env.go.jp/en', 'primary'],
  ['https://www.economie.gouv.fr/', 'primary'],
  ['https://www.who.int/news', 'primary'],
  ['https://en.m.wikipedia.org/wiki/Tide', 'edited'],
  ['https://www.bbc.co.uk/news/1', 'edited'],
  ['https://ada.medium.com/post', 'personal'],
  ['https://old.reddit.com/r/tides', 'personal'],
  ['https://www.ehow.com/how', 'doubtful'],
  ['https://notnature.com/', 'unknown'],
  ['https://nature.com.evil.example/', 'unknown'],
  ['https://gov.example/', 'unknown'],
  ['file:///tides.pdf', 'unknown'],
])('%s is %s', (url, expected) => {
  expect(tier(url)).toBe(expected)
})

test('the longest domain decides, and of one domain the creator’s word', () => {
  const own = new Map<string, Tier>([
    ['uk', 'doubtful'],
    ['ox.ac.uk', 'edited'],
    ['blogs.ox.ac.uk', 'personal'],
    ['nature.com', 'edited'],
  ])
  expect(tier('https://blogs.ox.ac.uk/a', own)).toBe('personal')
  expect(tier('https://www.ox.ac.uk/a', own)).toBe('edited')
  expect(tier('https://www.cam.ac.uk/a', own)).toBe('primary')
  expect(tier('https://shop.uk/a', own)).toBe('doubtful')
  expect(tierOf('nature.com', own)).toEqual({ tier: 'edited', rule: 'nature.com', by: 'own' })
})

test('a video stands under its channel, and any other under YouTube', () => {
  const video = {
    url: 'https://www.youtube.com/watch?v=abcdefghijk',
    videoId: 'abcdefghijk',
    author: 'Sea / School',
  }
  expect(tierPlace(video)).toBe('youtube.com/sea school')
  expect(tierPlace({ ...video, author: null })).toBe('youtube.com')
  expect(tierOf(tierPlace(video), none)).toEqual({ tier: 'personal', rule: 'youtube.com', by: 'shipped' })
  expect(tierOf(tierPlace(video), new Map([['youtube.com/sea school', 'edited']])).tier).toBe('edited')
  expect(tierOf(tierPlace(video), new Map([['youtube.com/other', 'edited']])).tier).toBe('personal')
})

test('what is typed or pasted becomes the domain that is meant', () => {
  expect(typedPlace(' WWW.Nature.com ')).toBe('nature.com')
  expect(typedPlace('https://www.bbc.co.uk/news?x=1')).toBe('bbc.co.uk')
  expect(typedPlace('youtube.com/Sea School')).toBe('youtube.com/sea school')
  expect(typedPlace('https://www.youtube.com/watch?v=abcdefghijk')).toBe('youtube.com')
  expect(typedPlace('gov')).toBe('gov')
  for (const bad of ['a b', '../x', '<b>', '', 'youtube.com/a/b'.replace('/b', '\u0007')])
    expect(TierDomain.safeParse(typedPlace(bad)).success && bad !== '').toBe(false)
})

test('the shipped list has some hundreds of domains that rules can name, each once', () => {
  expect(SHIPPED.size).toBeGreaterThan(400)
  for (const [domain, tier] of SHIPPED) {
    expect(TierDomain.parse(domain)).toBe(domain)
    expect(Tier.options).toContain(tier)
  }
})
