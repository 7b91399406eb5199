import { expect, test } from 'vitest'
import type { Branch, LogEntry, Offer, Ways } from '../../core/contract/decision.ts'
import { createApi } from '../../extension/api/client.ts'
import { type DecisionsApi, decisionsApi } from '../../extension/api/decisions.ts'
import { queuedRun } from './support/loopback-server.ts'

const PROJECT = '01a204da-7297-75b8-b07f-7c18b4bd88f3'
const WAY = '01a204da-7297-75b8-b07f-7c18b4bd88f4'
const ID = '01a204da-7297-75b8-b07f-7c18b4bd88f5'
const at = '2026-11-20T12:00:00.000Z'

const branch: Branch = {
  ...{ id: WAY, projectId: PROJECT, name: 'First way', fromId: null, createdAt: at },
  ...{ angle: null, outline: null, hook: null },
}
const plan = { targetSeconds: 480, voiceId: null }
const ways: Ways = { branches: [branch], openId: WAY, plan }
const content = {
  gate: 'angle' as const,
  angle: { title: 'Rain', promise: '', audience: '', fresh: '', titles: [], own: [] },
}
const offer: Offer = {
  ...{ id: ID, projectId: PROJECT, branchId: WAY, gate: 'angle', wish: null, options: [], notes: [] },
  ...{ method: { by: 'extractive', name: 'x' }, createdAt: at },
}
const entry: LogEntry = { kind: 'offered', at, offer }
const script = { seq: 0, beats: {}, sentences: {} }

/** The client before a server that answers each request with `status` and `body`. */
function before(status: number, body: unknown) {
  const asked: string[] = []
  const credentials = { ok: true as const, value: { server: 'http://127.0.0.1:8787', token: 't' } }
  const api = createApi({
    pairing: { pair: async () => credentials, renew: async () => credentials },
    async fetch(input, init = {}) {
      asked.push(`${init.method} ${new URL(String(input)).pathname} ${init.body ?? ''}`.trim())
      return new Response(JSON.stringify(body), { status })
    },
    failed: () => {},
  })
  return { api: decisionsApi(api.asking), asked }
}

const calls: [string, (api: DecisionsApi) => Promise<unknown>, body: unknown, value: unknown][] = [
  [`GET /projects/${PROJECT}/ways`, api => api.ways(PROJECT), ways, ways],
  [`PUT /projects/${PROJECT}/plan ${JSON.stringify(plan)}`, api => api.putPlan(PROJECT, plan), plan, plan],
  [
    `POST /projects/${PROJECT}/branches ${JSON.stringify({ id: ID, name: 'Way 2', fromId: WAY, before: 'hook' })}`,
    api => api.makeBranch(PROJECT, { id: ID, name: 'Way 2', fromId: WAY, before: 'hook' }),
    branch,
    branch,
  ],
  [`PUT /branches/${WAY} {"name":"Mine"}`, api => api.nameBranch(WAY, 'Mine'), branch, branch],
  [`POST /branches/${WAY}/open {}`, api => api.openBranch(WAY), branch, branch],
  [
    `POST /branches/${WAY}/offers ${JSON.stringify({ id: ID, gate: 'angle', wish: 'short' })}`,
    api => api.offer(WAY, { id: ID, gate: 'angle', wish: 'short' }),
    queuedRun(ID, PROJECT, { kind: 'angle' }),
    queuedRun(ID, PROJECT, { kind: 'angle' }),
  ],
  [`GET /branches/${WAY}/offers`, api => api.offers(WAY), { offers: [offer] }, [offer]],
  [
    `POST /branches/${WAY}/decisions ${JSON.stringify({ id: ID, how: 'own', optionIds: [], content })}`,
    api => api.decide(WAY, { id: ID, how: 'own', optionIds: [], content }),
    branch,
    branch,
  ],
  [`GET /projects/${PROJECT}/decisions`, api => api.decisions(PROJECT), { entries: [entry] }, [entry]],
  [`GET /branches/${WAY}/script`, api => api.script(WAY), script, script],
]

test.each(calls)('%s is asked, and its answer given as it is', async (way, call, body, value) => {
  const { api, asked } = before(200, body)
  expect(await call(api)).toEqual({ ok: true, value })
  expect(asked).toEqual([way])
})

test.each(calls)('%s that answers something else is told from ours', async (_, call) => {
  const { api } = before(200, { odd: 1 })
  expect(await call(api)).toMatchObject({ ok: false, error: { status: 200 } })
})

test('a refusal says why', async () => {
  const { api } = before(409, {
    ...{ type: 'about:blank', title: 'conflict', status: 409, code: 'conflict' },
    ...{ detail: 'The outline stands on this angle.', requestId: 'r' },
  })
  expect(await api.decide(WAY, { id: ID, how: 'own', optionIds: [], content })).toMatchObject({
    ok: false,
    error: { code: 'conflict', message: 'The outline stands on this angle.' },
  })
})
