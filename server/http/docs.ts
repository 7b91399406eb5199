import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Context, Hono } from 'hono'
import type { ApiEnv } from './env.ts'
import { ApiError } from './problem.ts'

const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

/** What of swagger-ui is served, by name: nothing that comes in a path is ever looked for on the disk. */
const files = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
} as const

/** Everything from here; the icons in its style sheet are data: images. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Ownwords API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
  </head>
  <body>
    <div id="api"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`
const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', validatorUrl: null })\n`

/** The page that shows `/openapi.json`, from this machine alone. */
export const docsRoutes = () =>
  new Hono<ApiEnv>()
    .get('/docs', c => page(c, PAGE, 'text/html; charset=utf-8'))
    .get('/docs/start.js', c => page(c, START, 'text/javascript; charset=utf-8'))
    .get('/docs/:file', async c => {
      const name = c.req.param('file')
      if (!isServed(name)) throw new ApiError('not_found', 'This page has no such file: see /docs.')
      return page(c, await readFile(join(folder, name)), files[name])
    })

const isServed = (name: string): name is keyof typeof files => Object.hasOwn(files, name)

const page = (c: Context<ApiEnv>, body: string | Buffer, type: string): Response =>
  c.body(typeof body === 'string' ? body : new Uint8Array(body), 200, {
    'Content-Type': type,
    'Content-Security-Policy': POLICY,
    'Cache-Control': 'no-cache',
  })
