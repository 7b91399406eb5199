import { createRoute } from '@hono/zod-openapi'
import { API_VERSION, ServerFacts } from '../../core/contract/server.ts'
import { json, router } from '../http/router.ts'

export interface AboutDeps {
  version: string
  pairing: ServerFacts['pairing']
  /** Milliseconds since 1970. */
  clock: () => number
}

const about = createRoute({
  method: 'get',
  path: '/about',
  tags: ['Health'],
  summary: 'Which server this is, and how an extension comes in',
  description: 'For anybody, without a token. Nothing is looked up for it.',
  responses: { 200: json('What it is', ServerFacts.meta({ id: 'ServerFacts' })) },
})

export const aboutRoutes = ({ version, pairing, clock }: AboutDeps) =>
  router().openapi(about, c =>
    c.json(
      {
        name: 'Ownwords' as const,
        version,
        api: { newest: API_VERSION, oldest: API_VERSION },
        pairing,
        now: new Date(clock()).toISOString(),
      },
      200,
      { 'Cache-Control': 'no-store' },
    ),
  )
