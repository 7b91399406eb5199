import { err, ok, type Result } from '../contract/result.ts'
import type { CaptionKind, Segment, Transcript } from '../contract/transcript.ts'
import { arrowTiming } from './arrow-timing.ts'
import { type CaptionError, captionError } from './caption-error.ts'
import type { CueFile } from './cues.ts'
import { captionBytes, decodeCaptions } from './decode.ts'
import { readJson3 } from './json3.ts'
import { readPlain } from './plain.ts'
import { readSbv, sbvTiming } from './sbv.ts'
import { settle } from './settle.ts'
import { speechOf } from './speech.ts'
import { readSrt } from './srt.ts'
import { readSrv1 } from './srv1.ts'
import { readSrv3 } from './srv3.ts'
import { readTtml } from './ttml.ts'
import { readVtt } from './vtt.ts'

export type CaptionFormat = 'json3' | 'srv1' | 'srv3' | 'ttml' | 'sbv' | 'srt' | 'vtt' | 'plain'

export interface Captions {
  transcript: Transcript
  format: CaptionFormat
  /** Marks such as [Music] that were set apart from the speech. */
  sounds: number
  /** False for plain text without times: every segment then stands at 0. */
  timed: boolean
}

/** What is known of the track from elsewhere; it goes before what the file says. */
export interface TrackFacts {
  language?: string | null
  kind?: CaptionKind
}

const readers: Record<CaptionFormat, (body: string) => CueFile | null> = {
  json3: readJson3,
  srv1: readSrv1,
  srv3: readSrv3,
  ttml: readTtml,
  sbv: readSbv,
  srt: readSrt,
  vtt: readVtt,
  plain: readPlain,
}

/** BCP 47, loosely: what a file says of its language is anyone's text. */
const languageTag = /^[a-z]{2,8}(?:[-_][a-z\d]{1,8})*$/i

/** A caption body of any format, told by its content alone: names and asked-for formats are often wrong. */
export function parseCaptions(
  body: string | Uint8Array,
  facts: TrackFacts = {},
): Result<Captions, CaptionError> {
  const decoded = typeof body === 'string' ? ok(body) : decodeCaptions(body)
  if (!decoded.ok) return decoded
  if (decoded.value.length > captionBytes) return err(captionError('too_large'))
  const text = decoded.value.replace(/^\ufeff/, '')
  const format = sniff(text)
  if (typeof format !== 'string') return err(format)
  const file = readers[format](text)
  if (!file) return err(captionError('unknown_format'))
  const { segments, sounds } = file.untimed ? withoutTimes(file) : settle(file.cues)
  if (segments.length > 200_000) return err(captionError('too_large'))
  if (!segments.length) return err(captionError(file.cues.length ? 'no_speech' : 'unknown_format'))
  const kind = facts.kind && facts.kind !== 'unknown' ? facts.kind : file.auto ? 'auto' : 'unknown'
  const language = facts.language ?? file.language ?? null
  const known = language && languageTag.test(language) && language.length <= 35 ? language : null
  return ok({ transcript: { language: known, kind, segments }, format, sounds, timed: !file.untimed })
}

function sniff(text: string): CaptionFormat | CaptionError {
  const head = text.slice(0, 20_000).trimStart()
  if (!head) return captionError('empty')
  if (/^WEBVTT(?:\s|$)/.test(head)) return 'vtt'
  if (head.startsWith('{') || head.startsWith('[{')) return 'json3'
  if (head.startsWith('<')) {
    if (/<!doctype html|<html[\s>]/i.test(head)) return captionError('web_page')
    const root = head.match(/<(?:[\w-]+:)?(transcript|timedtext|tt)[\s>]/i)?.[1]?.toLowerCase()
    if (!root) return captionError('unknown_format')
    return root === 'transcript' ? 'srv1' : root === 'timedtext' ? 'srv3' : 'ttml'
  }
  const lines = head.split(/\r\n|\r|\n/, 200)
  if (lines.some(line => sbvTiming.test(line))) return 'sbv'
  if (lines.some(arrowTiming)) return 'srt'
  return 'plain'
}

/** Plain text knows no moments: its lines keep their order, and every quote of them opens the beginning. */
function withoutTimes(file: CueFile): { segments: Segment[]; sounds: number } {
  let sounds = 0
  const segments: Segment[] = []
  for (const cue of file.cues) {
    const speech = speechOf(cue.text)
    sounds += speech.sounds
    if (speech.text) segments.push({ startMs: 0, endMs: 0, text: speech.text })
  }
  return { segments, sounds }
}
