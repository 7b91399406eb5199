import type { z } from 'zod'
import * as rows from './rows.ts'

interface Table {
  columns: readonly string[]
  from: string
  order: string
}
const of = (row: z.ZodObject, from: string, order: string, more: readonly string[] = []): Table => ({
  columns: [...more, ...Object.keys(row.shape)],
  from,
  order,
})

const own = (table: string) => `${table} t where t.project_id = $1::uuid`
const ofScripts = (table: string) =>
  `${table} t join branch on branch.account_id = t.account_id and branch.id = t.branch_id
   where branch.project_id = $1::uuid`
const ended =
  "run t join turn on turn.account_id = t.account_id and turn.id = t.id where turn.project_id = $1::uuid and t.state in ('done', 'failed', 'cancelled')"
// An answered turn says all that its events told.
const eventsOfCut = `run_event t join run on run.account_id = t.account_id and run.id = t.run_id
  join turn on turn.account_id = run.account_id and turn.id = run.id
  where turn.project_id = $1::uuid and run.state in ('failed', 'cancelled')`
// What a turn that goes on will have made is not there yet.
const ofEndedTurn = (table: string, turnId: string) =>
  `${table} t left join run on run.account_id = t.account_id and run.id = t.${turnId}
   where t.project_id = $1::uuid and (t.${turnId} is null or run.state in ('done', 'failed', 'cancelled'))`

/** Where the rows of a project are, and the order in which they stand in its folder: oldest first. */
export const tables = {
  project: of(rows.ProjectRow, 'project t where t.id = $1::uuid and t.deleted_at is null', 't.id'),
  briefs: of(rows.BriefRow, own('brief'), 't.created_at, t.id'),
  findings: of(rows.FindingsRow, own('findings'), 't.created_at, t.id'),
  interviews: of(rows.InterviewRow, own('interview'), 't.created_at, t.id'),
  runs: of(rows.TurnRunRow, ended, 't.created_at, t.id'),
  events: {
    columns: ['runId', 'seq', 'at', 'kind', 'data'],
    from: eventsOfCut,
    order: 't.run_id, t.seq',
  },
  turns: of(rows.TurnRow, ofEndedTurn('turn', 'id'), 't.asked_at, t.id'),
  proposals: of(rows.ProposalRow, ofEndedTurn('proposal', 'turn_id'), 't.created_at, t.ord, t.id'),
  notes: of(rows.NoteRow, ofEndedTurn('note', 'turn_id'), 't.created_at, t.id'),
  branches: of(rows.BranchRow, own('branch'), 't.created_at, t.id'),
  offers: of(rows.OfferRow, own('offer'), 't.created_at, t.id'),
  decisions: of(rows.DecisionRow, own('decision'), 't.at, t.id'),
  scripts: { columns: ['branchId'], from: ofScripts('script'), order: 'branch.created_at, branch.id' },
  changes: of(rows.ChangeRow, ofScripts('script_change'), 't.branch_id, t.seq', ['branchId']),
  points: of(rows.PointRow, ofScripts('script_point'), 't.at, t.id', ['branchId']),
  drafts: of(rows.BeatDraftsRow, ofScripts('beat_drafts'), 't.created_at, t.run_id, t.beat_id', ['branchId']),
  rewrites: of(rows.RewriteRow, ofScripts('rewrite'), 't.created_at, t.id', ['branchId']),
  activity: of(rows.ActivityRow, own('activity'), 't.since, t.device_id'),
} satisfies Record<string, Table>
