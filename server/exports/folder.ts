import { z } from 'zod'
import type { Transcript } from '../../core/contract/transcript.ts'
import * as rows from './rows.ts'

/** The folder's files that hold the project; all others are made of them, to be read by people and other programs. */
export const FORMAT = 'ownwords-project'
export const VERSION = 1

const many = <Row extends z.ZodType>(row: Row) => z.array(row).max(200_000)

export const ProjectFile = z.object({
  format: z.literal(FORMAT, 'Not a project of Ownwords'),
  version: z.literal(VERSION, 'Written by a newer Ownwords than this: bring the server up to date first'),
  ...rows.ProjectRow.shape,
})
export const ConversationFile = z.object({
  runs: many(rows.TurnRunRow),
  events: many(rows.TurnEventRow),
  turns: many(rows.TurnRow),
  proposals: many(rows.ProposalRow),
  notes: many(rows.NoteRow),
  interviews: many(rows.InterviewRow),
})
export const WaysFile = z.object({ branches: many(rows.BranchRow) })
export const DecisionsFile = z.object({ offers: many(rows.OfferRow), decisions: many(rows.DecisionRow) })
export const ChangesFile = z.object({ branchId: z.uuid(), changes: many(rows.ChangeRow) })

/** The files at the top, each with what it is where it is not there. */
export const topFiles = {
  'briefs.json': many(rows.BriefRow),
  'findings.json': many(rows.FindingsRow),
  'conversation.json': ConversationFile,
  'ways.json': WaysFile,
  'decisions.json': DecisionsFile,
  'activity.json': many(rows.ActivityRow),
}

/** The words and originals of a source or a version, each in a file of its own. */
export interface Words {
  body: string
  markdown: string | null
  transcript: Transcript | null
  htmlGzip: Buffer | null
  file: Buffer | null
}
export interface FolderSource extends Words {
  row: rows.SourceRow
  versions: (Words & { row: rows.VersionRow })[]
}
export interface FolderScript {
  branchId: string
  changes: z.infer<typeof rows.ChangeRow>[]
  points: z.infer<typeof rows.PointRow>[]
  drafts: z.infer<typeof rows.BeatDraftsRow>[]
  rewrites: z.infer<typeof rows.RewriteRow>[]
}
/** A whole project, as rows. */
export interface Folder {
  project: rows.ProjectRow
  sources: FolderSource[]
  briefs: z.infer<typeof rows.BriefRow>[]
  findings: z.infer<typeof rows.FindingsRow>[]
  conversation: z.infer<typeof ConversationFile>
  branches: z.infer<typeof rows.BranchRow>[]
  offers: z.infer<typeof rows.OfferRow>[]
  decisions: z.infer<typeof rows.DecisionRow>[]
  scripts: FolderScript[]
  activity: z.infer<typeof rows.ActivityRow>[]
}
