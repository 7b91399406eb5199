import type { CaptionKind } from '../../../core/contract/transcript.ts'
import { captionBytes } from '../../../core/transcript/decode.ts'
import { readPanelAnswer } from '../../../core/transcript/panel-answer.ts'
import { settle } from '../../../core/transcript/settle.ts'
import { boundedText } from '../bounded-body.ts'
import type { LegYield } from './leg.ts'
import { refusal } from './refusal.ts'

export interface PanelQuestion {
  /** Of a script in a youtube.com tab: the request must be of the page's own origin and session. */
  fetch: typeof globalThis.fetch
  /** Of the page's own client (`clientVersionIn`, or the player's facts); null where the page does not say it. */
  clientVersion: string | null
  /** The language that is spoken, BCP 47: the panel answers in the language asked for. null where unknown. */
  hl: string | null
  /** What is known of the track that the panel shows; it does not say so itself. */
  kind?: CaptionKind
  /** The video's length, 0 where unknown: the last line then ends where its words do. */
  lengthMs?: number
  /** Milliseconds since 1970. */
  now?: () => number
}

/**
 * Leg 2: what YouTube's page asks for when it shows the transcript, asked for one video by its id, in the creator's own
 * session. Whole seconds, no ends. An answer about another video is refused. Rejects only where `fetch` does.
 */
export async function getPanel(videoId: string, question: PanelQuestion): Promise<LegYield> {
  const { fetch, clientVersion, hl, kind = 'unknown', lengthMs = 0, now = Date.now } = question
  if (!clientVersion)
    return {
      outcome: 'error',
      detail: 'The page does not say which YouTube it is. Reload it, then clip again.',
    }
  const client = { clientName: 'WEB', clientVersion, hl: hl ?? 'en', gl: 'US' }
  const panel = { panelId: 'PAmodern_transcript_view', params: panelParams(videoId) }
  const answer = await fetch('https://www.youtube.com/youtubei/v1/get_panel?prettyPrint=false', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ context: { client }, ...panel }),
  })
  const body = await boundedText(answer, captionBytes)
  if (body === null)
    return { outcome: 'too_large', detail: 'YouTube’s answer was too large to be a transcript.' }
  return refusal(answer, body, now()) ?? panelYield(videoId, body, { hl, kind, lengthMs })
}

/**
 * The panel's parameters for a video: protobuf field 149 { 1: the id, 3: 1 }, base64.
 * @param videoId 11 characters
 */
export function panelParams(videoId: string): string {
  const id = String.fromCharCode(videoId.length)
  const inside = `\x0a${id}${videoId}\x18\x01`
  return btoa(`\xaa\x09${String.fromCharCode(inside.length)}${inside}`)
}

function panelYield(
  videoId: string,
  body: string,
  { hl, kind, lengthMs }: { hl: string | null; kind: CaptionKind; lengthMs: number },
): LegYield {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return { outcome: 'error', detail: 'YouTube’s answer about the transcript could not be read.' }
  }
  const { cues, chapters, videoIds } = readPanelAnswer(json)
  if ([...videoIds].some(id => id !== videoId))
    return { outcome: 'error', detail: 'YouTube answered with another video’s transcript: it was not taken.' }
  const { segments, sounds } = settle(cues)
  if (!segments.length)
    return { outcome: 'empty', detail: 'YouTube’s transcript panel holds no spoken words.', sounds, chapters }
  const last = segments.at(-1)!
  if (lengthMs > last.startMs) last.endMs = Math.min(last.endMs, lengthMs)
  return { outcome: 'ok', transcript: { language: hl, kind, segments }, sounds, chapters }
}
