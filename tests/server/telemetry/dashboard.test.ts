import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ATTRIBUTE, METRIC } from '../../../server/telemetry/names.ts'
import { root } from '../../support/stage.ts'

interface Dashboard {
  panels: { title: string; targets: { expr: string; legendFormat: string }[] }[]
}

/** As a collector hands it to Prometheus: dots become underscores, the unit and what a counter is stand behind. */
const SUFFIXES: Record<keyof typeof METRIC, string> = {
  ...{
    requests: '_seconds',
    runs: '_seconds',
    runWait: '_seconds',
    calls: '_seconds',
    firstChunk: '_seconds',
  },
  ...{ poolWait: '_seconds', loopDelay: '_seconds', loopDelayMax: '_seconds' },
  ...{ captures: '_total', tokens: '_total', cost: '_USD_total', memory: '_bytes' },
  ...{ runsUnfinished: '', callTokens: '', streams: '' },
}
const inPrometheus = (name: string) => name.replaceAll('.', '_')
const metrics = Object.entries(METRIC).map(
  ([key, name]) => inPrometheus(name) + SUFFIXES[key as keyof typeof METRIC],
)
const labels = [
  ...Object.values(ATTRIBUTE).map(inPrometheus),
  ...[
    'http_request_method',
    'http_route',
    'http_response_status_code',
    'service_name',
    'service_instance_id',
    'le',
  ],
]

const dashboard: Dashboard = JSON.parse(await readFile(join(root, 'infra/grafana/ownwords.json'), 'utf8'))
const targets = dashboard.panels.flatMap(({ targets }) => targets)

it('asks for metrics that this server makes, and for each of them', () => {
  const asked = targets.flatMap(({ expr }) =>
    [...expr.matchAll(/\b([a-z]\w*)(?=\{)/g)].map(([, name]) => name!.replace(/_(bucket|count|sum)$/, '')),
  )
  expect(new Set(asked)).toEqual(new Set(metrics))
})

it('tells them apart by labels that they have', () => {
  const named = targets.flatMap(({ expr, legendFormat }) => [
    ...[...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list]) =>
      list!.split(',').map(label => label.trim()),
    ),
    ...[...expr.matchAll(/(\w+)=~?"/g)].map(([, label]) => label!),
    ...[...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label!),
  ])
  expect([...new Set(named)].filter(label => !labels.includes(label))).toEqual([])
})
