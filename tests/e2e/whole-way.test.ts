import { afterAll, describe, expect, it } from 'vitest'
import { chromiumForTests } from '../support/chromium.ts'
import { until } from './browser.ts'
import { placeOf } from './creator.ts'
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
async function farQuote({ browser, creator }: Scene): Promise<number> {
  for (const [at, { opens, quote, link }] of (await creator.quotes()).entries()) {
    const tab = browser.tabs().find(one => one.url() === link.split('#')[0])
    if (!opens.endsWith('at the sentence') || !tab) continue
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

  await creator.buildBrief()
  const quotes = await creator.quotes()
  expect(quotes.length).toBeGreaterThan(2)
  const atSecond = quotes.findIndex(({ opens }) => /at [\d:]+$/.test(opens))

  const atSentence = await farQuote(stage)
  const article = await creator.follow(atSentence, quotes[atSentence]!.link)
  expect(material.articles).toContain(article.url().split('#')[0])
  await until(
    'the quoted sentence is in sight',
    async () => (await placeOf(article, quotes[atSentence]!.quote)) === 'in sight',
  )

  await article.close()
  const opened = await creator.followAnew(atSentence)
  await until(
    'the quoted sentence is in sight in a new tab',
    async () => (await placeOf(opened, quotes[atSentence]!.quote).catch(() => null)) === 'in sight',
  )

  if (material === ours || atSecond >= 0) {
    expect(atSecond).toBeGreaterThanOrEqual(0)
    const { opens, link } = quotes[atSecond]!
    const seconds = /at ([\d:]+)$/
      .exec(opens)![1]!
      .split(':')
      .reduce((sum, part) => sum * 60 + Number(part), 0)
    const video = await creator.follow(atSecond, link)
    expect(video.url()).toContain(new URL(material.video).searchParams.get('v')!)
    expect(new URL(link).searchParams.get('t')).toBe(`${seconds}s`)
    await until('the video is at its second', async () => {
      const inAddress = new URL(video.url()).searchParams.get('t') === `${seconds}s`
      const played = await video
        .evaluate(() => document.querySelector('video')?.currentTime ?? 0)
        .catch(() => Number.NaN)
      return inAddress || Math.abs(played - seconds) < 2
    })
  }
  await stage.countLost(3)
}

describe.skipIf(noBrowser)('from open tabs to a cited brief (skipped where there is no Chromium)', () => {
  it('goes the whole way with pages of our own', () =>
    scene(ours.hosts, { running: true }, stage => wholeWay(stage, ours)))

  it.skipIf(!recorded)('goes the whole way with recorded pages (skipped where ../shared is absent)', () =>
    scene(recorded!.hosts, { running: true }, stage => wholeWay(stage, recorded!)),
  )
})
