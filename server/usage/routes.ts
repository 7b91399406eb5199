import { createRoute } from '@hono/zod-openapi'
import { Budget, Estimate, EstimateRequest, RunUsageDetail, Usage } from '../../core/contract/usage.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError, notFound } from '../http/problem.ts'
import { bearer, idParams, json, jsonBody, problems, router } from '../http/router.ts'
import type { OpenModels } from '../model/models.ts'
import { requireProject } from '../projects/projects.ts'
import type { Runs } from '../runs/runs.ts'
import { RunFailure } from '../runs/work.ts'
import { type Ceiling, NANOS, type Spending } from './caps.ts'
import { type Estimators, estimateOf, nothingLeaves } from './estimate.ts'
import { monthOf } from './month.ts'
import { readBudget, readSpent, writeBudget } from './store.ts'
import { usageOfMonth, usageOfRun } from './usage.ts'

export interface UsageRoutesDeps {
  database: Database
  runs: Runs
  /** null: no model is set. */
  models: OpenModels | null
  estimators: Estimators
  /** The limits of whoever set none. */
  defaults: Budget
  /** What the keeper of the server pays for an account. */
  ceiling: Ceiling
  /** Of an account that has a key of its own, the model that this opens; null: it has none. */
  ownModels(accountId: string): Promise<OpenModels | null>
  /** Milliseconds since 1970. */
  clock: () => number
}

const tags = ['Usage']

const month = createRoute({
  method: 'get',
  path: '/usage',
  tags,
  summary: 'What the model was used for this month (UTC), and the limits',
  ...bearer,
  responses: { 200: json('The usage', Usage.meta({ id: 'Usage' })), ...problems(401) },
})
const ofRun = createRoute({
  method: 'get',
  path: '/runs/{id}/usage',
  tags,
  summary: 'What a run used so far, step by step',
  ...bearer,
  request: { params: idParams },
  responses: { 200: json('The usage', RunUsageDetail.meta({ id: 'RunUsage' })), ...problems(401, 404) },
})
const putBudget = createRoute({
  method: 'put',
  path: '/budget',
  tags,
  summary: 'Set the limits that each call of a model is held against; null: none',
  ...bearer,
  request: { body: jsonBody(Budget) },
  responses: { 200: json('The limits', Budget.meta({ id: 'Budget' })), ...problems(400, 401) },
})
const estimate = createRoute({
  method: 'post',
  path: '/estimates',
  tags,
  summary: 'What a run would send, to whom, and about what it costs; nothing is sent',
  ...bearer,
  request: { body: jsonBody(EstimateRequest) },
  responses: {
    200: json('The estimate', Estimate.meta({ id: 'Estimate' })),
    ...problems(400, 401, 404, 409),
  },
})

export const usageRoutes = ({
  database,
  runs,
  models: shared,
  ownModels,
  estimators,
  defaults,
  ceiling,
  clock,
}: UsageRoutesDeps) =>
  router()
    .openapi(month, async c => {
      const month = monthOf(clock())
      const usage = await asAccount(database, c.get('account').accountId, async tx => ({
        ...(await usageOfMonth(tx, month)),
        budget: await readBudget(tx, defaults),
        ...(capped(ceiling) && { keeper: { ...ceiling, ...paid(await readSpent(tx, `keeper ${month}`)) } }),
      }))
      return c.json(usage, 200)
    })
    .openapi(ofRun, async c => {
      const { accountId } = c.get('account')
      const { id } = c.req.valid('param')
      const used = await asAccount(database, accountId, tx => usageOfRun(tx, id))
      if (used) return c.json(used, 200)
      const run = await runs.get(accountId, id)
      if (!run) throw notFound('run')
      return c.json({ runId: id, kind: run.kind, at: run.createdAt, ...unused }, 200)
    })
    .openapi(putBudget, async c => {
      const budget = await asAccount(database, c.get('account').accountId, async tx => {
        await writeBudget(tx, c.req.valid('json'), new Date(clock()))
        return readBudget(tx, defaults)
      })
      return c.json(budget, 200)
    })
    .openapi(estimate, async c => {
      const { accountId } = c.get('account')
      const { kind, projectId, text = null, ...about } = c.req.valid('json')
      await asAccount(database, accountId, tx => requireProject(tx, projectId))
      const estimator = estimators[kind]
      const models = (await ownModels(accountId).catch(unreadable)) ?? shared
      if (!models) return c.json(nothingLeaves, 200)
      if (!estimator) throw new ApiError('conflict', 'Nobody can say beforehand what this would send.')
      const { signal } = c.req.raw
      const plan = await estimator({ database, accountId, projectId, text, about, signal })
      return c.json(await estimateOf({ database, models, defaults, ceiling, clock }, accountId, plan), 200)
    })

/** A run would say so too. */
function unreadable(error: unknown): never {
  throw error instanceof RunFailure ? new ApiError('conflict', error.message) : error
}

const capped = ({ monthTokens, monthDollars }: Ceiling) => monthTokens !== null || monthDollars !== null
const paid = ({ tokens, nanos }: Spending) => ({ tokens, cost: (nanos ?? 0) / NANOS })

const unused = {
  model: null,
  calls: 0,
  cached: 0,
  inputTokens: 0,
  outputTokens: 0,
  exact: true,
  cost: 0,
  steps: [],
}
