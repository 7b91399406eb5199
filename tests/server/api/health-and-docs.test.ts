import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import type { Database } from '../../../server/db/database.ts'
import { OPENAPI_FILE, openapiJson } from '../../../server/openapi.ts'
import { openApi, problemOf } from '../support/api.ts'
import { testDatabase } from '../support/database.ts'

it('is up and ready without a token', async () => {
  const api = await openApi()
  const answers = [await api.ask('/healthz'), await api.ask('/readyz')]
  expect(answers.map(answer => answer.status)).toEqual([200, 200])
  expect(await answers[1]!.json()).toEqual({ status: 'ready' })
})

it('is up but not ready while it stops', async () => {
  const api = await openApi()
  api.stop()
  expect((await api.ask('/healthz')).status).toBe(200)
  expect(await problemOf(await api.ask('/readyz'))).toMatchObject({ status: 503, code: 'shutting_down' })
})

it('is not ready while the database does not answer', async () => {
  const database: Database = await testDatabase()
  const sql = new Proxy(database.sql, { apply: () => Promise.reject(new Error('no route to db.internal')) })
  const api = await openApi({ database: { ...database, sql } })
  const answer = await api.ask('/readyz')
  const raw = await answer.clone().text()
  expect(await problemOf(answer)).toMatchObject({ status: 503, code: 'database_unavailable' })
  expect(raw).not.toContain('db.internal')
})

it('has a committed openapi.json that is what the routes say', async () => {
  expect(await readFile(OPENAPI_FILE, 'utf8'), 'Run `npm run openapi` and commit the file.').toBe(
    openapiJson(),
  )
})

it('describes every route, and which of them need a token', async () => {
  const answer = await (await openApi()).ask('/openapi.json')
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, { security?: unknown }>> }
  const open = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, route]) => (route.security ? [] : [`${method} ${path}`])),
  )
  expect(open.sort()).toEqual([
    'get /about',
    'get /healthz',
    'get /readyz',
    'post /pair',
    'post /pair/codes',
    'post /pair/codes/token',
  ])
  expect(Object.keys(paths).sort()).toEqual(
    [
      '/about',
      '/account',
      '/account/export',
      '/baseline',
      '/branches/{id}',
      '/branches/{id}/changes',
      '/branches/{id}/changes/stream',
      '/branches/{id}/check',
      '/branches/{id}/decisions',
      '/branches/{id}/drafts',
      '/branches/{id}/offers',
      '/branches/{id}/open',
      '/branches/{id}/points',
      '/branches/{id}/recheck',
      '/branches/{id}/rewrites',
      '/branches/{id}/script',
      '/briefs/{id}',
      '/budget',
      '/capabilities',
      '/channels',
      '/channels/{id}',
      '/channels/{id}/videos',
      '/channels/{id}/videos/{videoId}',
      '/devices',
      '/devices/sign-out',
      '/devices/{id}',
      '/estimates',
      '/findings/{id}',
      '/healthz',
      '/invitations',
      '/invitations/{id}',
      '/invitations/{id}/accept',
      '/learned-rules/{id}/decision',
      '/model-key',
      '/notes/{id}',
      '/pair',
      '/pair/codes',
      '/pair/codes/token',
      '/points/{id}',
      '/projects',
      '/projects/import',
      '/projects/{id}',
      '/projects/{id}/activity',
      '/projects/{id}/branches',
      '/projects/{id}/brief',
      '/projects/{id}/briefs',
      '/projects/{id}/decisions',
      '/projects/{id}/findings',
      '/projects/{id}/folder',
      '/projects/{id}/interview',
      '/projects/{id}/interviews',
      '/projects/{id}/invitations',
      '/projects/{id}/members',
      '/projects/{id}/members/{accountId}',
      '/projects/{id}/notes',
      '/projects/{id}/plan',
      '/projects/{id}/proposals',
      '/projects/{id}/receipt',
      '/projects/{id}/runs',
      '/projects/{id}/sources',
      '/projects/{id}/turns',
      '/projects/{id}/ways',
      '/proposals/{id}/decision',
      '/quota',
      '/readyz',
      '/reports/errors',
      '/reports/use',
      '/rewrites/{id}',
      '/runs/{id}',
      '/runs/{id}/cancel',
      '/runs/{id}/events',
      '/runs/{id}/retry',
      '/runs/{id}/usage',
      '/search',
      '/search/facets',
      '/sources/{id}',
      '/sources/{id}/check',
      '/sources/{id}/restore',
      '/sources/{id}/tags',
      '/sources/{id}/versions',
      '/sources/{id}/versions/{version}',
      '/tiers',
      '/tiers/{domain}',
      '/turns/{id}',
      '/usage',
      '/voices',
      '/voices/{id}',
      '/voices/{id}/edits',
      '/voices/{id}/file',
      '/voices/{id}/learned-rules',
      '/voices/{id}/profile',
      '/voices/{id}/steering',
      '/voices/{id}/versions',
      '/voices/{id}/versions/{version}',
      '/voices/{id}/versions/{version}/restore',
      '/youtube/channels',
      '/youtube/transcripts',
    ].sort(),
  )
})

it('shows the API with files of this machine alone, under a policy that lets in no other', async () => {
  const api = await openApi()
  expect((await api.ask('/')).headers.get('location')).toBe('/docs')
  const page = await api.ask('/docs')
  const html = await page.text()
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
  const used = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(match => match[1]!)
  expect(used).toHaveLength(4)
  for (const path of used) {
    expect(path).toMatch(/^\/docs\//)
    expect((await api.ask(path)).status).toBe(200)
  }
})

it.each(['package.json', '..%2f..%2fpackage.json', 'swagger-ui-bundle.js.map', '__proto__', 'constructor'])(
  'serves no other file: %s',
  async name => {
    expect(await problemOf(await (await openApi()).ask(`/docs/${name}`))).toMatchObject({ status: 404 })
  },
)

it('forbids every answer that is no page to be one', async () => {
  const answer = await (await openApi()).ask('/healthz')
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  })
})
