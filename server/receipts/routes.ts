import { createRoute } from '@hono/zod-openapi'
import { Activity, KeptBaseline, TimeReceipt } from '../../core/contract/receipt-of-time.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { bearer, idParams, json, jsonBody, problems, router } from '../http/router.ts'
import { keepActivity, receiptOf } from './receipts.ts'
import { readBaseline, writeBaseline } from './store.ts'

const tags = ['Time']
const kept = KeptBaseline.meta({ id: 'KeptBaseline' })

const putActivity = createRoute({
  method: 'put',
  path: '/projects/{id}/activity',
  tags,
  summary:
    'What a device counted of the work on a project so far; a repeat or an older count changes nothing',
  ...bearer,
  request: { params: idParams, body: jsonBody(Activity.meta({ id: 'Activity' })) },
  responses: { 204: { description: 'It is kept' }, ...problems(400, 401, 404, 409) },
})
const receipt = createRoute({
  method: 'get',
  path: '/projects/{id}/receipt',
  tags,
  summary: 'What the project took so far: the creator’s time, decisions, and the machine’s time',
  ...bearer,
  request: { params: idParams },
  responses: {
    200: json('The receipt', TimeReceipt.meta({ id: 'TimeReceipt' })),
    ...problems(400, 401, 404),
  },
})
const getBaseline = createRoute({
  method: 'get',
  path: '/baseline',
  tags,
  summary: 'How long a video took the creator before, as they say',
  ...bearer,
  responses: { 200: json('The baseline', kept), ...problems(401) },
})
const putBaseline = createRoute({
  method: 'put',
  path: '/baseline',
  tags,
  summary: 'Say how long a video took before; null takes it back',
  ...bearer,
  request: { body: jsonBody(kept) },
  responses: { 200: json('The baseline', kept), ...problems(400, 401) },
})

export const receiptRoutes = ({ database }: { database: Database }) =>
  router()
    .openapi(putActivity, async c => {
      const { id } = c.req.valid('param')
      const told = c.req.valid('json')
      await asAccount(database, c.get('account').accountId, tx => keepActivity(tx, id, told))
      return c.body(null, 204)
    })
    .openapi(receipt, async c => {
      const { id } = c.req.valid('param')
      return c.json(await asAccount(database, c.get('account').accountId, tx => receiptOf(tx, id)), 200)
    })
    .openapi(getBaseline, async c => {
      const baseline = await asAccount(database, c.get('account').accountId, readBaseline)
      return c.json({ baseline }, 200)
    })
    .openapi(putBaseline, async c => {
      const { baseline } = c.req.valid('json')
      await asAccount(database, c.get('account').accountId, tx => writeBaseline(tx, baseline))
      return c.json({ baseline }, 200)
    })
