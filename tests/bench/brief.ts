import { parseArgs } from 'node:util'
import type { Brief } from '../../core/contract/brief.ts'
import { newId } from '../../core/contract/id.ts'
import type { Pairing } from '../../core/contract/server.ts'
import { readArticles } from './saved-articles.ts'
import { startServer } from './server-process.ts'

/**
 * Time from the last clip's answer to the finished extractive brief, on the real server process with an embedded
 * database in a folder of its own. Usage: npm run bench:brief -- --data DIR [--sources 10]
 * DIR has html/<id>.html.gz and, where it is there, ground-truth.json ({id: {url, articleBody}}).
 */
const { values } = parseArgs({
  options: { data: { type: 'string' }, sources: { type: 'string', default: '10' } },
})
const wanted = Number(values.sources)
if (!values.data || !Number.isInteger(wanted) || wanted < 1) {
  console.error('Usage: npm run bench:brief -- --data DIR [--sources 10]')
  process.exit(1)
}

const articles = await readArticles(values.data, wanted)
if (articles.length === 0) {
  console.error(`No page with text in ${values.data}: it takes html/<id>.html.gz and ground-truth.json.`)
  process.exit(1)
}

const server = await startServer()
try {
  const atStart = server.peakRssMb()
  const { token } = await server.ask<Pairing>('POST', '/pair', undefined, 201)
  const projectId = newId()
  await server.ask('PUT', `/projects/${projectId}`, { title: 'Bench' }, 201, token)
  const clipping = performance.now()
  for (const capture of articles) {
    await server.ask('PUT', `/sources/${capture.id}`, { ...capture, projectId }, 201, token)
  }
  const clipped = performance.now()
  const runId = newId()
  await server.ask('POST', `/projects/${projectId}/briefs`, { id: runId }, 202, token)
  const run = await server.finished(runId, token)
  const done = performance.now()
  if (run.state !== 'done')
    throw new Error(`The brief ${run.state}: ${run.error?.message ?? 'without words'}`)
  const { brief } = await server.ask<{ brief: Brief }>(
    'GET',
    `/projects/${projectId}/brief`,
    undefined,
    200,
    token,
  )
  const ms = Math.round(done - clipped)
  console.log(
    `${brief.themes.length} themes, ${brief.disagreements.length} disagreements, ${brief.questions.length} open questions; clips answered in ${Math.round(clipped - clipping)} ms; ${atStart} MB of the peak before the first clip`,
  )
  console.log(
    JSON.stringify({
      sources: brief.sources.length,
      passages: brief.passages,
      ms,
      passagesPerSecond: Math.round((1000 * brief.passages) / (done - clipping)),
      peakRssMb: server.peakRssMb(),
    }),
  )
} finally {
  await server.stop()
}
