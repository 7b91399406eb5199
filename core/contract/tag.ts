import { z } from 'zod'
import { limits } from './limits.ts'

/** A word of the creator's own on a source: trimmed, without a comma. */
export const Tag = z
  .string()
  .trim()
  .min(1)
  .max(limits.tagChars)
  .regex(/^[^,\n]+$/)
