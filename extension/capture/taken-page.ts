import { z } from 'zod'
import { limits } from '../../core/contract/limits.ts'
import { LeftOut, Leg, LegResult } from '../../core/contract/receipt.ts'
import { PageFact, PageForm, PageImage, QuoteAnchor } from '../../core/contract/source.ts'

const Head = z.object({
  url: z.string(),
  declared: z.string().nullable(),
  title: z.string(),
  author: z.string().nullable(),
  site: z.string().nullable(),
  published: z.string().nullable(),
  language: z.string().nullable(),
})

/** What the script in the page gives back. The page cannot reach that script, yet its words are the page's: parsed. */
export const TakenPage = z.discriminatedUnion('got', [
  z.object({
    got: z.literal('article'),
    ...Head.shape,
    text: z.string().max(limits.textChars),
    markdown: z.string(),
    words: z.int(),
    html: z.string().nullable(),
    form: PageForm.default('article'),
    facts: z.array(PageFact).max(30).default([]),
    images: z.array(PageImage).max(limits.images).default([]),
    by: Leg,
    legs: z.array(LegResult),
    leftOut: z.array(LeftOut),
  }),
  z.object({
    got: z.literal('selection'),
    ...Head.shape,
    text: z.string().max(limits.textChars),
    words: z.int(),
    anchor: QuoteAnchor,
    ms: z.int(),
  }),
  z.object({
    got: z.literal('nothing'),
    why: z.enum(['empty_page', 'no_selection', 'pdf', 'page_too_large']),
    url: z.string(),
  }),
])
export type TakenPage = z.infer<typeof TakenPage>
