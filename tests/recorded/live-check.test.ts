import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { panelAnswer, panelItem } from '../fixtures/youtube/panel-answer.ts'
import { modern, watchPage } from '../fixtures/youtube/watch-pages.ts'
import { issueBody, issueTitle, judge, type LegTry } from '../live/leg-report.ts'
import { reportIssue } from '../live/report-issue.ts'
import { tryLegs } from '../live/try-legs.ts'
import { inPageScript } from './support/in-page.ts'
import { openBrowser, openPage } from './support/watched.ts'

let browser: Browser
let script: string
beforeAll(async () => {
  browser = await openBrowser()
  script = await inPageScript('tests/live/legs-in-page.ts')
})
afterAll(() => browser?.close())

async function tried(html: string, panel: { status?: number; body: string }): Promise<LegTry[]> {
  const page = await openPage(browser, 'https://www.youtube.com/watch?v=OwnWords_01', path => {
    if (path.startsWith('/watch')) return { body: html }
    if (path.startsWith('/api/timedtext')) return { body: '' }
    return path.startsWith('/youtubei/v1/get_panel') ? { type: 'application/json', ...panel } : null
  })
  const tries = await tryLegs(page, script, 'OwnWords_01')
  await page.close()
  return tries
}
const words = JSON.stringify(
  panelAnswer(
    modern.rows.map(([second, text]) => panelItem({ at: `0:${String(second % 60).padStart(2, '0')}`, text })),
  ),
)

describe('the daily check of YouTube', () => {
  test('tries each leg on its own, whatever the one before gave', async () => {
    const tries = await tried(watchPage(), { body: words })
    expect(tries.map(({ leg, outcome }) => `${leg} ${outcome}`)).toEqual([
      'player ok',
      'open_track gated',
      'get_panel ok',
      'page_panel ok',
    ])
    expect(judge(tries).map(({ leg, state }) => `${leg} ${state}`)).toEqual([
      'player works',
      'open_track gated',
      'get_panel works',
      'page_panel works',
    ])
  })

  test('finds the leg that broke, and only that', async () => {
    const tries = await tried(watchPage(), { body: '{"content":{"renamedViewModel":[]}}' })
    expect(judge(tries).filter(each => each.state === 'broken')).toEqual([
      { leg: 'get_panel', state: 'broken' },
    ])
    expect(judge(await tried(watchPage({ opener: 'none' }), { body: words })).at(-1)).toEqual({
      leg: 'page_panel',
      state: 'broken',
    })
  })

  test('does not call broken what refuses only this machine, or one video of several', () => {
    const of = (leg: LegTry['leg'], outcome: LegTry['outcome']): LegTry => ({
      leg,
      outcome,
      videoId: 'OwnWords_01',
      detail: '',
      segments: 0,
    })
    expect(judge([of('player', 'login_required'), of('get_panel', 'rate_limited')])).toEqual([
      { leg: 'player', state: 'blocked' },
      { leg: 'get_panel', state: 'blocked' },
    ])
    expect(judge([of('page_panel', 'empty'), of('page_panel', 'ok')])).toEqual([
      { leg: 'page_panel', state: 'works' },
    ])
    expect(judge([of('player', 'unavailable'), of('player', 'login_required')])[0]!.state).toBe('broken')
  })

  test('opens one issue a leg, then comments on it', async () => {
    const issues: { number: number; title: string }[] = []
    const ran: string[][] = []
    const gh = async (args: string[]) => {
      ran.push(args)
      if (args[1] === 'create') issues.push({ number: 4, title: args[3]! })
      return JSON.stringify(issues)
    }
    const tries: LegTry[] = [
      { leg: 'get_panel', videoId: 'OwnWords_01', outcome: 'error', detail: 'no `JSON`', segments: 0 },
    ]
    const body = issueBody('get_panel', tries, 'https://github.example/run/1')
    expect(body).toContain("get_panel · OwnWords_01 · error · 0 segments · no 'JSON'")
    expect(await reportIssue(gh, issueTitle('get_panel'), body)).toBe('opened')
    expect(await reportIssue(gh, issueTitle('get_panel'), body)).toBe('commented')
    expect(ran.map(args => args[1])).toEqual(['list', 'create', 'list', 'comment'])
    expect(ran.at(-1)).toEqual(['issue', 'comment', '4', '--body', body])
  })
})
