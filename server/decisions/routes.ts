import { createRoute, z } from '@hono/zod-openapi'
import {
  Branch,
  BranchDraft,
  DecisionDraft,
  LogEntry,
  Offer,
  OfferDraft,
  Plan,
  Ways,
} from '../../core/contract/decision.ts'
import { Run } from '../../core/contract/run.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { bearer, idParams, json, jsonBody, problems, router } from '../http/router.ts'
import type { Runs } from '../runs/runs.ts'
import { beginOffer } from './begin-offer.ts'
import { requireBranch } from './branches.ts'
import { decide } from './decide.ts'
import { logOf } from './log.ts'
import { offersOn } from './offers-store.ts'
import { takeScript } from './take-script.ts'
import { opened, parted, renamed, savePlan, waysOf } from './ways.ts'

const branch = Branch.meta({ id: 'Branch' })
const plan = Plan.meta({ id: 'Plan' })
const tags = ['Decisions']

const ways = createRoute({
  method: 'get',
  path: '/projects/{id}/ways',
  tags,
  summary:
    'The ways that a project may go, oldest first, with what is decided on each; the first is made where there is none',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The ways', Ways.meta({ id: 'Ways' })), ...problems(400, 401, 404) },
})
const putPlan = createRoute({
  method: 'put',
  path: '/projects/{id}/plan',
  tags,
  summary: 'Say how long the video is to be and in which voice',
  ...bearer,
  request: { params: idParams, body: jsonBody(plan) },
  responses: { 200: json('The plan', plan), ...problems(400, 401, 404) },
})
const part = createRoute({
  method: 'post',
  path: '/projects/{id}/branches',
  tags,
  summary: 'Open a new way; a repeat of the id changes nothing',
  description:
    'With `fromId` it has that way’s decisions before `before`, or with null all of them and a copy of its script. ' +
    'Before the hook it takes the script along without the hook’s sentences. The way that it parts from stays as it is.',
  ...bearer,
  request: { params: idParams, body: jsonBody(BranchDraft.meta({ id: 'BranchDraft' })) },
  responses: { 201: json('The way', branch), ...problems(400, 401, 404, 409) },
})
const rename = createRoute({
  method: 'put',
  path: '/branches/{id}',
  tags,
  summary: 'Rename a way',
  ...bearer,
  request: { params: idParams, body: jsonBody(Branch.pick({ name: true })) },
  responses: { 200: json('The way', branch), ...problems(400, 401, 404) },
})
const open = createRoute({
  method: 'post',
  path: '/branches/{id}/open',
  tags,
  summary: 'Go on with this way',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The way', branch), ...problems(400, 401, 404) },
})
const offer = createRoute({
  method: 'post',
  path: '/branches/{id}/offers',
  tags,
  summary: 'Have options made for a gate; a repeat of the id changes nothing',
  description:
    'The offer has the id of the run that makes it. What was offered on this way before is not offered again.',
  ...bearer,
  request: { params: idParams, body: jsonBody(OfferDraft.meta({ id: 'OfferDraft' })) },
  responses: {
    202: json('The run that makes them', Run.meta({ id: 'Run' })),
    ...problems(400, 401, 404, 409),
  },
})
const offers = createRoute({
  method: 'get',
  path: '/branches/{id}/offers',
  tags,
  summary: 'What was offered on a way and on those that it comes from, newest first, at most 100',
  ...bearer,
  request: { params: idParams },
  responses: {
    200: json('The offers', z.object({ offers: z.array(Offer.meta({ id: 'Offer' })) })),
    ...problems(400, 401, 404),
  },
})
const decision = createRoute({
  method: 'post',
  path: '/branches/{id}/decisions',
  tags,
  summary: 'Decide at a gate; a repeat of the id changes nothing',
  description:
    'Refused as a conflict where something stands on the decision that it would take the place of: open a new way then.',
  ...bearer,
  request: { params: idParams, body: jsonBody(DecisionDraft.meta({ id: 'DecisionDraft' })) },
  responses: { 201: json('The way as it is now', branch), ...problems(400, 401, 404, 409, 413) },
})
const log = createRoute({
  method: 'get',
  path: '/projects/{id}/decisions',
  tags,
  summary: 'What was offered, what was decided and where it parted, oldest first',
  ...bearer,
  request: { params: idParams },
  responses: {
    200: json('The log', z.object({ entries: z.array(LogEntry.meta({ id: 'LogEntry' })) })),
    ...problems(400, 401, 404),
  },
})

export const decisionRoutes = (deps: { database: Database; runs: Runs }) => {
  const { database } = deps
  return router()
    .openapi(ways, async c => {
      const { id } = c.req.valid('param')
      return c.json(await asAccount(database, c.get('account').accountId, tx => waysOf(tx, id)), 200)
    })
    .openapi(putPlan, async c => {
      const { id } = c.req.valid('param')
      const saved = await asAccount(database, c.get('account').accountId, tx =>
        savePlan(tx, id, c.req.valid('json')),
      )
      return c.json(saved, 200)
    })
    .openapi(part, async c => {
      const { id } = c.req.valid('param')
      const made = await asAccount(database, c.get('account').accountId, tx =>
        parted(tx, id, c.req.valid('json'), takeScript),
      )
      return c.json(made, 201)
    })
    .openapi(rename, async c => {
      const { id } = c.req.valid('param')
      const { name } = c.req.valid('json')
      return c.json(await asAccount(database, c.get('account').accountId, tx => renamed(tx, id, name)), 200)
    })
    .openapi(open, async c => {
      const { id } = c.req.valid('param')
      return c.json(await asAccount(database, c.get('account').accountId, tx => opened(tx, id)), 200)
    })
    .openapi(offer, async c => {
      const { id } = c.req.valid('param')
      return c.json(await beginOffer(deps, c.get('account').accountId, id, c.req.valid('json')), 202)
    })
    .openapi(offers, async c => {
      const { id } = c.req.valid('param')
      const found = await asAccount(database, c.get('account').accountId, async tx => {
        await requireBranch(tx, id)
        return offersOn(tx, id)
      })
      return c.json({ offers: found }, 200)
    })
    .openapi(decision, async c => {
      const { id } = c.req.valid('param')
      const decided = await asAccount(database, c.get('account').accountId, tx =>
        decide(tx, id, c.req.valid('json')),
      )
      return c.json(decided, 201)
    })
    .openapi(log, async c => {
      const { id } = c.req.valid('param')
      const found = await asAccount(database, c.get('account').accountId, tx => logOf(tx, id))
      return c.json({ entries: found }, 200)
    })
}
