import { OpenAPIHono, z } from '@hono/zod-openapi'
import { Id } from '../../core/contract/id.ts'
import { Problem } from '../../core/contract/problem.ts'
import type { ApiEnv } from './env.ts'
import { ApiError } from './problem.ts'
import { storable } from './storable.ts'

/** A feature's routes. What does not fit a schema is refused with where it does not fit, never with what was sent. */
export const router = (): OpenAPIHono<ApiEnv> =>
  new OpenAPIHono<ApiEnv>({
    defaultHook(result) {
      if (!result.success) throw invalid(result.error)
      if (result.target === 'json') storable(result.data)
    },
  })

/** More is noise: whoever reads it mends the first and sends again. */
const MOST_FIELDS = 20

function invalid(error: z.core.$ZodError): ApiError {
  const fields = error.issues.slice(0, MOST_FIELDS).map(issue => ({
    path: issue.path.map(String).join('.').slice(0, 200),
    message: messageOf(issue),
  }))
  return new ApiError('invalid_request', 'Some fields are not as they should be: see `fields`.', { fields })
}

// Zod's own words name the expected, except for a refused key or a union's branches, which hold what was sent.
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return 'Unknown key'
  return issue.message.slice(0, 300)
}

const problemSchema = Problem.meta({ id: 'Problem' })

const reasons = {
  400: 'Not JSON, or not as the schema says',
  401: 'No token, or one that is unknown or revoked',
  403: 'This host, page or caller may not ask',
  404: 'Not there, not any more, or not yours',
  409: 'It cannot be done as things stand',
  410: 'Not any more: make a new one',
  413: 'The body is too large',
  422: 'The text and its hash do not belong together',
  429: 'Too many requests; Retry-After says when',
  502: 'YouTube did not answer as expected',
  503: 'The server has too much to do or is stopping, or its database does not answer; Retry-After says when',
} as const
type Reason = keyof typeof reasons

/** Documents how a route can fail. */
export function problems<Status extends Reason>(...statuses: Status[]) {
  const answers = statuses.map(status => [
    status,
    { description: reasons[status], content: { 'application/problem+json': { schema: problemSchema } } },
  ])
  return Object.fromEntries(answers) as Record<Status, ProblemAnswer>
}
type ProblemAnswer = {
  description: string
  content: { 'application/problem+json': { schema: typeof problemSchema } }
}

export const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { 'application/json': { schema } },
})
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})

export const bearer = { security: [{ bearer: [] }] }

/** `/{id}` in a path. An id that is none is a wrong request, not a missing thing. */
export const idParams = z.object({ id: Id.describe('A UUID made by the client') })

/** `/{id}/versions/{version}` in a path. */
export const versionParams = idParams.extend({
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'A whole number from 1')
    .transform(Number)
    .describe('Its number: 1 is the oldest'),
})
