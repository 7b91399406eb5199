import { captionName, isCaptionName } from '../../core/channel/caption-name.ts'
import { fileMatcher } from '../../core/channel/match-files.ts'
import type { ChannelVideo } from '../../core/contract/channel.ts'
import { captureText, contentHash } from '../../core/evidence/content.ts'
import { captionBytes } from '../../core/transcript/decode.ts'
import { parseCaptions } from '../../core/transcript/parse.ts'
import { measureTranscript } from '../../core/transcript/receipt.ts'
import { videoReceipt } from '../capture/video-receipt.ts'
import type { ChannelWords, QueuedVideo } from './queued-video.ts'

/** A file that the creator gave, with the folder it lay in. */
export interface GivenFile {
  path: string
  file: Pick<File, 'size' | 'arrayBuffer'>
}

/** What became of it. */
export type FileOutcome =
  | { path: string; state: 'taken'; videoId: string; how: 'id' | 'title' | 'hand'; part: boolean }
  /** Its video is for the creator to say. */
  | { path: string; state: 'unmatched'; why: string }
  | { path: string; state: 'wrong'; why: string }

export interface FileDeps {
  /** What is spoken: of two files for one video, that language goes first. */
  language: string | null
  put: (video: ChannelVideo, answer: NonNullable<QueuedVideo['answer']>, words: ChannelWords) => Promise<void>
  told: (done: number, all: number) => void
  stopped: () => boolean
  /** ISO 8601 */
  now: () => string
}

export const mostFiles = 5_000

const reasons = {
  unknown: 'No video of your channel has this name.',
  ambiguous: 'More than one video of your channel fits this name.',
  other: 'It is named after a video that is not in your channel’s list.',
}

/** Finds each file's video, reads it and keeps its words. What is no caption file by its ending is left out of all. */
export async function takeFiles(
  given: GivenFile[],
  videos: ChannelVideo[],
  deps: FileDeps,
): Promise<FileOutcome[]> {
  const files = given.filter(({ path }) => isCaptionName(path)).slice(0, mostFiles)
  const match = fileMatcher(videos)
  const byId = new Map(videos.map(video => [video.videoId, video]))
  const outcomes: FileOutcome[] = []
  const found = new Map<string, { given: GivenFile; how: 'id' | 'title'; language: string | null }[]>()
  for (const each of files) {
    const to = match(each.path)
    if (to.how === 'none') outcomes.push({ path: each.path, state: 'unmatched', why: reasons[to.why] })
    else found.set(to.videoId, [...(found.get(to.videoId) ?? []), { given: each, ...to }])
  }
  let done = outcomes.length
  deps.told(done, files.length)
  for (const [videoId, candidates] of found) {
    if (deps.stopped()) break
    candidates.sort((a, b) => worth(b.language, deps.language) - worth(a.language, deps.language))
    let taken: string | null = null
    for (const { given, how } of candidates) {
      if (taken)
        outcomes.push({
          path: given.path,
          state: 'wrong',
          why: `Not needed: ${taken} gave this video its words.`,
        })
      else {
        const outcome = await takeFile(given, byId.get(videoId)!, how, deps)
        outcomes.push(outcome)
        if (outcome.state === 'taken') taken = nameOf(given.path)
      }
      deps.told(++done, files.length)
    }
  }
  return outcomes
}

/** Reads one file as the words of this video. Too large a file is not even read. */
export async function takeFile(
  { path, file }: GivenFile,
  video: ChannelVideo,
  how: 'id' | 'title' | 'hand',
  { put, now, language }: Pick<FileDeps, 'put' | 'now' | 'language'>,
): Promise<FileOutcome> {
  const wrong = (why: string): FileOutcome => ({ path, state: 'wrong', why })
  let body: Uint8Array
  try {
    body =
      file.size > captionBytes ? new Uint8Array(captionBytes + 1) : new Uint8Array(await file.arrayBuffer())
  } catch {
    return wrong('The file could not be read. It may have been moved: choose it again.')
  }
  const parsed = parseCaptions(body, { language: captionName(path).language })
  if (!parsed.ok) return wrong(parsed.error.message)
  const { sounds, timed } = parsed.value
  const transcript = { ...parsed.value.transcript, language: parsed.value.transcript.language ?? language }
  const { truncated } = measureTranscript(transcript, video.durationMs ?? 0)
  const outcome = truncated ? ('truncated' as const) : ('ok' as const)
  const detail = timed ? {} : { detail: 'The file has no times.' }
  const legs = [{ leg: 'file' as const, outcome, ...detail, ms: 0 }]
  const answer = {
    outcome,
    receipt: videoReceipt({ legs, by: 'file', transcript, sounds }, video.durationMs),
    fetchedAt: now(),
    contentHash: await contentHash(captureText({ kind: 'video', transcript })),
  }
  await put(video, answer, { videoId: video.videoId, transcript, chapters: [], sounds })
  return { path, state: 'taken', videoId: video.videoId, how, part: truncated }
}

const nameOf = (path: string): string => path.split(/[/\\]/).at(-1)!.slice(0, 200)

/** The spoken language before one that is not written, and that before another. */
function worth(of: string | null, spoken: string | null): number {
  if (!of) return 1
  return spoken && of.split('-')[0] === spoken.split('-')[0] ? 2 : 0
}
