import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { poses } from '../../extension/panel/poses.ts'
import { openPanelStage, type PanelStage } from '../../extension/panel/stage.ts'
import { chromiumForTests } from '../../support/chromium.ts'

/**
 * The panel with a made-up world, in a real browser, for the tests of one file: `show` opens it in a scenario or a
 * pose. Whatever a test was about, it fails where the panel complained of something.
 * All of them are shown in one page, one after the other: a new one costs the browser a window.
 */
export function usePanelStage(): { show: (name: string) => Promise<Page> } {
  const chromium = chromiumForTests()
  const open: { page: Page; complaints: string[] }[] = []
  let stage: PanelStage
  let last: Page | undefined

  beforeAll(async () => {
    if (chromium) stage = await openPanelStage(chromium)
  })
  beforeEach(({ skip }) => skip(!chromium, 'there is no Chromium'))
  afterAll(() => stage?.close())
  afterEach(async () => {
    const complaints = open.flatMap(each => each.complaints)
    open.length = 0
    expect(complaints).toEqual([])
  })

  return {
    async show(name) {
      const pose = poses[name]
      const opened = await stage.open(pose?.scenario ?? name, last)
      open.push(opened)
      last = opened.page
      await pose?.strike(opened.page)
      return opened.page
    },
  }
}

/** What can be read of it: without what is hidden, as the creator sees it. */
export const wordsOf = (shown: Locator): Promise<string> => shown.innerText()

/** What the panel asked of its world by this name, each time with what. */
export const called = (page: Page, act: string) =>
  page.evaluate(act => window.fake.calls.filter(call => call.act === act).map(call => call.with), act)
