import type { OpenAPIHono } from '@hono/zod-openapi'
import type { ApiEnv } from './http/env.ts'
import { problems } from './http/router.ts'

/** The description of all routes of an app, as OpenAPI 3.1. */
export function apiDocument(app: OpenAPIHono<ApiEnv>, version: string) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Ownwords',
      version,
      description:
        'Projects, their sources, and the briefs made of them. Ids are UUIDs made by the client, so that every ' +
        'PUT and POST can be repeated. Errors are application/problem+json with a `code` to switch on.',
    },
    servers: [{ url: '/', description: 'Wherever this is read' }],
  })
  for (const operation of Object.values(document.paths ?? {}).flatMap(Object.values))
    if (operation.security) operation.responses = { ...everywhere, ...operation.responses }
  return document
}

/** What every route with a token can answer beside its own: said once here, and not by each of them. */
const everywhere = refer(problems(429, 503))

/** By the schema's name: here it has been written out already. */
function refer(answers: Record<string, { description: string }>) {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  return Object.fromEntries(
    Object.entries(answers).map(([status, { description }]) => [status, { description, content }]),
  )
}
