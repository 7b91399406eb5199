import type { Announcements } from '../browser/announcements.ts'
import type { Commands } from '../browser/commands.ts'
import type { Doings } from '../browser/doings.ts'
import type { Permissions } from '../browser/permissions.ts'
import type { Scripting } from '../browser/scripting.ts'
import type { Speech } from '../browser/speech.ts'
import type { Area } from '../browser/storage.ts'
import type { MeasureRoom } from '../browser/storage-room.ts'
import type { Tabs } from '../browser/tabs.ts'
import type { Clip } from '../capture/clip.ts'
import type { KeptSelections } from '../highlights/kept-selections.ts'
import type { Outbox } from '../outbox/open-outbox.ts'
import type { World } from '../panel/world.ts'
import type { Reports } from '../reports/late-reports.ts'
import type { ChannelWorldDeps } from './channel.ts'
import type { CheckWorldDeps } from './check.ts'
import type { PdfDeps } from './pdf.ts'
import type { SourcesDeps } from './sources.ts'

/** What the panel's world is made over: the browser, or a test's. */
export interface WorldDeps {
  tabs: Tabs
  scripting: Scripting
  permissions: Permissions
  commands: Commands
  announcements: Announcements
  /** storage.local as the work with this server sees it. */
  local: Area
  session: Area
  outbox: Outbox
  clip: Clip
  keptSelections: KeptSelections
  youtube: ChannelWorldDeps['youtube']
  wakeChannel: ChannelWorldDeps['wake']
  addCaptionsTo: SourcesDeps['addCaptionsTo']
  pdfReader: PdfDeps['pdfReader']
  eyes: CheckWorldDeps['eyes']
  fetch: typeof globalThis.fetch
  clock: () => number
  random: () => number
  setTimer: (run: () => void, ms: number) => () => void
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** Begins the page anew, with the server that is worked with now. */
  beginAnew: () => void
  /** The creator turned to the panel. */
  onAttention: (heard: () => void) => () => void
  /** The network came back, or the panel is seen again. */
  onHope: (heard: () => void) => () => void
  isVisible: () => boolean
  measureRoom: MeasureRoom
  /** What the creator does in the panel, as far as it is counted. */
  doings: Doings
  /** What the browser hears of what is said aloud; null where it cannot. */
  speech: Speech | null
  /** What the extension tells of itself, where the creator agreed to it. */
  reports: Reports
  /** For what the creator does not wait for: runs it after the panel's first picture. */
  afterPaint: (run: () => void) => void
}

export type LiveWorld = World & {
  /** Resolves when it is known what is in front and how far the creator is: what decides how the panel is laid out. */
  ready: Promise<unknown>
  stop: () => void
}
