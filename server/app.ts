import { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import type { Capabilities } from '../core/contract/server.ts'
import { aboutRoutes } from './accounts/about-routes.ts'
import { codeRoutes } from './accounts/code-routes.ts'
import { accountPages } from './accounts/pages/routes.ts'
import type { People } from './accounts/people.ts'
import { personRoutes } from './accounts/person-routes.ts'
import { accountRoutes, pairingRoutes } from './accounts/routes.ts'
import { findByToken } from './accounts/tokens.ts'
import { channelRoutes } from './channels/routes.ts'
import { checkRoutes } from './check/routes.ts'
import type { LimitsConfig } from './config/limits.ts'
import { conversationRoutes } from './conversation/routes.ts'
import type { Database } from './db/database.ts'
import { decisionRoutes } from './decisions/routes.ts'
import { draftingRoutes } from './drafting/routes.ts'
import { learnedRuleRoutes } from './drafting/rules-routes.ts'
import type { Embedding } from './embedding/embedding.ts'
import { exportRoutes } from './exports/routes.ts'
import { atOnce } from './http/at-once.ts'
import { clientAddress } from './http/client-address.ts'
import { docsRoutes } from './http/docs.ts'
import type { ApiEnv } from './http/env.ts'
import { healthRoutes } from './http/health.ts'
import { identity } from './http/identity.ts'
import { bodyWithinLimit, notStopping, requestWithinLimit, strictHeaders } from './http/limits.ts'
import { hostAllowed, originAllowed } from './http/loopback.ts'
import { usedMemory } from './http/memory.ts'
import { answerProblem } from './http/problem.ts'
import { countedByAddress, countedByClient, RateLimit, rateLimitHeaders } from './http/rate-limit.ts'
import { requestId } from './http/request-id.ts'
import { timeLimit } from './http/time-limit.ts'
import { answerUnknownPath } from './http/unknown-path.ts'
import { errorForLog, wideLog } from './http/wide-log.ts'
import { guests } from './members/guests.ts'
import { endSharing, projectsSharedWith } from './members/members.ts'
import { memberRoutes, type TellInvited } from './members/routes.ts'
import { forgetRepliesOf } from './model/cache.ts'
import type { ModelKeys } from './model-keys/model-keys.ts'
import { modelKeyRoutes } from './model-keys/routes.ts'
import { apiDocument } from './openapi-document.ts'
import { requireProject } from './projects/projects.ts'
import { projectRoutes } from './projects/routes.ts'
import { roomWithin } from './quotas/quotas.ts'
import { quotaRoutes } from './quotas/routes.ts'
import { receiptRoutes } from './receipts/routes.ts'
import { findingsRoutes } from './research/claims/routes.ts'
import { researchRoutes } from './research/routes.ts'
import { runRoutes } from './runs/routes.ts'
import type { Runs } from './runs/runs.ts'
import { scriptRoutes } from './script/routes.ts'
import { recheckProject } from './script/script.ts'
import { beginIndex } from './search/begin-index.ts'
import { forgetChannelIndex } from './search/postings.ts'
import { searchRoutes } from './search/routes.ts'
import { sourceRoutes } from './sources/routes.ts'
import { removeSourcesOf } from './sources/sources.ts'
import { type ReportRoutesDeps, reportRoutes } from './telemetry/routes.ts'
import { tierRoutes } from './tiers/routes.ts'
import { type UsageRoutesDeps, usageRoutes } from './usage/routes.ts'
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
  limits: LimitsConfig
  /** The model, what each kind of run would ask it, and the limits of whoever set none. */
  usage: Pick<UsageRoutesDeps, 'models' | 'estimators' | 'defaults'>
  /** Models of the accounts' own. */
  modelKeys: ModelKeys
  /** How whoever is invited to a project hears of it; null where nobody signs in. */
  tellInvited: TellInvited | null
  /** People who sign in; null: one account, of whoever works at the server's computer. */
  people: People | null
  /** What finds by meaning; null for none. */
  embedding: Pick<Embedding, 'model' | 'later' | 'byMeaning'> | null
  /** Where the extension's reports are passed on to; left out: nowhere. */
  reports?: ReportRoutesDeps
  /** Make a span of each request and measure it; left out: nothing does. */
  traced?: MiddlewareHandler[]
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

/** Requests a minute of one address: that asks whether we are ready, that pairs, that failed to say who it is. */
const READINESS = 1_200
const PAIRINGS = 30
/** A device asks for its token twelve times a minute, and behind one address there may be an office of them. */
const QUESTIONS = 300
const FAILURES = 120
/** Bytes of a request of somebody who has no token. */
const SMALL_BODY = 16 * 1024

/** The whole API on nothing: no port, no process. Who asks passes the middleware in the order of this function. */
export function createApp(deps: AppDeps) {
  const { database, config, people, limits, log, clock, ids, shutdown } = deps
  const app = new OpenAPIHono<ApiEnv>()
  app.onError(answerProblem)
  app.notFound(answerUnknownPath(app))

  // Outermost, so that what is logged of a request has its trace.
  if (deps.traced) app.use(...deps.traced)
  app.use(requestId(ids), wideLog(log, clock), strictHeaders(), rateLimitHeaders())
  app.use(hostAllowed(config.allowedHosts), originAllowed(config.allowedOrigins, people?.publicUrl ?? null))

  const limit = (policy: string, perMinute: number) => new RateLimit(policy, perMinute, clock)
  app.use(clientAddress(limits.trustedProxies))
  app.route('/', healthRoutes({ database, ready: deps.ready, requests: limit('readiness', READINESS) }))
  const bounds = atOnce(limits, usedMemory(clock))
  app.use(notStopping(shutdown), timeLimit(), bounds.ofProcess)
  app.get('/', c => c.redirect('/docs', 302))
  // Written at the first question, when all routes are there.
  let document: ReturnType<typeof apiDocument> | undefined
  app.get('/openapi.json', c => {
    document ??= apiDocument(app, config.version)
    return c.json(document, 200)
  })
  app.route('/', docsRoutes())
  app.on('POST', ['/pair', '/pair/codes'], countedByClient(limit('pairing', PAIRINGS)))
  app.on('POST', '/pair/codes/token', countedByClient(limit('codes', QUESTIONS)))
  app.on('POST', '/pair/*', bodyWithinLimit(SMALL_BODY, 'What begins a pairing is a few words.'))
  app.route('/', aboutRoutes({ version: config.version, pairing: people ? 'code' : config.pairing, clock }))
  app.route('/', pairingRoutes({ database, pairing: config.pairing }))
  app.route('/', codeRoutes({ database, people }))
  if (people) app.route('/', accountPages({ database, runs: deps.runs, people, clock }))

  // From here on nothing is answered to anybody without a token, not even that there is nothing.
  app.use(countedByAddress(limit('address', limits.perAddress)))
  const requests = limit('token', limits.perToken)
  const failures = limit('failures', FAILURES)
  app.use(identity({ findByToken: token => findByToken(database.sql, token), requests, failures }))
  app.use(bounds.ofToken, guests(database), requestWithinLimit())
  return app.route('/', features(deps))
}

const NO_REPORTS = { errors: null, use: null }

function features(deps: AppDeps) {
  const {
    database,
    runs,
    config,
    limits,
    modelKeys,
    people,
    usage,
    embedding,
    log,
    outside,
    clock,
    ids,
    shutdown,
  } = deps
  const { reports = NO_REPORTS } = deps
  const room = roomWithin(limits.quotas)
  const streamFailed = (error: unknown, id: string) =>
    log.error({ id, error: errorForLog(error) }, 'event stream')
  return new OpenAPIHono<ApiEnv>()
    .route(
      '/',
      accountRoutes({
        database,
        ...config,
        embedding: embedding?.model ?? null,
        ownModel: accountId => modelKeys.find(accountId),
        reports: { errors: reports.errors?.host ?? null, use: reports.use?.host ?? null },
        people: people !== null,
      }),
    )
    .route('/', personRoutes({ database, runs }))
    .route('/', reportRoutes(reports))
    .route(
      '/',
      projectRoutes({
        database,
        room,
        sharedWith: projectsSharedWith,
        async empty(tx, accountId, projectId) {
          await endSharing(tx, accountId, projectId)
          await removeSourcesOf(tx, projectId)
          await forgetRepliesOf(tx, projectId)
          await runs.cancelForProject(tx, projectId, 'The project was deleted.')
        },
      }),
    )
    .route('/', memberRoutes({ database, tell: deps.tellInvited }))
    .route('/', exportRoutes({ database, runs, ids, room }))
    .route(
      '/',
      sourceRoutes({ database, runs, ids, embedLater: embedding?.later, changed: recheckProject, room }),
    )
    .route('/', searchRoutes({ database, byMeaning: embedding?.byMeaning }))
    .route(
      '/',
      channelRoutes({
        database,
        async empty(tx, channelId) {
          await stopVoicesOf(tx, runs, channelId)
          await forgetChannelIndex(tx, channelId)
        },
        heard: (tx, accountId) => beginIndex({ runs, ids }, tx, accountId),
      }),
    )
    .route('/', voiceRoutes({ database, runs }))
    .route('/', youtubeRoutes({ allowed: config.youtube, outside, clock, shutdown }))
    .route('/', researchRoutes({ database, runs }))
    .route('/', findingsRoutes({ database, runs }))
    .route('/', tierRoutes({ database }))
    .route('/', conversationRoutes({ database, runs }))
    .route('/', receiptRoutes({ database }))
    .route('/', scriptRoutes({ database, shutdown, streamFailed }))
    .route('/', decisionRoutes({ database, runs }))
    .route('/', checkRoutes({ database, clock }))
    .route('/', draftingRoutes({ database, runs }))
    .route('/', learnedRuleRoutes({ database, ids }))
    .route('/', modelKeyRoutes(modelKeys))
    .route('/', quotaRoutes({ database, quotas: limits.quotas }))
    .route(
      '/',
      usageRoutes({
        database,
        runs,
        clock,
        ceiling: limits.ceiling,
        ownModels: accountId => modelKeys.modelsOf(accountId),
        ...usage,
      }),
    )
    .route(
      '/',
      runRoutes({
        database,
        runs,
        requireProject,
        shutdown,
        streamFailed,
      }),
    )
}

/** For `hc<Api>`, as a type only. Pairing is asked without it: it comes before there is a token. */
export type Api = ReturnType<typeof features>
