import { afterAll, describe, expect, it } from 'vitest'
import { chromiumForTests } from '../support/chromium.ts'
import { until } from './browser.ts'
import { placeOf, storedSources } from './creator.ts'
import { type Material, ours, recorded } from './material.ts'
import { lostLine, type Scene, scene } from './scene.ts'

const noBrowser = chromiumForTests() === null
afterAll(() => console.log(lostLine()))

/** Pairs, clips two articles and a video from the panel, and sees three sources with their receipts. */
async function clipThree({ browser, creator }: Scene, material: Material): Promise<void> {
  const first = await browser.tab(material.articles[0])
  await creator.openPanelOn(first)
  await creator.clipByButton('article')
  await creator.clipByIcon(await browser.tab(material.articles[1]))
  await browser.tab(material.video)
  await creator.clipByButton('video')
}

/** A quote that a person sees only if its citation brings them there: not where its page begins. */
async function farQuote({ browser, creator }: Scene, urls: Map<string, string>): Promise<number> {
  for (const [at, { quote, title, second }] of (await creator.citations()).entries()) {
    const tab = browser.tabs().find(one => one.url() === urls.get(title))
    if (second !== null || !tab) continue
    await tab.evaluate(() => scrollTo(0, 0))
    if ((await placeOf(tab, quote)) === 'out of sight') return at
  }
  throw new Error('No quote stands far down on its page')
}

async function wholeWay(stage: Scene, material: Material): Promise<void> {
  const { creator } = stage
  await clipThree(stage, material)
  await creator.allReady(3)
  const sources = await creator.sources()
  expect(sources.map(({ receipt }) => receipt)).toEqual([
    expect.stringMatching(/\d+ lines/),
    expect.stringMatching(/whole article.*\d+ words/),
    expect.stringMatching(/whole article.*\d+ words/),
  ])
  const urls = new Map((await storedSources(stage.server.address)).map(({ title, url }) => [title, url]))

  await creator.buildBrief()
  const citations = await creator.citations()
  expect(citations.length).toBeGreaterThan(2)

  const atSentence = await farQuote(stage, urls)
  const { quote, title } = citations[atSentence]!
  const article = await creator.follow(atSentence, urls.get(title)!)
  await until('the quoted sentence is in sight', async () => (await placeOf(article, quote)) === 'in sight')
  await article.close()
  const opened = await creator.followAnew(atSentence)
  await until(
    'the quoted sentence is in sight in a new tab',
    async () => (await placeOf(opened, quote).catch(() => null)) === 'in sight',
  )

  const atSecond = citations.findIndex(({ second }) => second !== null)
  // The recorded video is on another subject, of which a brief need not quote anything.
  if (material === ours) expect(atSecond).toBeGreaterThanOrEqual(0)
  if (atSecond >= 0) await landsOnSecond(stage, material, atSecond, citations[atSecond]!.second!)
  await stage.countLost(3)
}

async function landsOnSecond(
  { creator }: Scene,
  material: Material,
  at: number,
  second: number,
): Promise<void> {
  const video = await creator.follow(at, material.video)
  await until(`the video is at ${second} s`, async () => {
    const inAddress = new URL(video.url()).searchParams.get('t') === `${second}s`
    const played = await video
      .evaluate(() => document.querySelector('video')?.currentTime ?? 0)
      .catch(() => Number.NaN)
    return inAddress || Math.abs(played - second) < 2
  })
}

describe.skipIf(noBrowser)('from open tabs to a cited brief (skipped where there is no Chromium)', () => {
  it('goes the whole way with pages of our own', () =>
    scene(ours.hosts, { running: true }, stage => wholeWay(stage, ours)))

  it.skipIf(!recorded)('goes the whole way with recorded pages (skipped where ../shared is absent)', () =>
    scene(recorded!.hosts, { running: true }, stage => wholeWay(stage, recorded!)),
  )
})
