import { signal } from '@preact/signals'
import type { ErrorReports, UseReports } from '../../../core/contract/report.ts'
import type { ReportsWorld } from '../../../extension/panel/reports/reports-world.ts'
import { capabilities, present } from './samples.ts'

export interface ReportsSetting {
  agreed: ReturnType<ReportsWorld['agreed']['peek']>
  sent: ReturnType<ReportsWorld['sent']['peek']>
}

export const noReports: ReportsSetting = {
  agreed: { errors: null, use: null },
  sent: { errors: null, use: null },
}

export const reportHosts = { errors: 'o4507.ingest.errors.example', use: 'eu.use.example' }
const { accountId } = capabilities
const errors: ErrorReports = {
  errors: [
    {
      name: 'TypeError',
      code: 'nothing_read',
      frames: [
        { file: 'chunks/edit-sentence-BkQ2v1Xd.js', line: 1, column: 40_213 },
        { file: 'chunks/sidepanel-D81hTz0a.js', line: 2, column: 9_120 },
      ],
      place: 'panel',
      version: '1.4.0',
      times: 2,
    },
  ],
}
const events: UseReports = {
  events: [
    { event: 'clip_saved', leg: 'defuddle' },
    { event: 'brief_built', count: 7, ms: 12_000 },
  ],
}

export const agreedReports: ReportsSetting = {
  agreed: {
    errors: { host: reportHosts.errors, accountId },
    use: { host: reportHosts.use, accountId },
  },
  sent: {
    errors: { at: present - 7_200_000, host: reportHosts.errors, body: errors },
    use: { at: present - 60_000, host: reportHosts.use, body: events },
  },
}

export function fakeReports(
  setting: ReportsSetting,
  note: (act: string, ...given: unknown[]) => void,
): () => Promise<ReportsWorld> {
  const agreed = signal(setting.agreed)
  const world: ReportsWorld = {
    agreed,
    sent: signal(setting.sent),
    async agree(kind, to) {
      note('reports.agree', kind, to)
      agreed.value = { ...agreed.peek(), [kind]: to }
    },
    async withdraw(kind) {
      note('reports.withdraw', kind)
      agreed.value = { ...agreed.peek(), [kind]: null }
    },
  }
  return async () => world
}
