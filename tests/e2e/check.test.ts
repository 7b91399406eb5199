import { describe, expect, it } from 'vitest'
import { chromiumForTests } from '../support/chromium.ts'
import { until } from './browser.ts'
import { storedSources } from './creator.ts'
import { ours } from './material.ts'
import { scene } from './scene.ts'
import type { Site } from './sites.ts'

const noBrowser = chromiumForTests() === null

/** The same hosts, of which one page is edited and another taken away while the test goes on. */
function changing() {
  const now = { edited: false, gone: false, removed: false, title: '' }
  const [first, second] = ours.articles.map(url => new URL(url).hostname) as [string, string]
  const edited: Site = (url, asked) => {
    const answer = ours.hosts[first]!(url, asked)
    if (!answer || !now.edited) return answer
    const html = String(answer.body)
    const cut = html.replace(/<p>[^<]{80,}?<\/p>/, '<p>An editor wrote something else here.</p>')
    if (cut === html) throw new Error('The page of our own has no paragraph to edit')
    return { ...answer, body: cut }
  }
  // Our watch page makes its player's answer by a program; YouTube writes it out, and so does this one when asked again.
  const watch: Site = (url, asked) => {
    const page = ours.hosts['www.youtube.com']!(url, asked)
    if (!page || !now.title) return page
    const answer = now.removed
      ? { playabilityStatus: { status: 'ERROR', reason: 'This video has been removed by the uploader' } }
      : {
          playabilityStatus: { status: 'OK' },
          videoDetails: { videoId: url.searchParams.get('v'), title: now.title },
        }
    return {
      body: `<!doctype html><title>YouTube</title><script>var ytInitialPlayerResponse = ${JSON.stringify(answer)};</script>`,
    }
  }
  return {
    now,
    hosts: {
      ...ours.hosts,
      [first]: edited,
      [second]: ((url, asked) =>
        now.gone ? { body: 'Gone', status: 410 } : ours.hosts[second]!(url, asked)) satisfies Site,
      'www.youtube.com': watch,
    },
    grant: [`https://${first}/*`, `https://${second}/*`],
  }
}

describe.skipIf(noBrowser)('looking at sources again (skipped where there is no Chromium)', () => {
  it('says what is the same, then what was edited, taken away and removed, and lists it in the copied brief', () => {
    const { now, hosts, grant } = changing()
    return scene(hosts, { running: true, grant }, async ({ browser, creator, server, countLost, allow }) => {
      // The page that is gone answers so.
      allow(/status of 410/)
      const panel = await creator.openPanelOn(await browser.tab(ours.articles[0]))
      await creator.clipByButton('article')
      await creator.clipByIcon(await browser.tab(ours.articles[1]))
      await browser.tab(ours.video)
      await creator.clipByButton('video')
      await creator.allReady(3)

      now.title = (await storedSources(server.address)).find(({ kind }) => kind === 'video')!.title

      const states = async () =>
        Object.fromEntries(
          (await storedSources(server.address)).map(({ url, check }) => [
            new URL(url).hostname,
            check?.state,
          ]),
        )
      await panel.getByRole('button', { name: 'Check sources' }).click()
      await until(
        'the server knows what was found',
        async () => Object.values(await states()).every(Boolean),
        30_000,
      )
      expect(Object.values(await states())).toEqual(['same', 'same', 'same'])
      expect(await panel.locator('.check-line').count()).toBe(0)

      Object.assign(now, { edited: true, gone: true, removed: true })
      await panel.getByRole('button', { name: 'Check sources' }).click()
      await panel
        .locator('.check-line', { hasText: 'Gone since you clipped it' })
        .nth(1)
        .waitFor({ timeout: 30_000 })
      const edited = panel.locator('.check-line', { hasText: 'Changed since you clipped it' })
      await edited.waitFor()
      expect(await edited.innerText()).toMatch(/\d+ of \d+ sentences (?:is|are) not there any more/)
      await until('the server knows it, too', async () => (await states())['www.youtube.com'] === 'gone')
      expect(Object.values(await states()).sort()).toEqual(['changed', 'gone', 'gone'])

      await creator.buildBrief()
      // What is copied stays in the test: no other program's clipboard is touched.
      await panel.evaluate(() => {
        navigator.clipboard.writeText = async text => void Object.assign(window, { copied: text })
      })
      await panel.getByRole('button', { name: 'Copy', exact: true }).click()
      const dialog = panel.getByRole('dialog')
      await dialog.getByText('1 changed, 2 gone').waitFor()
      await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
      const copied = await until('it is copied', () =>
        panel.evaluate(() => (window as unknown as { copied?: string }).copied),
      )
      expect(copied).toContain('## Sources that are not as they were clipped')
      expect(copied.match(/Gone since you clipped it/g)).toHaveLength(2)
      // What was clipped is kept as it was.
      await countLost(3)
    })
  })
})
