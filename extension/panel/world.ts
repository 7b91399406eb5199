import type { ReadonlySignal } from '@preact/signals'
import type { Brief, Citation } from '../../core/contract/brief.ts'
import type { Findings } from '../../core/contract/findings.ts'
import type { Project } from '../../core/contract/project.ts'
import type { Result } from '../../core/contract/result.ts'
import type { Run } from '../../core/contract/run.ts'
import type { Capabilities } from '../../core/contract/server.ts'
import type { Source, SourceDetail } from '../../core/contract/source.ts'
import type { Speech } from '../browser/speech.ts'
import type { ClipFailure } from '../capture/clip.ts'
import type { AccountWorld } from './account/account-world.ts'
import type { ChannelWorld } from './channel/channel-world.ts'
import type { CheckWorld } from './check/check-world.ts'
import type { ConversationWorld } from './conversation/conversation-world.ts'
import type { DecisionsWorld } from './decisions/decisions-world.ts'
import type { Done, Failure } from './done.ts'
import type { DuplicatesWorld } from './duplicates/duplicates-world.ts'
import type { ExportWorld } from './export/export-world.ts'
import type { HighlightsWorld } from './highlights/highlights-world.ts'
import type { MomentsWorld } from './moment/moments-world.ts'
import type { ServerNote } from './notes/server-note.ts'
import type { PdfWorld } from './pdf/pdf-world.ts'
import type { ReceiptWorld } from './receipt/receipt-world.ts'
import type { ReportsWorld } from './reports/reports-world.ts'
import type { ResearchWorld } from './research/research-world.ts'
import type { LowRoom } from './room/low-room.ts'
import type { ScriptWorld } from './script/script-world.ts'
import type { SearchWorld } from './search/search-world.ts'
import type { KnownServer, ServersWorld } from './servers/servers-world.ts'
import type { StudioWorld } from './studio/studio-world.ts'
import type { TabsWorld } from './tabs/tabs-world.ts'
import type { TeamWorld } from './team/team-world.ts'
import type { UsageWorld } from './usage/usage-world.ts'
import type { VersionsWorld } from './versions/versions-world.ts'
import type { VoiceWorld } from './voice/voice-world.ts'

/** What the active tab of the panel's window shows, as far as the browser lets us know. */
export type ThisPage =
  | {
      state: 'known'
      tabId: number
      url: string
      title: string
      kind: 'article' | 'video' | 'pdf' | 'channel' | 'studio'
      selection: boolean
    }
  /** A site that we have no access to yet: the shortcut, the toolbar icon or the button's question opens it. */
  | { state: 'unknown'; tabId: number }
  /** The browser's own pages, the web store, other extensions. */
  | { state: 'forbidden'; reason: string }
  | { state: 'none' }

export type Connection =
  | { state: 'connecting'; server: string }
  | { state: 'online'; server: string; capabilities: Capabilities }
  | { state: 'offline'; server: string; since: number }
  /** Another machine's server, or one that does not pair by itself: the creator pastes a token. */
  | { state: 'needs_token'; server: string; refused: string | null }

/** A clip on this computer that the server does not have yet. */
export interface WaitingClip {
  source: Source
  /** refused: the server will not take it as it is, `why` says the reason; everything else goes by itself. */
  state: 'waiting' | 'sending' | 'refused'
  why: string | null
}

export interface Work {
  projects: Project[]
  /** Every project's last known sources stay readable offline. */
  projectId: string
  /** On the server and waiting together, newest first. */
  sources: Source[]
  waiting: WaitingClip[]
  /** Newest first; live while they go on. */
  runs: Run[]
  brief: Brief | null
  findings: Findings | null
  loading: boolean
}

/** Where words stand: what opens it, and by what it is found there. */
export type Place = Pick<Citation, 'link' | 'startMs' | 'page' | 'anchor'> & Partial<Citation>

/** What went wrong while the panel was closed, or by a gesture outside it (shortcut, menu, toolbar). */
export interface Notice {
  message: string
  /** Milliseconds since 1970. */
  at: number
}

export type { Done, Failure }

/**
 * Everything that the panel can see and do. The panel's one composition root makes the real one
 * (`sidepanel/main.tsx`); tests and screenshots make another. Signals tell what is; functions act and answer.
 */
export interface World {
  page: ReadonlySignal<ThisPage>
  connection: ReadonlySignal<Connection>
  /** The servers of this computer; one of them is worked with. */
  knownServers: ReadonlySignal<readonly KnownServer[]>
  /** Coming into another server, and going from one to the other: loaded when it is first wanted. */
  servers(): Promise<ServersWorld>
  /** Who the creator is to the server: loaded when it is first wanted. */
  account(): Promise<AccountWorld>
  /** Whom projects are shared with: loaded when it is first wanted. */
  team(): Promise<TeamWorld>
  /** What the extension tells of itself, where the creator agreed to it: loaded when it is first wanted. */
  reports(): Promise<ReportsWorld>
  /** Why the project that is open cannot be changed: somebody else's, to read; null where it can. */
  held: ReadonlySignal<string | null>
  /** Versions that do not fit, or clocks that do not agree; null while nothing is amiss. */
  serverNote: ReadonlySignal<ServerNote | null>
  /** Something between here and the server holds back what is followed. */
  heldBack: ReadonlySignal<boolean>
  /** The creator's own channel: its list, and the words of its videos. */
  channel: ChannelWorld
  /** How they talk, measured from that channel's videos. */
  voice: VoiceWorld
  work: ReadonlySignal<Work>
  /** Talking about the project’s sources. */
  talk: ConversationWorld
  /** What the model was asked, and its caps. */
  usage: UsageWorld
  /** What the browser hears of what is said aloud; null where it cannot. */
  speech: Speech | null
  /** The shortcut that clips the page, as the creator has set it; null when none is set. */
  shortcut: ReadonlySignal<string | null>
  /** Onboarding's steps that are behind them. Kept on this computer. */
  welcome: ReadonlySignal<{ connected: boolean; clipped: boolean; dismissed: boolean }>

  /** Shown until dismissed or followed by a clip that worked. */
  notice: ReadonlySignal<Notice | null>

  /** Many tabs at once, and links that led elsewhere. */
  tabs: TabsWorld
  /** Kept selections, marked on their pages. */
  highlights: HighlightsWorld

  /** PDFs that are read: the one in the tab, and files. */
  pdf: PdfWorld

  /** What became of the sources since they were clipped. */
  checks: CheckWorld
  /** What was clipped of a source before. */
  versions: VersionsWorld
  moments: MomentsWorld
  /** Sources that say the same. */
  duplicates: DuplicatesWorld
  /** The disk gets full; null while there is room. */
  room: ReadonlySignal<LowRoom | null>
  /** What the sources claim, and what each of them is worth. */
  research: ResearchWorld
  /** Finding a passage in everything that was kept: loaded when it is first wanted. */
  search(): Promise<SearchWorld>
  /** What is decided on the way to a script: loaded when it is first wanted. */
  decisions(): Promise<DecisionsWorld>
  /** The script of the way that is open: loaded when it is first wanted. */
  script(): Promise<ScriptWorld>
  /** A video's details in YouTube Studio: loaded when they are first wanted. */
  studio(): Promise<StudioWorld>
  /** Pages of ours that show a script in a tab. */
  exports: ExportWorld
  /** What the project took of the creator's time: loaded when it is first wanted. */
  receipt(): Promise<ReceiptWorld>

  /** Resolves when the clip is on disk here. Call it in the click itself: it may have to ask the browser for the site. */
  clip(what: 'page' | 'selection'): Promise<Result<Source, ClipFailure>>
  /** A caption file for a video that has no words yet, or its words as they were pasted. */
  addCaptions(sourceId: string, words: File | string): Done
  openSource(sourceId: string): Done<SourceDetail>
  removeSource(sourceId: string): Done
  restoreSource(sourceId: string): Done
  /** The creator's own words on a source, as they shall be. */
  tagSource(source: Pick<Source, 'id' | 'projectId'>, tags: string[]): Done
  /** Go to the page or video of a source. */
  visit(url: string): Promise<void>
  /** Go to the second of the video or the sentence of the page. */
  openCitation(place: Place): Promise<void>

  chooseProject(projectId: string): Promise<void>
  createProject(title: string): Done<Project>
  renameProject(projectId: string, title: string): Done
  deleteProject(projectId: string): Done

  buildBrief(): Done<Run>
  /** @param projectId whose run it is; null: of one's own account, whichever project is open */
  cancelRun(runId: string, projectId: string | null): Done
  /** @param projectId as of `cancelRun` */
  retryRun(runId: string, projectId: string | null): Done

  /** Try the server now, and send what waits. */
  reconnect(): Promise<void>
  openShortcuts(): Promise<void>
  dismissWelcome(): Promise<void>
  dismissNotice(): Promise<void>
}
