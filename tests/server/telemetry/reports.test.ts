import { expect, it } from 'vitest'
import type { ErrorReport, UseEvent } from '../../../core/contract/report.ts'
import { Capabilities } from '../../../core/contract/server.ts'
import { mintCaller, openApi, problemOf } from '../support/api.ts'

const report: ErrorReport = {
  name: 'TypeError',
  code: null,
  frames: [{ file: 'chunks/sidepanel-Bk2.js', line: 1, column: 4021 }],
  place: 'panel',
  version: '1.4.0',
  times: 2,
}

async function listening() {
  const told: unknown[] = []
  const api = await openApi({
    reports: {
      errors: { host: 'errors.example', ofExtension: told.push.bind(told) },
      use: { host: 'use.example', count: (account, events) => told.push([account, events]) },
    },
  })
  return { api, told, ...(await mintCaller()) }
}

it('says to whom reports are passed on, and to nobody where there is nobody', async () => {
  const { api, token } = await listening()
  const of = async (at: typeof api) =>
    Capabilities.parse(await (await at.ask('/capabilities', { token })).json()).reports
  expect(await of(api)).toEqual({ errors: 'errors.example', use: 'use.example' })
  expect(await of(await openApi())).toEqual({ errors: null, use: null })
})

it('passes on what broke and what was used', async () => {
  const { api, token, accountId, told } = await listening()
  const events: UseEvent[] = [
    { event: 'brief_built', count: 7, ms: 12_000 },
    { event: 'clip_saved', leg: 'get_panel' },
  ]
  const sent = [
    await api.ask('/reports/errors', { method: 'POST', token, json: { errors: [report] } }),
    await api.ask('/reports/use', { method: 'POST', token, json: { events } }),
  ]
  expect(sent.map(({ status }) => status)).toEqual([204, 204])
  expect(told).toEqual([report, [accountId, events]])
})

it('keeps nothing where nobody would hear of it, and takes nothing without a token', async () => {
  const { token } = await mintCaller()
  const api = await openApi()
  const json = { errors: [report] }
  const answer = await api.ask('/reports/errors', { method: 'POST', token, json })
  expect(await problemOf(answer)).toMatchObject({ status: 403, code: 'not_allowed' })
  const use = await api.ask('/reports/use', {
    method: 'POST',
    token,
    json: { events: [{ event: 'clip_saved' }] },
  })
  expect(use.status).toBe(403)
  expect((await api.ask('/reports/errors', { method: 'POST', json })).status).toBe(401)
})

it.each([
  ['a message', { ...report, message: 'The tide of Ada' }],
  ['a name that is a sentence', { ...report, name: 'Ada wrote of tides' }],
  [
    'an address for a file',
    { ...report, frames: [{ file: 'https://sea.example/a.js', line: 1, column: 1 }] },
  ],
  ['a function for a frame', { ...report, frames: [{ ...report.frames[0], in: 'adasTide' }] }],
  ['a code with words', { ...report, code: 'no such tide' }],
])('takes no report with %s', async (_, wrong) => {
  const { api, token, told } = await listening()
  const answer = await api.ask('/reports/errors', { method: 'POST', token, json: { errors: [wrong] } })
  const raw = await answer.clone().text()
  expect(await problemOf(answer)).toMatchObject({ status: 400, code: 'invalid_request' })
  expect(raw).not.toMatch(/ada|tide/i)
  expect(told).toEqual([])
})

it('takes no use but of the kinds that it knows, and no words beside them', async () => {
  const { api, token, told } = await listening()
  for (const wrong of [
    { event: 'tide_watched' },
    { event: 'clip_saved', title: 'Tides' },
    { event: 'clip_saved', leg: 'of Tides' },
  ]) {
    const answer = await api.ask('/reports/use', { method: 'POST', token, json: { events: [wrong] } })
    expect(answer.status).toBe(400)
  }
  expect(told).toEqual([])
})
