import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { inPageScript } from '../recorded/support/in-page.ts'
import { ensureChromium, quietChromium } from '../support/chromium.ts'
import type { extract } from './extract-page.ts'
import { average, type Score, score } from './shingles.ts'

const { values } = parseArgs({ options: { data: { type: 'string' }, verbose: { type: 'boolean' } } })
const folder = values.data ?? '../shared/data/articles'
const truthFile = join(folder, 'ground-truth.json')
if (!existsSync(truthFile)) {
  console.error(`There is no ${truthFile}: name a folder with ground-truth.json and html/ by --data DIR.`)
  process.exit(1)
}
const truth = JSON.parse(readFileSync(truthFile, 'utf8')) as Record<
  string,
  { url: string; articleBody: string }
>
const script = await inPageScript('tests/bench/extract-page.ts')
const browser = await chromium.launch({
  executablePath: await ensureChromium(console.error),
  args: quietChromium,
})
try {
  const page = await browser.newPage()
  await page.addScriptTag({ content: script })
  const scores: Record<'ours' | 'readability' | 'defuddle', Score[]> = {
    ours: [],
    readability: [],
    defuddle: [],
  }
  const times: number[] = []
  for (const [id, { url, articleBody }] of Object.entries(truth)) {
    const html = gunzipSync(readFileSync(join(folder, 'html', `${id}.html.gz`))).toString()
    const read = await page.evaluate(
      ([html, url]) =>
        (globalThis as unknown as { ownwordsTest: { extract: typeof extract } }).ownwordsTest.extract(
          html,
          url,
        ),
      [html, url] as const,
    )
    times.push(read.ms)
    for (const rival of ['ours', 'readability', 'defuddle'] as const)
      scores[rival].push(score(articleBody, read[rival]))
    if (values.verbose) {
      const { precision, recall } = scores.ours.at(-1)!
      console.log(
        `${id.slice(0, 6)} ${precision.toFixed(2)} ${recall.toFixed(2)} ${Math.round(read.ms)} ms ${url}`,
      )
    }
  }
  const ours = average(scores.ours)
  times.sort((a, b) => a - b)
  for (const rival of ['readability', 'defuddle'] as const)
    console.log(`${rival} ${JSON.stringify(average(scores[rival]))}`)
  const msPerPage = Math.round(times[times.length >> 1] ?? 0)
  console.log(JSON.stringify({ ...ours, pages: times.length, msPerPage }))
} finally {
  await browser.close()
}
