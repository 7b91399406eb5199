import { z } from 'zod'
import { Leg } from './receipt.ts'

// What an extension tells of itself, and only where the creator agreed to it. All of it is closed: names and numbers
// out of our own code, so that no word of a page, a project or a person has a place to be in.

/** Where in the extension it broke: its side panel, its script tab, its worker. */
export const ReportPlace = z.enum(['panel', 'workspace', 'background'])
export type ReportPlace = z.infer<typeof ReportPlace>

/** A line of our own bundle: `file` is its path inside the extension, such as `chunks/sidepanel-Bk2.js`. */
export const ReportFrame = z.strictObject({
  file: z.string().regex(/^[\w-]{1,80}(\/[\w.-]{1,80}){0,4}\.m?js$/, 'The path of a script in the extension'),
  line: z.int().positive().max(10_000_000),
  column: z.int().nonnegative().max(100_000_000),
})
export type ReportFrame = z.infer<typeof ReportFrame>

/** An error without its message, which may quote what was worked on. */
export const ErrorReport = z.strictObject({
  /** Of its class, such as `TypeError`. */
  name: z.string().regex(/^[A-Z][A-Za-z]{0,40}$/, 'The name of a class'),
  /** What kind of message it had, such as `fetch_failed`: never the message. null: none that is known. */
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,40}$/, 'Small letters, digits and _')
    .nullable(),
  /** The innermost first. What is not of our bundle is left out. */
  frames: z.array(ReportFrame).max(30),
  place: ReportPlace,
  version: z.string().regex(/^\d{1,5}(\.\d{1,5}){0,3}$/, 'The version of the extension'),
  /** How often since the last report. */
  times: z.int().positive().max(100_000),
})
export type ErrorReport = z.infer<typeof ErrorReport>

export const ErrorReports = z.strictObject({ errors: z.array(ErrorReport).min(1).max(20) })
export type ErrorReports = z.infer<typeof ErrorReports>

/** What a creator did, by kind alone. */
export const UseName = z.enum([
  'project_made',
  'clip_saved',
  'brief_built',
  'claims_found',
  'angle_taken',
  'outline_taken',
  'hook_taken',
  'script_drafted',
  'script_exported',
])
export type UseName = z.infer<typeof UseName>

export const UseEvent = z.strictObject({
  event: UseName,
  /** Of a clip: the way by which its words came. */
  leg: Leg.optional(),
  /** Of what it was made from: sources. */
  count: z.int().nonnegative().max(1_000_000).optional(),
  /** How long the creator waited. */
  ms: z.int().nonnegative().max(86_400_000).optional(),
})
export type UseEvent = z.infer<typeof UseEvent>

export const UseReports = z.strictObject({ events: z.array(UseEvent).min(1).max(50) })
export type UseReports = z.infer<typeof UseReports>
