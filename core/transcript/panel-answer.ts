import type { Chapter } from '../contract/transcript.ts'
import { shownClockMs } from './clock.ts'
import type { Cue } from './cues.ts'

/** What an answer of YouTube's transcript panel holds, before anything is mended. */
export interface PanelAnswer {
  cues: Cue[]
  chapters: Chapter[]
  /** The videos that its rows lead to: one, where the answer is what it should be. */
  videoIds: Set<string>
  /** False where the tree was larger than any real answer: the rest of it was not looked at. */
  whole: boolean
}

type Tree = Record<string, unknown>

/** A ten-hour video's panel is about 20,000 rows of 30 nodes each. */
const most = { nodes: 2_000_000, depth: 100, rows: 200_000, chapters: 1_000, characters: 10_000 }

/**
 * The rows of a transcript panel's answer, wherever they stand in it and in its order: those of the panel of today
 * (`transcriptSegmentViewModel`, whole seconds, no ends) and of the one before (`transcriptSegmentRenderer`,
 * milliseconds). The answer is hostile until read: nothing is trusted to be of its kind, as deep, or as large as usual.
 * @param answer parsed JSON
 */
export function readPanelAnswer(answer: unknown): PanelAnswer {
  const read: PanelAnswer = { cues: [], chapters: [], videoIds: new Set(), whole: true }
  /** Chapters whose row says no time begin with the row that follows. */
  const waiting: string[] = []
  const row = (startMs: number | null, endMs: number | null, text: string) => {
    if (startMs === null) return
    for (const title of waiting.splice(0)) read.chapters.push({ startMs, title })
    if (text.trim() && read.cues.length < most.rows) read.cues.push({ startMs, endMs, text })
  }
  // A stack, not recursion, since depth is the sender's choice; `own` is the time of the row that a node belongs to.
  const stack: { node: unknown; depth: number; own: number | null }[] = [
    { node: answer, depth: 0, own: null },
  ]
  for (let nodes = 0; stack.length > 0; nodes++) {
    const { node, depth, own } = stack.pop()!
    if (nodes > most.nodes || depth > most.depth) {
      read.whole = false
      if (nodes > most.nodes) break
      continue
    }
    if (Array.isArray(node)) {
      for (let at = Math.min(node.length, most.nodes) - 1; at >= 0; at--)
        if (typeof node[at] === 'object') stack.push({ node: node[at], depth: depth + 1, own })
      continue
    }
    const tree = treeOf(node)
    if (!tree) continue
    let time = own
    const item = treeOf(tree.macroMarkersPanelItemViewModel)
    if (item) time = tapMs(item)
    const segment = treeOf(tree.transcriptSegmentViewModel)
    if (segment) row(shownMs(segment.timestamp) ?? time, null, wordsOf(segment))
    const old = treeOf(tree.transcriptSegmentRenderer)
    if (old) row(wholeMs(old.startMs), wholeMs(old.endMs), wordsOf(old.snippet))
    const title = treeOf(tree.timelineChapterViewModel) ?? treeOf(tree.transcriptSectionHeaderRenderer)
    if (title && read.chapters.length + waiting.length < most.chapters) {
      const headline = treeOf(treeOf(title.sectionHeader)?.sectionHeaderViewModel)?.headline
      const words = (wordsOf(title.title) || wordsOf(headline)).trim().slice(0, 500)
      const startMs = wholeMs(title.startMs) ?? shownMs(title.timestamp) ?? time
      if (startMs === null) waiting.push(words)
      else read.chapters.push({ startMs, title: words })
    }
    const { videoId } = treeOf(tree.watchEndpoint) ?? {}
    if (typeof videoId === 'string' && read.videoIds.size < 10) read.videoIds.add(videoId)
    const children = Object.values(tree)
    for (let at = children.length - 1; at >= 0; at--)
      if (typeof children[at] === 'object') stack.push({ node: children[at], depth: depth + 1, own: time })
  }
  return read
}

const treeOf = (value: unknown): Tree | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : null

/** Text in any of YouTube's four ways to write it; '' where there is none, as in a panel's last row. */
function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, most.characters)
  const tree = treeOf(value)
  if (!tree) return ''
  for (const own of [tree.simpleText, tree.content, treeOf(tree.attributedText)?.content])
    if (typeof own === 'string') return own.slice(0, most.characters)
  if (!Array.isArray(tree.runs)) return ''
  return tree.runs
    .slice(0, 200)
    .map(run => treeOf(run)?.text)
    .filter(text => typeof text === 'string')
    .join('')
    .slice(0, most.characters)
}

const shownMs = (value: unknown): number | null => (typeof value === 'string' ? shownClockMs(value) : null)

function wholeMs(value: unknown): number | null {
  const ms = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value
  return typeof ms === 'number' && ms >= 0 && Number.isFinite(ms) ? Math.round(ms) : null
}

/** Where in the video a click on a row leads. */
function tapMs(item: Tree): number | null {
  const command = treeOf(treeOf(item.onTap)?.innertubeCommand)
  const seconds = wholeMs(treeOf(command?.watchEndpoint)?.startTimeSeconds)
  return seconds === null ? null : seconds * 1000
}
