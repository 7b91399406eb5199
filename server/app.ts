import { OpenAPIHono } from '@hono/zod-openapi'
import type { Logger } from 'pino'
import type { Capabilities } from '../core/contract/server.ts'
import { accountRoutes, pairingRoutes } from './accounts/routes.ts'
import { findByToken } from './accounts/tokens.ts'
import { channelRoutes } from './channels/routes.ts'
import type { Database } from './db/database.ts'
import { docsRoutes } from './http/docs.ts'
import { type ApiEnv, peerAddress } from './http/env.ts'
import { healthRoutes } from './http/health.ts'
import { identity } from './http/identity.ts'
import { bodyWithinLimit, MinuteCounter, notStopping, strictHeaders } from './http/limits.ts'
import { hostAllowed, originAllowed } from './http/loopback.ts'
import { answerProblem } from './http/problem.ts'
import { requestId } from './http/request-id.ts'
import { answerUnknownPath } from './http/unknown-path.ts'
import { errorForLog, wideLog } from './http/wide-log.ts'
import { apiDocument } from './openapi-document.ts'
import { requireProject } from './projects/projects.ts'
import { projectRoutes } from './projects/routes.ts'
import { researchRoutes } from './research/routes.ts'
import { runRoutes } from './runs/routes.ts'
import type { Runs } from './runs/runs.ts'
import { sourceRoutes } from './sources/routes.ts'
import { removeSourcesOf } from './sources/sources.ts'
import { voiceRoutes } from './voices/routes.ts'
import { stopVoicesOf } from './voices/voices.ts'
import type { Outside } from './youtube/outside.ts'
import { youtubeRoutes } from './youtube/routes.ts'

export interface AppDeps {
  database: Database
  runs: Runs
  config: {
    version: string
    /** What this server may ask of YouTube. */
    youtube: Capabilities['youtube']
    /** What writes briefs, and the host that the sources' text goes to; null for none. */
    model: Capabilities['model']
    pairing: 'loopback' | 'token'
    /** Names in `Host` that are ours, without port; null (any) only where the server is not bound to loopback. */
    allowedHosts: readonly string[] | null
    /** Origins that may read answers in a browser. */
    allowedOrigins: readonly string[]
  }
  log: Logger
  /** The way to YouTube, where `config.youtube` allows it. */
  outside: Outside
  /** Milliseconds since 1970. */
  clock: () => number
  ids: () => string
  /** Aborts when the process begins to stop: streams end, and nothing new is begun. */
  shutdown: AbortSignal
  ready: () => boolean
}

/** Requests a minute: of one token, of one address that pairs, of one address that failed to say who it is. */
const PER_TOKEN = 1200
const PAIRINGS = 30
const FAILURES = 120

/** The whole API on nothing: no port, no process. Who asks passes the middleware in the order of this function. */
export function createApp(deps: AppDeps) {
  const { database, config, log, clock, ids, shutdown } = deps
  const app = new OpenAPIHono<ApiEnv>()
  app.onError(answerProblem)
  app.notFound(answerUnknownPath(app))

  app.use(requestId(ids), wideLog(log, clock), strictHeaders())
  app.use(hostAllowed(config.allowedHosts), originAllowed(config.allowedOrigins))

  const failures = new MinuteCounter(FAILURES, clock)
  const pairings = new MinuteCounter(PAIRINGS, clock)
  const requests = new MinuteCounter(PER_TOKEN, clock)
  app.route('/', healthRoutes({ database, ready: deps.ready, requests }))
  app.use(notStopping(shutdown))
  app.get('/', c => c.redirect('/docs', 302))
  // Written at the first question, when all routes are there.
  let document: ReturnType<typeof apiDocument> | undefined
  app.get('/openapi.json', c => {
    document ??= apiDocument(app, config.version)
    return c.json(document, 200)
  })
  app.route('/', docsRoutes())
  app.on('POST', '/pair', (c, next) => {
    pairings.count(peerAddress(c.env) ?? 'unknown')
    return next()
  })
  app.route('/', pairingRoutes({ database, pairing: config.pairing }))

  // From here on nothing is answered to anybody without a token, not even that there is nothing.
  app.use(identity({ findByToken: token => findByToken(database.sql, token), requests, failures }))
  app.use(bodyWithinLimit())
  return app.route('/', features(deps))
}

function features({ database, runs, config, log, outside, clock, ids, shutdown }: AppDeps) {
  return new OpenAPIHono<ApiEnv>()
    .route('/', accountRoutes({ database, ...config }))
    .route(
      '/',
      projectRoutes({
        database,
        async empty(tx, projectId) {
          await removeSourcesOf(tx, projectId)
          await runs.cancelForProject(tx, projectId, 'The project was deleted.')
        },
      }),
    )
    .route('/', sourceRoutes({ database, runs, ids }))
    .route('/', channelRoutes({ database, empty: (tx, channelId) => stopVoicesOf(tx, runs, channelId) }))
    .route('/', voiceRoutes({ database, runs }))
    .route('/', youtubeRoutes({ allowed: config.youtube, outside, clock, shutdown }))
    .route('/', researchRoutes({ database, runs }))
    .route(
      '/',
      runRoutes({
        database,
        runs,
        requireProject,
        shutdown,
        streamFailed: (error, id) => log.error({ id, error: errorForLog(error) }, 'event stream'),
      }),
    )
}

/** For `hc<Api>`, as a type only. Pairing is asked without it: it comes before there is a token. */
export type Api = ReturnType<typeof features>
