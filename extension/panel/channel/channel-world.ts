import type { ReadonlySignal } from '@preact/signals'
import type { SampleChoice } from '../../../core/channel/sample.ts'
import type { ChannelVideoKind } from '../../../core/contract/channel.ts'
import type { FileOutcome, GivenFile } from '../../channel/caption-files.ts'
import type { ListedChannel, QueuedVideo, QueueNote } from '../../channel/queued-video.ts'
import type { Done } from '../done.ts'

/** A list that is being read. */
export interface Listing {
  /** What is read now; null while the channel is looked for. */
  kind: ChannelVideoKind | null
  title: string | null
  found: number
  /** The creator said stop: it ends with the answer that is on its way. */
  stopping: boolean
  /** Who asks YouTube. */
  by: 'tab' | 'server'
}

export type QueueState =
  | { state: 'idle' }
  | { state: 'running' }
  | { state: 'paused' }
  /** YouTube asked to wait, or the network is away: it goes on by itself at `until` (milliseconds since 1970). */
  | { state: 'resting'; why: NonNullable<QueueNote['restFor']>; until: number }
  | { state: 'needs_tab' }
  | { state: 'done' }

export interface ChannelView {
  /** Whether the disk has been read. */
  loaded: boolean
  channel: ListedChannel | null
  listing: Listing | null
  /** Why the last list ended early. */
  failure: string | null
  queue: QueueState
  /** Videos that are chosen or have words, in the queue's order. */
  videos: QueuedVideo[]
  /** Milliseconds that the queue still takes, without a rest; null where it does not go on. */
  leftMs: number | null
  /** The files that were given last; null: none. */
  files: { done: number; all: number; going: boolean; outcomes: FileOutcome[] } | null
}

/** The creator's own channel. */
export interface ChannelWorld {
  view: ReadonlySignal<ChannelView>
  /** A handle, an address or an id. Call it in the click: it may open a tab of YouTube in the background. */
  list(written: string): Done
  goOn(): Done
  stopListing(): void
  choose(choice: SampleChoice): Promise<void>
  /** Fetches the words of these videos, in this language. */
  start(videoIds: string[], language: string): Promise<void>
  pause(): Promise<void>
  resume(): Promise<void>
  retry(videoId: string): Promise<void>
  /** For a queue that waits for one: goes on by itself then. */
  openYouTube(): Promise<void>
  takeFiles(files: GivenFile[]): Promise<void>
  /** The creator says which video a file belongs to. */
  placeFile(path: string, videoId: string): Promise<void>
  closeFiles(): void
  /** Takes the channel and its words away, here and on the server. */
  forget(): Promise<void>
}
