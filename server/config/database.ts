import { z } from 'zod'

/** Where everything is kept, and how many sessions of it one process takes. */
export const databaseVariables = {
  DATABASE_URL: z
    .string()
    .regex(
      /^(postgres(ql)?:\/\/|pglite:)/,
      'postgres://user:password@host/name, or nothing for the embedded database',
    )
    .optional()
    .describe('the PostgreSQL that everything is kept in'),
  DATABASE_POOL: z
    .string()
    .refine(value => /^\d{1,3}$/.test(value) && Number(value) >= 3, 'a whole number from 3 to 999')
    .default('10')
    .transform(Number)
    .describe('how many sessions of the database this process shares among its statements'),
}
