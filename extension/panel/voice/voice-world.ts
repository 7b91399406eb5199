import type { ReadonlySignal } from '@preact/signals'
import type { ChannelVideoDetail } from '../../../core/contract/channel.ts'
import type { Run } from '../../../core/contract/run.ts'
import type {
  Steering,
  Voice,
  VoiceDetail,
  VoiceDraft,
  VoiceEdits,
  VoiceFile,
  VoiceVersion,
  VoiceVersionLine,
} from '../../../core/contract/voice.ts'
import type { MeterReading } from '../../../core/voice/reading.ts'
import type { Done, Failure } from '../done.ts'

/** The creator's voices, as far as they are known. */
export interface VoiceList {
  /** loading: neither this computer nor the server has said yet which there are. */
  state: 'loading' | 'there' | 'failed'
  /** Oldest first; kept on this computer for when the server is away. */
  voices: Voice[]
  /** Why the server's list could not be had; the voices are those that were known last. */
  failure: Failure | null
  /** The server is away: what shows is what it said last, and nothing can be changed. */
  offline: boolean
}

/** The voice that shows. */
export interface OpenVoice {
  voiceId: string
  state: 'loading' | 'there' | 'failed'
  /** The last one that was known, even while it is asked for again or the asking failed. */
  detail: VoiceDetail | null
  failure: Failure | null
  /**
   * The newest measuring: its progress counts videos. It stays after its end, for its error to be read, until the
   * next one; null when none was seen.
   */
  run: Run | null
}

/** What reads a text against a voice; `openMeter` of core/voice/meter.ts. Under 50 ms for 1,500 words. */
export interface OpenMeter {
  /** In a worker, so that no text however long holds up the typing; one that dies rejects. */
  read(text: string): MeterReading | Promise<MeterReading>
}

/** The creator's voices: what is measured of how they talk, and what they say of it. */
export interface VoiceWorld {
  list: ReadonlySignal<VoiceList>
  /** null: none was opened. The voice that was open last is opened with the panel. */
  open: ReadonlySignal<OpenVoice | null>
  /** Asks the server again for the voices, and for the open one. The page calls it when it is opened. */
  refresh(): Promise<void>
  /** Shows this voice from now on. */
  choose(voiceId: string): Promise<void>

  /** Makes a voice of the channel's videos and opens it. Nothing is measured yet. */
  create(draft: VoiceDraft): Done<Voice>
  /** Name, kind, videos and cuts as they shall be. */
  change(voiceId: string, draft: VoiceDraft): Done<Voice>
  remove(voiceId: string): Done

  /** Starts measuring; progress comes in `open.run`. While one goes on the same is given. */
  measure(voiceId: string): Done<Run>
  /** Stops the measuring that goes on. */
  cancel(voiceId: string): Done

  /** A new version with these edits. Code `conflict` where another one came between: the newest is open by then. */
  edit(voiceId: string, edits: VoiceEdits): Done<VoiceVersion>
  /** Newest first. */
  versions(voiceId: string): Done<VoiceVersionLine[]>
  version(voiceId: string, version: number): Done<VoiceVersion>
  restore(voiceId: string, version: number): Done<VoiceVersion>

  /** Takes a voice in from a file, as a voice of its own, and opens it. The file is parsed already. */
  importFile(file: VoiceFile): Done<Voice>

  /** A video of the channel with its words, for marking stretches. */
  video(channelId: string, videoId: string): Done<ChannelVideoDetail>
  /** Opens the video at this second, in the tab that shows it already if there is one. null: from its beginning. */
  play(videoId: string, startMs: number | null): Promise<void>

  /** What a writer gets of this voice, for a topic or for any. */
  steering(voiceId: string, topic: string | null): Done<Steering>
  /** Loads the meter with a voice's model (the open one's, where none is named) and the shipped background: some hundred kilobytes, once. */
  meter(of?: VoiceVersion): Done<OpenMeter>
}

/** What the meter's part is given (extension/panel/meter/meter.tsx, `Meter`). */
export interface MeterProps {
  voice: {
    voice: Voice
    /** It is mounted only where there is something to read by: never `too_little`. */
    current: VoiceVersion
    load(): Done<OpenMeter>
    play(videoId: string, startMs: number | null): void
    /** The title of a video of the profile, for receipts; its id where it is not known. */
    titleOf(videoId: string): string
  }
}

/** What the steering's part is given (extension/panel/steering/steering-part.tsx, `SteeringPart`). */
export interface SteeringProps {
  voice: {
    voice: Voice
    current: VoiceVersion
    ask(topic: string | null): Done<Steering>
    play(videoId: string, startMs: number | null): void
    titleOf(videoId: string): string
  }
}
