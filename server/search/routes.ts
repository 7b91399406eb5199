import { createRoute } from '@hono/zod-openapi'
import {
  FacetsQuestion,
  SearchAnswer,
  SearchFacets,
  SearchRequest,
  scopeOf,
} from '../../core/contract/search.ts'
import { asAccount } from '../db/tenancy.ts'
import { bearer, json, jsonBody, problems, router } from '../http/router.ts'
import { facetsOf } from './facets.ts'
import { type SearchDeps, searchPassages } from './search.ts'

const tags = ['Search']

const search = createRoute({
  method: 'post',
  path: '/search',
  tags,
  summary: 'The passages that answer a query best',
  description:
    'Any of the words will do, the rare ones count more; words in quotes must stand in the passage as they are. ' +
    'Nothing else in a query is an operator.',
  ...bearer,
  request: { body: jsonBody(SearchRequest.meta({ id: 'SearchRequest' })) },
  responses: {
    200: json('The passages, best first', SearchAnswer.meta({ id: 'SearchAnswer' })),
    ...problems(400, 401, 404),
  },
})
const facets = createRoute({
  method: 'get',
  path: '/search/facets',
  tags,
  summary: 'What a search can be filtered by, with how many sources each has',
  ...bearer,
  request: { query: FacetsQuestion },
  responses: {
    200: json('The facets', SearchFacets.meta({ id: 'SearchFacets' })),
    ...problems(400, 401, 404),
  },
})

export const searchRoutes = (deps: SearchDeps) =>
  router()
    .openapi(search, async c =>
      c.json(await searchPassages(deps, c.get('account').accountId, c.req.valid('json')), 200),
    )
    .openapi(facets, async c => {
      const scope = scopeOf(c.req.valid('query'))
      const { accountId } = c.get('account')
      return c.json(await asAccount(deps.database, accountId, tx => facetsOf(tx, scope)), 200)
    })
