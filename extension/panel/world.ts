import type { ReadonlySignal } from '@preact/signals'
import type { Brief, Citation } from '../../core/contract/brief.ts'
import type { Project } from '../../core/contract/project.ts'
import type { Result } from '../../core/contract/result.ts'
import type { Run } from '../../core/contract/run.ts'
import type { Capabilities } from '../../core/contract/server.ts'
import type { Source, SourceDetail } from '../../core/contract/source.ts'
import type { ClipFailure } from '../capture/clip.ts'
import type { ChannelWorld } from './channel/channel-world.ts'
import type { CheckWorld } from './check/check-world.ts'
import type { Done, Failure } from './done.ts'
import type { DuplicatesWorld } from './duplicates/duplicates-world.ts'
import type { HighlightsWorld } from './highlights/highlights-world.ts'
import type { MomentsWorld } from './moment/moments-world.ts'
import type { PdfWorld } from './pdf/pdf-world.ts'
import type { LowRoom } from './room/low-room.ts'
import type { TabsWorld } from './tabs/tabs-world.ts'
import type { VersionsWorld } from './versions/versions-world.ts'
import type { VoiceWorld } from './voice/voice-world.ts'

/** What the active tab of the panel's window shows, as far as the browser lets us know. */
export type ThisPage =
  | {
      state: 'known'
      tabId: number
      url: string
      title: string
      kind: 'article' | 'video' | 'pdf' | 'channel'
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
  loading: boolean
}

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
  /** The creator's own channel: its list, and the words of its videos. */
  channel: ChannelWorld
  /** How they talk, measured from that channel's videos. */
  voice: VoiceWorld
  work: ReadonlySignal<Work>
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

  /** Resolves when the clip is on disk here. Call it in the click itself: it may have to ask the browser for the site. */
  clip(what: 'page' | 'selection'): Promise<Result<Source, ClipFailure>>
  /** A caption file for a video that has no words yet, or its words as they were pasted. */
  addCaptions(sourceId: string, words: File | string): Done
  openSource(sourceId: string): Done<SourceDetail>
  removeSource(sourceId: string): Done
  restoreSource(sourceId: string): Done
  /** Go to the page or video of a source. */
  visit(url: string): Promise<void>
  /** Go to the second of the video or the sentence of the page. */
  openCitation(citation: Citation): Promise<void>

  chooseProject(projectId: string): Promise<void>
  createProject(title: string): Done<Project>
  renameProject(projectId: string, title: string): Done
  deleteProject(projectId: string): Done

  buildBrief(): Done<Run>
  cancelRun(runId: string): Done
  retryRun(runId: string): Done

  /** Try the server now, and send what waits. */
  reconnect(): Promise<void>
  useServer(address: string, token: string | null): Done
  openShortcuts(): Promise<void>
  dismissWelcome(): Promise<void>
  dismissNotice(): Promise<void>
}
