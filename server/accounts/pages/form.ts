import type { Context } from 'hono'
import { z } from 'zod'
import type { ApiEnv } from '../../http/env.ts'
import { ApiError } from '../../http/problem.ts'
import type { People } from '../people.ts'

/** Before anything else of it is read: a form that another page sends, with the browser's cookie, is refused. */
export async function readForm<Shape extends z.ZodType>(
  c: Context<ApiEnv>,
  people: People,
  shape: Shape,
): Promise<z.infer<Shape>> {
  if (c.req.header('origin') !== people.publicUrl)
    throw new ApiError(
      'forbidden_origin',
      `This form was not sent from a page of this server’s. Open ${people.publicUrl}/account and try again there.`,
    )
  const read = shape.safeParse(await c.req.parseBody())
  if (read.success) return read.data
  throw new ApiError(
    'invalid_request',
    'Something in the form is not as it should be. Go back, look at it once more and send it again.',
  )
}

/** The code that a device shows, which may be typed with a dash and in any case; null for none. */
export const UserCode = z
  .string()
  .max(40)
  .optional()
  .transform(typed => {
    const code = (typed ?? '').replace(/[^a-z0-9]/gi, '').toUpperCase()
    return code.length > 0 && code.length <= 16 ? code : null
  })

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email())

/** To the device that waits, or else to the account. */
export const pathOf = (userCode: string | null): string =>
  userCode ? `/account/device?user_code=${userCode}` : '/account'
