import { z } from 'zod'

/** Every way in which a request can fail, by name. The panel's words for each are its own. */
export const ProblemCode = z.enum([
  'invalid_json',
  'invalid_request',
  'body_too_large',
  'content_hash_mismatch',
  'unauthorized',
  'pairing_refused',
  'authorization_pending',
  'slow_down',
  'code_expired',
  'code_refused',
  'read_only',
  'not_allowed',
  'forbidden_host',
  'forbidden_origin',
  'not_found',
  'method_not_allowed',
  'conflict',
  'nothing_to_brief',
  'youtube_off',
  'youtube_failed',
  'rate_limited',
  'quota_reached',
  'took_too_long',
  'overloaded',
  'shutting_down',
  'database_unavailable',
  'internal',
])
export type ProblemCode = z.infer<typeof ProblemCode>

/** RFC 9457 problem details, with a code to switch on and the request to ask about. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: ProblemCode,
  /** What happened and what to do about it. */
  detail: z.string(),
  requestId: z.string(),
  /** Where in the request, for invalid_request. */
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>
