import { createRoute } from '@hono/zod-openapi'
import { ErrorReports as ErrorReportsBody, UseReports as UseReportsBody } from '../../core/contract/report.ts'
import { ApiError } from '../http/problem.ts'
import { bearer, jsonBody, problems, router } from '../http/router.ts'
import type { ErrorReports } from './error-reports.ts'
import type { UseReports } from './use-reports.ts'

export interface ReportRoutesDeps {
  /** null: this server passes none on. */
  errors: Pick<ErrorReports, 'host' | 'ofExtension'> | null
  use: Pick<UseReports, 'host' | 'count'> | null
}

const tags = ['Reports']
const passedOn = { 204: { description: 'It is passed on' }, ...problems(400, 401, 403, 413, 429) }

const errors = createRoute({
  method: 'post',
  path: '/reports/errors',
  tags,
  summary: 'What broke in the extension, without what it said',
  description:
    'Only where the creator agreed to it, and only where `capabilities.reports.errors` names a host: it is passed on there.',
  ...bearer,
  request: { body: jsonBody(ErrorReportsBody.meta({ id: 'ErrorReports' })) },
  responses: passedOn,
})
const use = createRoute({
  method: 'post',
  path: '/reports/use',
  tags,
  summary: 'What the extension was used for, by kind and number alone',
  description:
    'Only where the creator agreed to it, and only where `capabilities.reports.use` names a host: it is passed on there ' +
    'under a word that stands for the account and names nobody.',
  ...bearer,
  request: { body: jsonBody(UseReportsBody.meta({ id: 'UseReports' })) },
  responses: passedOn,
})

/** The extension speaks to no third party: what it tells, it tells to its own server, which says who else hears of it. */
export const reportRoutes = (deps: ReportRoutesDeps) =>
  router()
    .openapi(errors, c => {
      if (!deps.errors) throw notPassedOn()
      for (const report of c.req.valid('json').errors) deps.errors.ofExtension(report)
      return c.body(null, 204)
    })
    .openapi(use, c => {
      if (!deps.use) throw notPassedOn()
      deps.use.count(c.get('account').accountId, c.req.valid('json').events)
      return c.body(null, 204)
    })

const notPassedOn = () =>
  new ApiError('not_allowed', 'This server passes no reports on: nothing was kept, and nothing need be sent.')
