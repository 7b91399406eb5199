import type { Source, SourceDetail, VideoCapture } from '../../core/contract/source.ts'
import type { OpenDatabase } from '../outbox/database.ts'
import type { MomentRecords, VideoWords } from './records.ts'

export interface WordsDeps {
  open: OpenDatabase
  records: MomentRecords
  /** What the server keeps of a source; null where it does not answer. */
  stored: (sourceId: string) => Promise<SourceDetail | null>
  /** Asks YouTube in the tab that shows the video; null where no tab does, or it went on to another meanwhile. */
  readTab: (videoId: string, tabId: number) => Promise<Reading | null>
}

export interface Reading extends VideoWords {
  /** There will be no other answer: words, or none for good. */
  final: boolean
}

/**
 * The words of a video, by the shortest way: those of its last moment, those of the whole video where the creator has
 * clipped it, else YouTube's, in the creator's own tab. What is final is kept for the next moment.
 * @param tabId the tab that shows it; null where none does
 */
export async function wordsOfVideo(
  deps: WordsDeps,
  videoId: string,
  tabId: number | null,
): Promise<Reading | null> {
  const known = await deps.records.words(videoId)
  if (known?.transcript) return { ...known, final: true }
  const clipped = await clippedWords(deps, videoId)
  const reading = clipped ?? known ?? (tabId === null ? null : await deps.readTab(videoId, tabId))
  if (!reading) return null
  const final = 'final' in reading ? (reading as Reading).final : true
  const { transcript, receipt, facts, why } = reading
  const words = { videoId, transcript, receipt, facts, why }
  if (final) await deps.records.keepWords(words)
  return { ...words, final }
}

/** The whole video in any of the creator's projects, waiting here first. */
async function clippedWords({ open, stored }: WordsDeps, videoId: string): Promise<VideoWords | null> {
  const database = await open()
  const waiting = (await database.getAll('clips')).find(
    ({ source, state }) => state !== 'removed' && isWhole(source, videoId),
  )
  const capture = waiting && (await database.get('captures', waiting.id))
  if (capture?.kind === 'video' && capture.transcript) return wordsIn(videoId, capture)
  const lists = await database.getAll('library', IDBKeyRange.bound('sources:', 'sources;', false, true))
  for (const list of lists as Source[][]) {
    const source = list.find(each => isWhole(each, videoId))
    if (!source) continue
    const detail =
      ((await database.get('library', `detail:${source.id}`)) as SourceDetail | undefined) ??
      (await stored(source.id))
    if (detail?.videoId === videoId && detail.transcript) return wordsIn(videoId, detail)
  }
  return null
}

const isWhole = ({ kind, videoId, receipt }: Source, wanted: string) =>
  kind === 'video' && videoId === wanted && Boolean(receipt.video?.segments)

const wordsIn = (
  videoId: string,
  from: Pick<
    VideoCapture | SourceDetail,
    'transcript' | 'receipt' | 'title' | 'author' | 'published' | 'durationMs'
  >,
): VideoWords => {
  const { transcript, receipt, title, author, published, durationMs } = from
  return { videoId, transcript, receipt, facts: { title, author, published, durationMs }, why: null }
}
