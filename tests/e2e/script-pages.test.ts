import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EXTENSION_ID } from '../../core/contract/extension.ts'
import { usualPace } from '../../core/script/timing.ts'
import { chromiumForTests } from '../support/chromium.ts'
import { citation, scriptOf } from '../support/script.ts'
import { launchBrowser, type TestBrowser } from './browser.ts'
import { type Sites, serveSites } from './sites.ts'

declare global {
  interface Window {
    axe: typeof axe
    asleep: string[]
  }
}

const id = (place: string) =>
  `0192f000-0000-7000-8000-${Buffer.from(place).toString('hex').padStart(12, '0').slice(-12)}`
const words = (count: number) => `${Array.from({ length: count }, (_, n) => `word${n}`).join(' ')}.`
/** One word a second and no pauses: what is at which second can be counted. */
const pace = { ...usualPace, speech: 60, pauseMs: 0 }
const second = citation({
  sourceTitle: 'Sponge cities',
  sourceKind: 'video',
  startMs: 432_000,
  link: 'https://www.youtube.com/watch?v=abcdefghijk&t=432s',
})
const handed = {
  title: 'Why streets flood',
  pace,
  state: scriptOf(
    [
      {
        title: 'The puddle',
        kind: 'hook',
        says: [
          { text: words(4), citations: [second], cue: 'Rain on asphalt' },
          { text: words(40), standing: 'open', why: 'No source says so' },
        ],
      },
      {
        title: 'The pipe',
        says: [{ text: '<b>No markup</b> & more.', citations: [citation({ link: 'javascript:alert(1)' })] }],
      },
    ],
    id,
  ),
}

const browserIsThere = chromiumForTests() !== null

describe.skipIf(!browserIsThere)('pages that show a script (skipped where there is no Chromium)', () => {
  let sites: Sites
  let browser: TestBrowser
  const pages: { page: Page; problems: string[] }[] = []

  beforeAll(async () => {
    sites = await serveSites({ 'one.example': () => ({ body: '<title>One</title>' }) })
    browser = await launchBrowser({ sites, server: 'http://127.0.0.1:9' })
  })
  afterAll(async () => {
    await browser?.close()
    await sites?.close()
  })
  afterEach(async () => {
    const problems = pages.flatMap(each => each.problems)
    for (const { page } of pages.splice(0)) await page.close()
    expect(problems).toEqual([])
  })

  const hand = async (script: object | null) =>
    (await browser.worker()).evaluate(async given => {
      await chrome.storage.local.remove('teleprompter')
      if (given) await chrome.storage.session.set({ 'handed-script': given })
      else await chrome.storage.session.remove('handed-script')
    }, script)

  /** Opens a page of ours whose clock the test moves, with the network cut. */
  async function open(
    name: 'teleprompter' | 'print',
    before?: (page: Page) => Promise<unknown>,
  ): Promise<Page> {
    const page = await browser.tab('about:blank')
    const problems: string[] = []
    page.on('pageerror', error => problems.push(error.message))
    page.on('console', message => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
    })
    pages.push({ page, problems })
    await page.clock.install()
    await before?.(page)
    await page.context().setOffline(true)
    await page.goto(`chrome-extension://${EXTENSION_ID}/${name}.html`)
    return page
  }
  const now = (page: Page) => page.locator('.prompt__line--now').textContent()
  /** Where the line that is spoken stands, in pixels below the line at which one reads. */
  const offset = (page: Page) =>
    page.evaluate(() => {
      const view = document.querySelector('.prompt__page')!.getBoundingClientRect()
      return (
        document.querySelector('.prompt__line--now')!.getBoundingClientRect().top -
        view.top -
        view.height * 0.38
      )
    })
  const complaints = async (page: Page) => {
    await page.evaluate(axe.source)
    return page.evaluate(async () =>
      (await window.axe.run()).violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => `${id}: ${target}`),
      ),
    )
  }

  describe('the teleprompter', () => {
    it('shows the script that was handed over, without the network and with nothing in its address', async () => {
      await hand(handed)
      const page = await open('teleprompter')
      await page.getByText('The puddle').waitFor()
      expect(new URL(page.url()).search + new URL(page.url()).hash).toBe('')
      expect(await page.locator('.prompt__line').count()).toBe(3)
      expect(await page.locator('.prompt__text b').count()).toBe(0)
      await page.getByText('0:49 left').waitFor()
      expect(await complaints(page)).toEqual([])
    })

    it('moves by the words that are spoken, not by pixels, and pauses where it is', async () => {
      await hand(handed)
      const page = await open('teleprompter')
      await page.getByRole('button', { name: 'Start', exact: true }).waitFor()
      await page.keyboard.press('Space')
      await page.getByRole('button', { name: 'Pause' }).waitFor()
      await page.clock.runFor(3_000)
      expect(await now(page)).toBe(words(4))
      await page.clock.runFor(2_000)
      expect(await now(page)).toBe(words(40))
      await page.keyboard.press('b')
      await page.getByRole('button', { name: 'Start', exact: true }).waitFor()
      const left = await page.getByRole('timer').textContent()
      await page.clock.runFor(10_000)
      expect(await page.getByRole('timer').textContent()).toBe(left)
      // To the end: then it stands.
      await page.keyboard.press('Space')
      await page.clock.runFor(60_000)
      await page.getByText('0:00 left').waitFor()
      await page.getByRole('button', { name: 'Start', exact: true }).waitFor()
    })

    it('follows the keys that presenter remotes send', async () => {
      await hand(handed)
      const page = await open('teleprompter')
      await page.getByText('The puddle').waitFor()
      const at = async (key: string) => {
        await page.keyboard.press(key)
        return now(page)
      }
      expect(await at('PageDown')).toBe(words(40))
      // Whatever its length: the first line of what is spoken stands where one reads.
      await expect.poll(() => offset(page)).toBeCloseTo(0, 0)
      expect(await at('PageDown')).toBe('<b>No markup</b> & more.')
      await expect.poll(() => offset(page)).toBeCloseTo(0, 0)
      expect(await at('PageUp')).toBe(words(40))
      expect(await at('n')).toBe('<b>No markup</b> & more.')
      expect(await at('Home')).toBe(words(4))
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('ArrowUp')
      await page.getByText('Speed: 66 words a minute').waitFor()
      await page.keyboard.press('ArrowDown')
      await page.getByText('Speed: 63 words a minute').waitFor()
    })

    it('is mirrored, has larger letters, and is so again when it is opened again', async () => {
      await hand(handed)
      const page = await open('teleprompter')
      const mirrored = () => page.locator('main').evaluate(main => getComputedStyle(main).transform)
      const size = () => page.locator('.prompt__text').evaluate(text => getComputedStyle(text).fontSize)
      await page.getByText('The puddle').waitFor()
      expect(await mirrored()).toBe('none')
      await page.keyboard.press('m')
      await expect.poll(mirrored).toBe('matrix(-1, 0, 0, 1, 0, 0)')
      await page.getByRole('button', { name: 'Letters: more' }).click()
      await expect.poll(size).toBe('72px')
      await page.reload()
      await page.getByText('The puddle').waitFor()
      await expect.poll(mirrored).toBe('matrix(-1, 0, 0, 1, 0, 0)')
      await expect.poll(size).toBe('72px')
      await page.getByRole('button', { name: 'Mirror' }).click()
      await expect.poll(mirrored).toBe('none')
    })

    it('keeps the screen awake while it runs, and lets it sleep when it pauses', async () => {
      await hand(handed)
      const page = await open('teleprompter', page =>
        page.addInitScript(() => {
          window.asleep = []
          const request = async () => {
            window.asleep.push('awake')
            return { release: async () => void window.asleep.push('may sleep') }
          }
          Object.defineProperty(navigator, 'wakeLock', { value: { request } })
        }),
      )
      await page.getByRole('button', { name: 'Start', exact: true }).click()
      await expect.poll(() => page.evaluate(() => window.asleep)).toEqual(['awake'])
      await page.getByRole('button', { name: 'Pause' }).click()
      await expect.poll(() => page.evaluate(() => window.asleep)).toEqual(['awake', 'may sleep'])
    })

    it('goes from line to line, and never glides, where motion is not wanted', async () => {
      await hand(handed)
      const page = await open('teleprompter', page => page.emulateMedia({ reducedMotion: 'reduce' }))
      await page.getByRole('button', { name: 'Start', exact: true }).click()
      await page.getByRole('button', { name: 'Pause' }).waitFor()
      for (const ms of [5_000, 7_000, 9_000]) {
        await page.clock.runFor(ms)
        expect(await now(page)).toBe(words(40))
        expect(await offset(page)).toBeCloseTo(0, 0)
      }
    })

    it('says what to do where nothing was handed over', async () => {
      await hand(null)
      const page = await open('teleprompter')
      await page.getByRole('heading', { name: 'No script is here' }).waitFor()
      expect(await complaints(page)).toEqual([])
    })
  })

  describe('the page for print', () => {
    it('has the two columns with their links, and what is open', async () => {
      await hand(handed)
      const page = await open('print')
      await page.getByRole('columnheader', { name: 'Picture' }).waitFor()
      expect(await page.title()).toBe('Why streets flood')
      expect(await page.getByRole('row').count()).toBe(5)
      const links = await page.locator('a').evaluateAll(all => all.map(link => link.getAttribute('href')))
      expect(new Set(links)).toEqual(new Set([second.link]))
      await page.getByText('No source says so').waitFor()
      expect(await page.locator('main b').allTextContents()).toEqual([' [open]'])
      expect(await complaints(page)).toEqual([])
      await page.getByRole('button', { name: 'Spoken words alone' }).click()
      await expect.poll(() => page.getByRole('table').count()).toBe(0)
    })

    it('prints the script without its buttons, and becomes a PDF', async () => {
      await hand(handed)
      const page = await open('print', page => page.emulateMedia({ media: 'print' }))
      await page.getByRole('table').waitFor()
      expect(await page.locator('.sheet__bar').isVisible()).toBe(false)
      const pdf = await page.pdf()
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
      await page.emulateMedia({ media: 'screen' })
      await page.evaluate(() => {
        window.print = () => {
          document.title = 'asked to print'
        }
      })
      await page.getByRole('button', { name: 'Print or save as PDF…' }).click()
      await expect.poll(() => page.title()).toBe('asked to print')
    })
  })
})
