import { expect, it } from 'vitest'
import { TierRule, Tiers } from '../../../core/contract/findings.ts'
import { mintCaller, openApi, problemOf } from '../support/api.ts'

async function caller() {
  const [api, { token }] = [await openApi(), await mintCaller()]
  const path = (domain: string) => `/tiers/${encodeURIComponent(domain)}`
  return {
    put: (domain: string, tier: unknown) => api.ask(path(domain), { method: 'PUT', token, json: { tier } }),
    remove: (domain: string) => api.ask(path(domain), { method: 'DELETE', token }),
    ask: (...domains: string[]) =>
      api.ask(`/tiers?${new URLSearchParams(domains.map(domain => ['domain', domain]))}`, { token }),
    async tiers(...domains: string[]) {
      return Tiers.parse(await (await this.ask(...domains)).json())
    },
  }
}

it('says what counts for domains, and by which rule', async () => {
  const { tiers } = await caller().then(one => ({ tiers: one.tiers.bind(one) }))
  const shipped = (domain: string, tier: string) => ({ domain, tier, by: 'shipped' })
  expect(
    (await tiers('climate.nasa.gov', 'nowhere.example', 'https://de.wikipedia.org/wiki/Tide')).asked,
  ).toEqual([
    { domain: 'climate.nasa.gov', tier: 'primary', rule: shipped('nasa.gov', 'primary') },
    { domain: 'nowhere.example', tier: 'unknown', rule: null },
    { domain: 'de.wikipedia.org', tier: 'edited', rule: shipped('wikipedia.org', 'edited') },
  ])
  expect(await tiers()).toEqual({ own: [], asked: [] })
})

it('takes the creator’s word before the shipped one, and gives it back', async () => {
  const one = await caller()
  const rule = { domain: 'wikipedia.org', tier: 'doubtful', by: 'own' }
  expect(TierRule.parse(await (await one.put('www.Wikipedia.org', 'doubtful')).json())).toEqual(rule)
  expect(await one.tiers('de.wikipedia.org')).toEqual({
    own: [rule],
    asked: [{ domain: 'de.wikipedia.org', tier: 'doubtful', rule }],
  })
  await one.put('wikipedia.org', 'primary')
  expect((await one.tiers()).own).toEqual([{ ...rule, tier: 'primary' }])
  for (const _ of [1, 2]) expect((await one.remove('wikipedia.org')).status).toBe(204)
  expect((await one.tiers('wikipedia.org')).asked[0]).toMatchObject({
    tier: 'edited',
    rule: { by: 'shipped' },
  })
})

it('knows one channel of YouTube from another', async () => {
  const one = await caller()
  await one.put('youtube.com/Sea School', 'edited')
  const { asked } = await one.tiers('youtube.com/sea school', 'youtube.com/other')
  expect(asked.map(({ tier }) => tier)).toEqual(['edited', 'personal'])
})

it('refuses what is no domain and no tier', async () => {
  const one = await caller()
  expect(await problemOf(await one.put('not a domain', 'edited'))).toMatchObject({
    status: 400,
    fields: [{ path: 'domain' }],
  })
  expect(await problemOf(await one.put('a.example', 'gospel'))).toMatchObject({
    status: 400,
    fields: [{ path: 'tier' }],
  })
  expect(await problemOf(await one.ask('<script>'))).toMatchObject({ status: 400 })
})

it('keeps the tiers of one account from another', async () => {
  const [owner, stranger] = [await caller(), await caller()]
  await owner.put('sea.example', 'primary')
  await stranger.remove('sea.example')
  expect((await stranger.tiers('sea.example')).asked[0]).toMatchObject({ tier: 'unknown' })
  expect((await owner.tiers('sea.example')).asked[0]).toMatchObject({ tier: 'primary' })
  const api = await openApi()
  expect(await problemOf(await api.ask('/tiers'))).toMatchObject({ status: 401 })
})
