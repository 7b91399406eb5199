import '../browser/jitless.ts'
import { z } from 'zod'
import { Brief } from '../../core/contract/brief.ts'
import {
  Channel,
  ChannelListing,
  ChannelVideoDetail,
  ChannelVideoState,
  ServerTranscript,
} from '../../core/contract/channel.ts'
import { Project, ProjectDraft } from '../../core/contract/project.ts'
import { Run, RunEvent } from '../../core/contract/run.ts'
import { Capabilities } from '../../core/contract/server.ts'
import { Source, SourceDetail, SourceVersion, SourceVersionDetail } from '../../core/contract/source.ts'
import { Steering, Voice, VoiceDetail, VoiceVersion, VoiceVersionLine } from '../../core/contract/voice.ts'

/*
 * Making the shapes takes longer than drawing the whole panel. Whoever parses loads this file then, by `import()`:
 * nothing that the panel needs for its first picture may import it otherwise.
 */

/** What the server answers. */
export const answers = {
  capabilities: Capabilities,
  projects: z.object({ projects: z.array(Project) }),
  sources: z.object({ sources: z.array(Source) }),
  source: SourceDetail,
  runs: z.object({ runs: z.array(Run) }),
  run: Run,
  runEvent: RunEvent,
  brief: z.object({ brief: Brief.nullable() }),
  sourceSaved: Source,
  sourceVersions: z.object({ versions: z.array(SourceVersion) }),
  sourceVersion: SourceVersionDetail,
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
  nothing: z.null(),
}
export type Answers = typeof answers

/** What this computer keeps of it. */
export const kept = {
  projects: z.array(Project),
  sources: z.array(Source),
  brief: Brief,
  detail: SourceDetail,
  voices: z.array(Voice),
  voice: VoiceDetail,
}
export type Kept = typeof kept

/** What the creator writes. */
export const drafts = { project: ProjectDraft }
