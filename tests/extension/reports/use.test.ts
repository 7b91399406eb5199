import { expect, it } from 'vitest'
import { UseEvent } from '../../../core/contract/report.ts'
import { countedRuns } from '../../../extension/reports/counted-runs.ts'
import { countingClips } from '../../../extension/reports/counting-clips.ts'
import { article } from '../support/captures.ts'
import { queuedRun } from '../support/loopback-server.ts'

const id = '0198f3c2-0000-7000-8000-000000000001'
const done = { state: 'done', finishedAt: '2026-11-22T12:00:12.500Z' } as const

/** What was told, each of it as the server takes it. */
function heard() {
  const told: UseEvent[] = []
  return { told, used: (event: UseEvent) => void told.push(UseEvent.parse(event)) }
}

it('tells of a clip once it is on disk, by the way its words came and by nothing else', async () => {
  const { told, used } = heard()
  const kept: string[] = []
  const sender = countingClips(
    {
      async keep(capture) {
        kept.push(capture.id)
        return { ok: kept.length > 1 }
      },
      flush: 'as it was',
    },
    used,
  )
  await sender.keep(article('p'))
  expect(told).toEqual([])
  expect(await sender.keep(article('p', { title: 'Ada on the tide' }))).toEqual({ ok: true })
  const moment = article('p')
  await sender.keep(moment)
  await sender.keep(moment)
  await sender.keep(article('p', { receipt: { by: null, legs: [], words: 0, leftOut: [] } }))
  const byReader = { event: 'clip_saved', leg: 'readability' }
  expect(told).toEqual([byReader, byReader, { event: 'clip_saved' }])
  expect(sender.flush).toBe('as it was')
})

it('tells of a brief that this page began, once it is built, and once', () => {
  const { told, used } = heard()
  const runs = countedRuns(used)
  const brief = queuedRun(id, 'p')
  runs.ended({ ...brief, ...done }, 7)
  runs.begun(brief)
  runs.ended({ ...brief, ...done }, 7)
  runs.ended({ ...brief, ...done }, 7)
  expect(told).toEqual([{ event: 'brief_built', count: 7, ms: 12_500 }])
})

it.each([
  ['failed', queuedRun(id, 'p', { ...done, state: 'failed' })],
  ['was stopped', queuedRun(id, 'p', { ...done, state: 'cancelled' })],
  ['is of a kind that is not told', queuedRun(id, 'p', { ...done, kind: 'turn' })],
])('tells nothing of work that %s', (_, run) => {
  const { told, used } = heard()
  const runs = countedRuns(used)
  runs.begun(run)
  runs.ended(run, 7)
  expect(told).toEqual([])
})

it('tells no time that the server would not take', () => {
  const { told, used } = heard()
  const runs = countedRuns(used)
  const at = (finishedAt: string) => queuedRun(id, 'p', { ...done, kind: 'claims', finishedAt })
  for (const finishedAt of ['2026-11-22T11:00:00.000Z', '2027-11-22T12:00:00.000Z']) {
    runs.begun(at(finishedAt))
    runs.ended(at(finishedAt), 0)
  }
  expect(told.map(({ ms }) => ms)).toEqual([0, 86_400_000])
})
