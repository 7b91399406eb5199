import '../browser/jitless.ts'
import { z } from 'zod'
import { Account, Device, DeviceCode, ModelKey, OwnModel, Quota } from '../../core/contract/account.ts'
import { Brief } from '../../core/contract/brief.ts'
import {
  Channel,
  ChannelListing,
  ChannelVideoDetail,
  ChannelVideoState,
  ServerTranscript,
} from '../../core/contract/channel.ts'
import { Interview, Note, Proposal, Turn, TurnPage } from '../../core/contract/conversation.ts'
import { Branch, LogEntry, Offer, Plan, Ways } from '../../core/contract/decision.ts'
import { BeatDrafts, LearnedRule, Rewrite } from '../../core/contract/draft.ts'
import { Findings, TierRule, Tiers } from '../../core/contract/findings.ts'
import { Invitation, Member } from '../../core/contract/member.ts'
import { Project, ProjectDraft } from '../../core/contract/project.ts'
import { KeptBaseline, TimeReceipt } from '../../core/contract/receipt-of-time.ts'
import { ErrorReports, UseReports } from '../../core/contract/report.ts'
import { HeardEvent, ofKnownKinds, Run } from '../../core/contract/run.ts'
import { ChangesPage, HeardChange, ScriptOp, ScriptPoint, ScriptState } from '../../core/contract/script.ts'
import { SearchAnswer, SearchFacets } from '../../core/contract/search.ts'
import { Capabilities, ServerFacts } from '../../core/contract/server.ts'
import { Source, SourceDetail, SourceVersion, SourceVersionDetail } from '../../core/contract/source.ts'
import { Budget, Estimate, RunUsage, RunUsageDetail, Usage } from '../../core/contract/usage.ts'
import { Steering, Voice, VoiceDetail, VoiceVersion, VoiceVersionLine } from '../../core/contract/voice.ts'

/*
 * Making the shapes takes longer than drawing the whole panel. Whoever parses loads this file then, by `import()`:
 * nothing that the panel needs for its first picture may import it otherwise.
 */

/** What the server answers. */
export const answers = {
  capabilities: Capabilities,
  facts: ServerFacts,
  account: Account,
  devices: z.array(Device),
  deviceCode: DeviceCode,
  quota: Quota,
  ownModel: OwnModel,
  modelKeyKept: ModelKey,
  sharing: z.object({ members: z.array(Member), invitations: z.array(Invitation) }),
  member: Member,
  invitation: Invitation,
  invitations: z.object({ invitations: z.array(Invitation) }),
  /** What is no JSON. */
  bytes: z.instanceof(ArrayBuffer),
  project: Project,
  projects: z.object({ projects: z.array(Project) }),
  sources: z.object({ sources: z.array(Source) }),
  source: SourceDetail,
  runs: z.object({ runs: ofKnownKinds(Run) }),
  run: Run,
  runEvent: HeardEvent,
  brief: z.object({ brief: Brief.nullable() }),
  newestFindings: z.object({ findings: Findings.nullable() }),
  findings: Findings,
  tiers: Tiers,
  tierRule: TierRule,
  sourceSaved: Source,
  sourceVersions: z.object({ versions: z.array(SourceVersion) }),
  sourceVersion: SourceVersionDetail,
  searchAnswer: SearchAnswer,
  searchFacets: SearchFacets,
  channel: Channel,
  channels: z.object({ channels: z.array(Channel) }),
  channelVideos: z.object({ videos: z.array(ChannelVideoState) }),
  channelVideo: ChannelVideoState,
  channelVideoDetail: ChannelVideoDetail,
  channelListing: ChannelListing,
  serverTranscript: ServerTranscript,
  voice: Voice,
  voices: z.object({ voices: z.array(Voice) }),
  voiceDetail: VoiceDetail,
  voiceVersion: VoiceVersion,
  voiceVersions: z.object({ versions: z.array(VoiceVersionLine) }),
  steering: Steering,
  usage: Usage.extend({ runs: ofKnownKinds(RunUsage) }),
  runUsage: RunUsageDetail,
  budget: Budget,
  estimate: Estimate,
  turn: Turn,
  turns: TurnPage,
  proposal: Proposal,
  proposals: z.object({ proposals: z.array(Proposal) }),
  note: Note,
  notes: z.object({ notes: z.array(Note) }),
  interview: z.object({ interview: Interview.nullable() }),
  ways: Ways,
  plan: Plan,
  branch: Branch,
  offers: z.object({ offers: z.array(Offer) }),
  decisionLog: z.object({ entries: z.array(LogEntry) }),
  script: ScriptState,
  timeReceipt: TimeReceipt,
  keptBaseline: KeptBaseline,
  changes: z.object({ changes: z.array(HeardChange) }),
  change: HeardChange,
  changesPage: ChangesPage.extend({ changes: z.array(HeardChange) }),
  point: ScriptPoint,
  points: z.object({ points: z.array(ScriptPoint) }),
  beatDrafts: z.object({ drafts: z.array(BeatDrafts) }),
  rewrite: Rewrite,
  learnedRule: LearnedRule,
  learnedRules: z.object({ rules: z.array(LearnedRule) }),
  nothing: z.null(),
}
export type Answers = typeof answers

/** What this computer keeps of it. */
export const kept = {
  projects: z.array(Project),
  sources: z.array(Source),
  brief: Brief,
  findings: Findings,
  detail: SourceDetail,
  voices: z.array(Voice),
  voice: VoiceDetail,
  decisions: z.object({ ways: Ways, offers: z.array(Offer) }),
  pending: z.array(z.object({ op: ScriptOp, follows: z.string().nullable() })),
  talk: z.object({ turns: z.array(Turn), notes: z.array(Note), interview: Interview.nullable() }),
}
export type Kept = typeof kept

/** What the creator writes. */
export const drafts = { project: ProjectDraft }

/** What the extension tells of itself. */
export const reports = { errors: ErrorReports, use: UseReports }
