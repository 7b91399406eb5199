import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openGivingWay } from '../../../server/runs/giving-way.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Milliseconds until it has gone through. */
async function took(pausing: Promise<void>): Promise<number> {
  const began = performance.now()
  let over = false
  void pausing.then(() => {
    over = true
  })
  for (;;) {
    await vi.advanceTimersByTimeAsync(0)
    if (over) return performance.now() - began
    await vi.advanceTimersByTimeAsync(5)
  }
}

function crowd(requests: number) {
  const way = openGivingWay()
  for (let i = 0; i < requests; i++) way.begin()
  return way
}

it('reads on at once where nobody waits, one request is answered, or several have only just come', async () => {
  expect(await took(openGivingWay().pause('ingest'))).toBe(0)
  const alone = crowd(1)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await took(alone.pause('ingest'))).toBe(0)
  expect(await took(crowd(20).pause('ingest'))).toBe(0)
})

it('gives way the longer the more requests are answered at once, and never for longer than that some are read', async () => {
  const few = crowd(3)
  const many = crowd(200)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await took(few.pause('ingest'))).toBeCloseTo(200, -1)
  // One after the other, however many are worked on at once: at least two a second.
  const began = performance.now()
  await took(Promise.all([1, 2, 3, 4].map(() => many.pause('index'))).then(() => {}))
  expect(performance.now() - began).toBeGreaterThan(1_500)
  expect(performance.now() - began).toBeLessThan(2_000)
})

it('reads on at full speed soon after the last answer', async () => {
  const way = crowd(8)
  await vi.advanceTimersByTimeAsync(5_000)
  for (let i = 0; i < 8; i++) way.end()
  await vi.advanceTimersByTimeAsync(1_200)
  expect(await took(way.pause('ingest'))).toBe(0)
})

it('holds up nothing that somebody waits for, and nobody once it is closed', async () => {
  const way = crowd(50)
  await vi.advanceTimersByTimeAsync(5_000)
  for (const kind of ['turn', 'draft', 'brief', 'embed'] as const) expect(await took(way.pause(kind))).toBe(0)
  const pausing = Promise.all([way.pause('ingest'), way.pause('ingest')])
  way.close()
  expect(await took(pausing.then(() => {}))).toBe(0)
})
