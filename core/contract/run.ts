import { z } from 'zod'
import { Id } from './id.ts'
import { runStates } from './run-state.ts'
import { ToolUse } from './tool.ts'

export { isOver } from './run-state.ts'

export const RunKind = z.enum([
  'ingest',
  'brief',
  'profile',
  'index',
  'claims',
  'embed',
  'turn',
  'interview',
  'angle',
  'outline',
  'hook',
  'draft',
  'rewrite',
])
export type RunKind = z.infer<typeof RunKind>

export const RunState = z.enum(runStates)
export type RunState = z.infer<typeof RunState>

export const Progress = z.object({
  done: z.int().nonnegative(),
  /** null while nobody knows. */
  total: z.int().nonnegative().nullable(),
  /** What is happening now, for the creator: "Reading 3 of 10 sources". */
  label: z.string().max(200),
})
export type Progress = z.infer<typeof Progress>

export const BeatAt = z.object({ beatId: Id, place: z.int().positive(), of: z.int().positive() })
export type BeatAt = z.infer<typeof BeatAt>

export const RunError = z.object({
  code: z.string(),
  /** What happened and what to do. */
  message: z.string(),
  retryable: z.boolean(),
})
export type RunError = z.infer<typeof RunError>

/** Long work: made by a POST, done by a worker, followed by its events. */
export const Run = z.object({
  id: Id,
  kind: RunKind,
  /** null for work that is no project's: measuring a voice. */
  projectId: Id.nullable(),
  sourceId: Id.nullable(),
  voiceId: Id.nullable(),
  state: RunState,
  progress: Progress.nullable(),
  error: RunError.nullable(),
  /** What it made (a brief's id). */
  resultId: Id.nullable(),
  /** The newest event's number; 0 before the first. */
  lastSeq: z.int().nonnegative(),
  /** How often a worker took it up. */
  attempt: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
})
export type Run = z.infer<typeof Run>

const event = { runId: Id, seq: z.int().positive(), at: z.iso.datetime() }

/** Rows of a run, numbered from 1 without gaps; exactly one of done, failed, cancelled, and it is the last until a retry. */
export const RunEvent = z.discriminatedUnion('kind', [
  z.object({ ...event, kind: z.literal('queued'), data: z.object({}) }),
  z.object({ ...event, kind: z.literal('started'), data: z.object({ attempt: z.int() }) }),
  z.object({ ...event, kind: z.literal('progress'), data: Progress }),
  z.object({ ...event, kind: z.literal('note'), data: z.object({ text: z.string() }) }),
  /**
   * A piece of an answer, `from` characters into it: the answer so far is what was before that, then this. Nought
   * begins it anew, as a run that is taken up again does.
   */
  z.object({
    ...event,
    kind: z.literal('said'),
    data: z.object({ from: z.int().nonnegative(), text: z.string() }),
  }),
  z.object({ ...event, kind: z.literal('tool'), data: ToolUse }),
  /** A draft begins this beat of its script, the `place`-th of `of`: what is said from here on is of it, from nought. */
  z.object({ ...event, kind: z.literal('beat'), data: BeatAt }),
  z.object({ ...event, kind: z.literal('done'), data: z.object({ resultId: Id.nullable() }) }),
  z.object({ ...event, kind: z.literal('failed'), data: RunError }),
  z.object({ ...event, kind: z.literal('cancelled'), data: z.object({ reason: z.string() }) }),
])
export type RunEvent = z.infer<typeof RunEvent>

const kinds = new Set<string>(RunEvent.options.map(({ shape }) => shape.kind.value))
/** Of a kind that only a newer version knows: it has its number, and says nothing to this one. */
const UnknownEvent = z.object({
  ...event,
  kind: z
    .string()
    .refine(kind => !kinds.has(kind))
    .transform(() => 'unknown' as const),
})

/** An event as it is read from a stream whose writer may be newer than its reader. */
export const HeardEvent = z.union([RunEvent, UnknownEvent])
export type HeardEvent = z.output<typeof HeardEvent>

/** The items of a list that are of a kind of run that this version knows: a newer server has others too. */
export const ofKnownKinds = <Item extends z.ZodType>(item: Item) =>
  z
    .array(z.unknown())
    .transform(rows => rows.filter(row => z.object({ kind: RunKind }).safeParse(row).success))
    .pipe(z.array(item))
