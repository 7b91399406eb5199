import { existsSync, readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isGated } from '../../extension/capture/youtube/open-track.ts'
import type { cuesOf, panelRows } from '../../extension/capture/youtube/panel-rows.ts'
import { playability } from '../../extension/capture/youtube/playability.ts'
import { readPlayer } from '../../extension/capture/youtube/player.ts'
import { PlayerFacts } from '../../extension/capture/youtube/player-facts.ts'
import { spokenTracks } from '../../extension/capture/youtube/spoken-track.ts'
import { inPageScript } from './support/in-page.ts'
import { openBrowser, openPage } from './support/watched.ts'

const folder = '../shared/data/youtube'
let browser: Browser

/** Leg 0 on a watch page whose first answer is a recorded one. */
async function factsFrom(html: string, videoId: string): Promise<PlayerFacts | null> {
  const page = await openPage(browser, `https://www.youtube.com/watch?v=${videoId}`, path =>
    path.startsWith('/watch') ? { body: html } : null,
  )
  const facts = await page.evaluate(`(${readPlayer.toString()})(${JSON.stringify(videoId)})`)
  await page.close()
  return facts === null ? null : PlayerFacts.parse(facts)
}
const answer = (file: string, data = '{}') =>
  `<script>var ytInitialPlayerResponse = ${readFileSync(`${folder}/${file}`, 'utf8').replaceAll('</', '<\\/')}; var ytInitialData = ${data}</script>`

describe.skipIf(!existsSync(folder))(
  'an answer that YouTube gave (skipped where the recordings are not at hand)',
  () => {
    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterAll(() => browser?.close())

    test.each([
      ['age-restricted', 'Njp5uhTorCo', 'login_required'],
      ['bot-check', 'Njp5uhTorCo', 'login_required'],
      ['private.android', 'aaaaaaaaaaa', 'login_required'],
      ['members-only.android', 'ayI2iBwGdxw', 'login_required'],
      ['not-for-this-client.visionos', 'it3OtbTxQk0', 'unavailable'],
      ['unavailable', 'aaaaaaaaaaa', 'unavailable'],
      ['live-now-no-captions.visionos', 'X4VbdwhkE10', 'live_pending'],
      ['captions-disabled', 'dsMFmonKDD4', 'disabled'],
      ['nonexistent-id.android.empty', 'aaaaaaaaaaa', 'error'],
      ['pot-required', 'GJLlxj_dtq8', 'ok'],
    ])('(%s) is told by its name', async (file, videoId, outcome) => {
      const { outcome: told, detail } = playability(
        await factsFrom(answer(`edge-players/${file}.json`), videoId),
      )
      expect(told).toBe(outcome)
      expect(told === 'ok' || detail?.endsWith('.')).toBe(true)
    })

    test('with a gated track is known to have one', async () => {
      const facts = await factsFrom(answer('edge-players/pot-required.json'), 'GJLlxj_dtq8')
      expect(facts!.tracks.length).toBeGreaterThan(5)
      expect(spokenTracks(facts!)[0]).toMatchObject({ language: 'en', kind: 'manual' })
      expect(spokenTracks(facts!).map(isGated)).toEqual([true, false])
    })

    test('with open tracks offers the manual one in the spoken language first', async () => {
      const facts = await factsFrom(answer('setA-video-M4gD1WSo5mA/player.visionos.json'), 'M4gD1WSo5mA')
      expect(spokenTracks(facts!).map(track => `${track.language} ${track.kind} ${isGated(track)}`)).toEqual([
        'en manual false',
        'en auto false',
      ])
    })

    test('with chapters gives them with their seconds', async () => {
      const next = readFileSync(`${folder}/setB-video-KI7fMGRg0Wk/next.web.json`, 'utf8').replaceAll(
        '</',
        '<\\/',
      )
      const facts = await factsFrom(
        answer('setB-video-KI7fMGRg0Wk/player.visionos.json', next),
        'KI7fMGRg0Wk',
      )
      expect(facts!.chapters).toHaveLength(13)
      expect(facts!.chapters[0]).toEqual({ startMs: 0, title: 'Guten Abend' })
      expect(spokenTracks(facts!)).toMatchObject([{ language: 'de', kind: 'auto' }])
    })

    test('as a whole watch page gives the video, and its gated tracks', async () => {
      const html = readFileSync(`${folder}/setE-watchpage-GJLlxj_dtq8/watch.html`, 'utf8')
      const facts = await factsFrom(html, 'GJLlxj_dtq8')
      expect(facts).toMatchObject({
        title: 'Surface Go Review - It’s Awesome',
        author: 'Dave2D',
        lengthSeconds: 316,
        status: 'OK',
      })
      expect(facts!.published).toMatch(/^2018-08-02/)
      expect(facts!.tracks.every(isGated)).toBe(true)
    })

    test('of another video is not taken for this one', async () => {
      const html = readFileSync(`${folder}/setE-watchpage-GJLlxj_dtq8/watch.html`, 'utf8')
      expect(await factsFrom(html, 'M4gD1WSo5mA')).toBeNull()
    })

    test.each([
      ['modern', [1748, 1756, 3723], 'late line'],
      ['legacy', [1, 4, 9, 10, 16], 'Weird joke, Dwight.'],
    ])('as a %s panel gives its rows', async (generation, seconds, last) => {
      const script = await inPageScript('extension/capture/youtube/panel-rows.ts')
      const html = readFileSync(`${folder}/dom/panel.${generation}.excerpt.html`, 'utf8')
      const page = await openPage(browser, 'https://www.youtube.com/watch?v=aaaaaaaaaaa', () => ({
        body: html,
      }))
      await page.evaluate(script)
      const cues = await page.evaluate(() => {
        const panel = (
          globalThis as unknown as { ownwordsTest: { panelRows: typeof panelRows; cuesOf: typeof cuesOf } }
        ).ownwordsTest
        return panel.cuesOf(panel.panelRows(document))
      })
      expect(cues.map(cue => cue.startMs / 1000)).toEqual(seconds)
      expect(cues.at(-1)!.text.trim()).toBe(last)
      await page.close()
    })
  },
)
