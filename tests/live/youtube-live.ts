/**
 * Asks YouTube itself, once a day and apart from the gate, whether each way to a video's words still works.
 * `npm run check:youtube [-- VIDEO_ID…]`; with REPORT_ISSUES=1 it tells GitHub of a leg that broke, by `gh`.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { inPageScript } from '../recorded/support/in-page.ts'
import { openBrowser } from '../recorded/support/watched.ts'
import { issueBody, issueTitle, judge, type LegTry, tryLine } from './leg-report.ts'
import { reportIssue } from './report-issue.ts'
import { tryLegs } from './try-legs.ts'

/** Public talks and lessons with captions, of several channels: one that is taken down must not look like a break. */
const videos = ['M4gD1WSo5mA', 'GJLlxj_dtq8', 'KI7fMGRg0Wk']
const asked = process.argv.slice(2)

const tries: LegTry[] = []
const browser = await openBrowser()
try {
  const script = await inPageScript('tests/live/legs-in-page.ts')
  for (const videoId of asked.length ? asked : videos) {
    const page = await browser.newPage({ locale: 'en-US' })
    try {
      await page.goto(`https://www.youtube.com/watch?v=${videoId}`, { waitUntil: 'domcontentloaded' })
      await page.waitForSelector('#movie_player, ytd-watch-flexy', { timeout: 20_000 }).catch(() => {})
      tries.push(...(await tryLegs(page, script, videoId)))
    } catch (error) {
      const detail = error instanceof Error ? error.message.slice(0, 300) : String(error)
      tries.push({ leg: 'player', videoId, outcome: 'error', detail, segments: 0 })
    } finally {
      await page.close()
    }
    // At a creator's pace.
    await new Promise(resolve => setTimeout(resolve, 5_000))
  }
} finally {
  await browser.close()
}

for (const each of tries) console.log(tryLine(each))
const judged = judge(tries)
for (const { leg, state } of judged) console.log(`${leg}: ${state}`)
const broken = judged.filter(each => each.state === 'broken')
if (process.env.REPORT_ISSUES === '1') {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = process.env
  const address = server && repository && run ? `${server}/${repository}/actions/runs/${run}` : null
  const gh = async (args: string[]) => (await promisify(execFile)('gh', args)).stdout
  for (const { leg } of broken)
    console.log(`${leg}: issue ${await reportIssue(gh, issueTitle(leg), issueBody(leg, tries, address))}`)
}
if (broken.length) process.exitCode = 1
