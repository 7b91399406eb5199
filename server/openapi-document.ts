import type { OpenAPIHono } from '@hono/zod-openapi'
import type { ApiEnv } from './http/env.ts'

/** The description of all routes of an app, as OpenAPI 3.1. */
export function apiDocument(app: OpenAPIHono<ApiEnv>, version: string) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })
  return app.getOpenAPI31Document({
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
}
