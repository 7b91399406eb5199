import '../browser/jitless.ts'
import { z } from 'zod'

const url = z.string().max(4_000)
const text = z.string().max(200_000)
const tags = z.array(z.string().max(1_000)).max(1_000)
const tried = z
  .array(
    z.object({
      leg: z.enum(['ids', 'parts', 'labels', 'counters']),
      outcome: z.enum(['found', 'none', 'hidden', 'readonly', 'several']),
    }),
  )
  .max(10)
const seen = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('there'), value, tried }),
    z.object({ state: z.enum(['missing', 'hidden', 'readonly', 'several']), tried }),
  ])
const outcomes = ['put', 'changed', 'missing', 'hidden', 'readonly', 'several', 'not_taken'] as const
const outcome = z.object({ outcome: z.enum([...outcomes, 'navigated_away']) })

/** What comes back from a page of Studio: whatever runs there, only this is believed. */
export const StudioAnswer = z.discriminatedUnion('got', [
  z.object({ got: z.literal('form'), url, title: seen(text), description: seen(text), tags: seen(tags) }),
  z.object({
    got: z.literal('put'),
    url,
    fields: z.object({ title: outcome, description: outcome, tags: outcome }).partial(),
  }),
  z.object({ got: z.literal('elsewhere'), url }),
])

/** What was put into a video's form, kept while the browser runs so that it can be taken back. */
export const KeptPut = z.object({
  at: z.number(),
  changes: z
    .object({
      title: z.object({ before: text, after: text }),
      description: z.object({ before: text, after: text }),
      tags: z.object({ before: tags, after: tags }),
    })
    .partial(),
})
