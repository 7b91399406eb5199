import { expect, test } from 'vitest'
import { createApi } from '../../extension/api/client.ts'
import { type ReceiptApi, receiptApi } from '../../extension/api/receipts.ts'

const ID = '01a204da-7297-75b8-b07f-7c18b4bd88f3'
const since = '2026-11-20T08:00:00.000Z'
const counted = { activeMs: 1, clicks: 2, typedWords: 3, waitedMs: 4, since }
const activity = { deviceId: ID, ...counted }
const baseline = { researchMinutes: 300, scriptMinutes: 60 }
const receipt = { projectId: ID, ...counted, decisions: 3, machineMs: 5, baseline }

const routes: [
  string,
  (api: ReceiptApi) => Promise<unknown>,
  answer: unknown,
  gives: unknown,
  body?: unknown,
][] = [
  [`PUT /projects/${ID}/activity`, api => api.putActivity(ID, activity), null, null, activity],
  [`GET /projects/${ID}/receipt`, api => api.receipt(ID), receipt, receipt],
  ['GET /baseline', api => api.baseline(), { baseline }, baseline],
  ['PUT /baseline', api => api.putBaseline(null), { baseline: null }, null, { baseline: null }],
]

test.each(routes)('%s', async (route, ask, answer, gives, body) => {
  const seen: { route: string; body: unknown }[] = []
  const api = createApi({
    pairing: {
      pair: async () => ({ ok: true, value: { server: 'http://s', token: 't' } }),
      renew: async () => Promise.reject(new Error('Not renewed here')),
    } as never,
    fetch: async (url, init) => {
      seen.push({
        route: `${init?.method} ${String(url).slice('http://s'.length)}`,
        body: init?.body === undefined ? undefined : JSON.parse(String(init.body)),
      })
      return answer === null ? new Response(null, { status: 204 }) : Response.json(answer)
    },
    failed: () => {},
  })
  expect(await ask(receiptApi(api.asking))).toEqual({ ok: true, value: gives })
  expect(seen).toEqual([{ route, body }])
})
