import { createHash } from 'node:crypto'
import { Channel, ChannelVideoState } from '../core/contract/channel.ts'
import { newId } from '../core/contract/id.ts'
import { Voice, VoiceDetail } from '../core/contract/voice.ts'
import { paceOfVoice, type SpeakingPace, usualPace } from '../core/script/timing.ts'
import { takeFile } from '../extension/channel/caption-files.ts'
import type { Api } from './api.ts'
import { bytesOf, type FoundFile, filesIn } from './files.ts'
import { Stop } from './stop.ts'
import { videoOf } from './video-name.ts'

const TRANSCRIPT = /\.(?:vtt|srt|sbv|ttml|dfxp|xml|srv[123]|json3?|txt)$/i

export interface MeasuredVoice {
  voiceId: string
  readiness: VoiceDetail['voice']['readiness']
  pace: SpeakingPace
  videos: number
}

export async function channelFiles(folder: string): Promise<FoundFile[]> {
  const files = await filesIn(folder, 'channel', TRANSCRIPT)
  if (files.length === 0)
    throw new Stop(
      '--channel has no transcripts: put the caption files of your own videos (.vtt, .srt, .json3, .txt) in the folder, one a video.',
    )
  return files
}

/** The creator's own videos as a channel, and a voice measured of all of them. */
export async function measureVoice(
  api: Api,
  { files, told }: { files: FoundFile[]; told: (words: string) => void },
): Promise<MeasuredVoice> {
  const videos = files.map(file => ({ file, ...videoOf(file.name), videoId: idOf(file) }))
  const channelId = `UC${digest(videos.map(({ videoId }) => videoId).join()).slice(0, 22)}`
  const listed = videos.map(({ videoId, title }) => ({
    ...{ videoId, title, kind: 'video' as const },
    ...{ published: null, exact: false, durationMs: null, views: null },
  }))
  await api.put(Channel, `/channels/${channelId}`, {
    id: channelId,
    title: 'Own channel',
    handle: null,
    url: `https://www.youtube.com/channel/${channelId}`,
    listedAt: new Date().toISOString(),
    complete: true,
    videos: listed,
  })
  const kept: string[] = []
  for (const [at, { file, videoId }] of videos.entries()) {
    const bytes = await bytesOf(file, Number.POSITIVE_INFINITY)
    const given = { size: file.size, arrayBuffer: async () => Uint8Array.from(bytes ?? []).buffer }
    const outcome = await takeFile({ path: file.name, file: given }, listed[at]!, 'hand', {
      language: null,
      now: () => new Date().toISOString(),
      put: async (video, answer, { transcript, chapters }) => {
        const words = { ...answer, transcript, chapters }
        await api.put(ChannelVideoState, `/channels/${channelId}/videos/${video.videoId}`, words)
      },
    })
    if (outcome.state === 'taken') kept.push(videoId)
    else told(`${file.name} was passed over: ${outcome.why}`)
  }
  if (kept.length === 0)
    throw new Stop('No transcript of --channel could be used: the lines above say what is wrong with each.')
  const voiceId = newId()
  await api.put(Voice, `/voices/${voiceId}`, {
    name: 'Own voice',
    channelId,
    kind: 'main',
    language: null,
    videos: kept.slice(0, 200).map(videoId => ({ videoId, cuts: [] })),
  })
  await api.run(`/voices/${voiceId}/profile`)
  const { voice, current } = await api.get(VoiceDetail, `/voices/${voiceId}`)
  return {
    voiceId,
    readiness: voice.readiness,
    pace: current ? paceOfVoice(current.profile) : usualPace,
    videos: kept.length,
  }
}

/** The id in the file's name; where there is none one that is the same each time and opens no video. */
const idOf = (file: FoundFile): string => videoOf(file.name).videoId ?? digest(file.path).slice(0, 11)

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url')
