import { z } from 'zod'
import { limits } from '../../../core/contract/limits.ts'
import { LeftOut } from '../../../core/contract/receipt.ts'
import { PageFact } from '../../../core/contract/source.ts'

/** What a reader of ours made of a PDF. The reader is ours, its words are the file's: parsed. */
const Read = z.object({
  title: z.string().min(1).max(limits.titleChars),
  author: z.string().max(limits.titleChars).nullable(),
  published: z.string().max(40).nullable(),
  language: z.string().max(35).nullable(),
  facts: z.array(PageFact).max(30),
  text: z.string().min(1).max(limits.textChars),
  pageStarts: z.array(z.int().nonnegative()).min(1).max(limits.pdfPages),
  words: z.int().nonnegative(),
  leftOut: z.array(LeftOut).max(40),
  ms: z.int().nonnegative(),
})
export type ReadPdf = z.infer<typeof Read>

export const PdfWhy = z.enum([
  'not_pdf',
  'unreachable',
  'too_large',
  'locked',
  'broken',
  'scanned',
  'too_many_pages',
  'too_much_text',
  'too_slow',
])
export type PdfWhy = z.infer<typeof PdfWhy>

/** What the script in a PDF's tab, or the worker that reads a file, gives back. */
export const TakenPdf = z.discriminatedUnion('got', [
  z.object({
    got: z.literal('pdf'),
    ...Read.shape,
    /** In base64; null where it is not kept. */
    file: z.string().nullable(),
    bytes: z.int().nonnegative(),
  }),
  z.object({ got: z.literal('nothing'), why: PdfWhy }),
])
export type TakenPdf = z.infer<typeof TakenPdf>
