import { expect, it } from 'vitest'
import type { TimeReceipt } from '../../../core/contract/receipt-of-time.ts'
import { compared, receiptFile } from '../../../core/time/receipt-file.ts'

const receipt = (changes: Partial<TimeReceipt> = {}): TimeReceipt => ({
  projectId: '01a204da-7297-75b8-b07f-7c18b4bd88f3',
  since: '2026-11-20T08:00:00.000Z',
  activeMs: 20 * 60_000,
  clicks: 38,
  typedWords: 120,
  waitedMs: 4 * 60_000,
  decisions: 3,
  machineMs: 6 * 60_000,
  baseline: { researchMinutes: 300, scriptMinutes: 60 },
  ...changes,
})
const project = { id: receipt().projectId, title: 'Why tides run late' }
const at = '2026-11-28T12:00:00.000Z'

it('holds active and waited time together against the baseline, and never flatters', () => {
  expect(compared(receipt())).toEqual({ spentMs: 1_440_000, baselineMs: 21_600_000, lessPercent: 93 })
  expect(compared(receipt({ activeMs: 21_600_000 }))!.lessPercent).toBe(-2)
  expect(compared(receipt({ activeMs: 1, waitedMs: 0 }))!.lessPercent).toBe(99)
})

it('compares with nothing where the creator said nothing, or nothing was counted', () => {
  expect(compared(receipt({ baseline: null }))).toBeNull()
  expect(compared(receipt({ activeMs: 0, waitedMs: 0 }))).toBeNull()
})

it('says in the file what is counted, what is not, and whose word the baseline is', () => {
  const text = receiptFile(receipt(), project, at)
  expect(text.endsWith('}\n')).toBe(true)
  expect(JSON.parse(text)).toMatchObject({
    form: 'ownwords/time-receipt',
    version: 1,
    project,
    exportedAt: at,
    countedSince: '2026-11-20T08:00:00.000Z',
    ...{ activeMinutes: 20, waitedMinutes: 4, machineMinutes: 6, decisions: 3, clicks: 38, typedWords: 120 },
    baseline: { researchMinutes: 300, scriptMinutes: 60, saidBy: 'the creator' },
    compared: { spentMinutes: 24, baselineMinutes: 360, lessPercent: 93 },
    countsNot: expect.stringContaining('filming'),
  })
})

it('does not say nought of what only the server knows', () => {
  expect(JSON.parse(receiptFile(receipt({ decisions: 0, machineMs: 0 }), project, at, true))).toMatchObject({
    decisions: null,
    machineMinutes: null,
    clicks: 38,
  })
})

it('has no percent without a baseline', () => {
  const file = JSON.parse(receiptFile(receipt({ baseline: null, since: null }), project, at))
  expect(file).toMatchObject({ baseline: null, compared: null, countedSince: null })
})
