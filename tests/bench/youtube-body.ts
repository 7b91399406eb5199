import { readBrowseList } from '../../core/channel/browse-list.ts'
import { readFeed } from '../../core/channel/feed.ts'
import { resolvedChannel, resolvedElsewhere } from '../../core/channel/resolved.ts'
import type { LegOutcome } from '../../core/contract/receipt.ts'
import type { Cue } from '../../core/transcript/cues.ts'
import { readPanelAnswer } from '../../core/transcript/panel-answer.ts'
import { parseCaptions } from '../../core/transcript/parse.ts'
import { settle } from '../../core/transcript/settle.ts'
import { isGated } from '../../extension/capture/youtube/open-track.ts'
import { playability } from '../../extension/capture/youtube/playability.ts'
import { readPlayer } from '../../extension/capture/youtube/player.ts'
import { PlayerFacts } from '../../extension/capture/youtube/player-facts.ts'
import { refusal } from '../../extension/capture/youtube/refusal.ts'
import { spokenTracks } from '../../extension/capture/youtube/spoken-track.ts'
import { assigned, assignedJson } from './inline-json.ts'

/** What a body that YouTube served is, and what the product's own readers find in it. */
export interface ToldBody {
  kind: string
  outcome: LegOutcome
  tracks: number
  segments: number
  items: number
  /** null where the kind has none. */
  continuation: boolean | null
  chapters: number
  lang: string | null
}

type Tree = Record<string, unknown>
const treeOf = (value: unknown): Tree | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : null
const told = (kind: string, outcome: LegOutcome, more: Partial<ToldBody> = {}): ToldBody => ({
  kind,
  outcome,
  tracks: 0,
  segments: 0,
  items: 0,
  continuation: null,
  chapters: 0,
  lang: null,
  ...more,
})

/**
 * Tells a body by its content alone.
 * @param panelCues reads a panel's markup as the page's own elements, which only a browser can
 */
export async function tellBody(
  bytes: Uint8Array,
  panelCues: (html: string) => Promise<Cue[]>,
): Promise<ToldBody> {
  const text = new TextDecoder().decode(bytes)
  const json = jsonIn(text)
  if (json !== undefined) return (await tellJson(json)) ?? tellCaptions(bytes)
  if (text.trimStart().startsWith('<')) return (await tellMarkup(text, panelCues)) ?? tellCaptions(bytes)
  return tellCaptions(bytes)
}

function jsonIn(text: string): unknown {
  // YouTube guards some answers against being read as a script.
  const body = text.replace(/^\ufeff?\s*(?:\)\]\}'\s*)?/, '')
  if (!/^[{[]/.test(body)) return undefined
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

async function tellJson(json: unknown): Promise<ToldBody | null> {
  const list = Array.isArray(json) ? json.map(treeOf).filter(each => each !== null) : []
  const whole = treeOf(json) ?? (Object.assign({}, ...list) as Tree)
  const answer = treeOf(whole.playerResponse) ?? whole
  const error = treeOf(whole.error)
  if (error) return tellError(error)
  if (Array.isArray(answer.events)) return null
  if (answer.playabilityStatus || answer.videoDetails || answer.captions)
    return tellPlayer('player', answer, treeOf(whole.response) ?? undefined)
  const panel = readPanelAnswer(whole)
  const watch =
    treeOf(treeOf(whole.contents)?.twoColumnWatchNextResults) ??
    treeOf(treeOf(whole.contents)?.singleColumnWatchNextResults)
  if (watch || treeOf(treeOf(whole.currentVideoEndpoint)?.watchEndpoint)) return tellNext(whole, watch)
  if (
    panel.cues.length ||
    panel.chapters.length ||
    /"PAmodern_transcript_view"|"transcriptRenderer"/.test(JSON.stringify(whole))
  )
    return tellCues(
      holds(whole, 'transcriptRenderer') ? 'get_transcript' : 'get_panel',
      panel.cues,
      panel.chapters.length,
    )
  if (whole.endpoint)
    return told('resolve_url', resolvedChannel(whole) || resolvedElsewhere(whole) ? 'ok' : 'unavailable')
  if (Object.keys(whole).every(key => key === 'responseContext' || key === 'trackingParams'))
    return told('empty', 'unavailable')
  return tellList(whole)
}

function holds(value: unknown, key: string): boolean {
  return JSON.stringify(value).includes(`"${key}":`)
}

function tellList(answer: Tree): ToldBody {
  const list = readBrowseList(answer, { kind: null, listedAt: new Date().toISOString() })
  const kind =
    list.outcome === 'unknown' ? 'unknown' : answer.contents || answer.header ? 'browse' : 'continuation'
  const outcome = ({ list: 'ok', empty: 'empty', unavailable: 'unavailable', unknown: 'error' } as const)[
    list.outcome
  ]
  return told(kind, outcome, { items: list.videos.length, continuation: list.continuation !== null })
}

function tellError(error: Tree): ToldBody {
  const code = Number(error.code)
  const status = code >= 400 && code <= 599 ? code : 500
  const refused = refusal(new Response(null, { status }), JSON.stringify(error), Date.now())
  return told('error', status === 404 ? 'unavailable' : (refused?.outcome ?? 'error'))
}

async function tellPlayer(kind: string, player: Tree, next?: Tree): Promise<ToldBody> {
  const id = treeOf(player.videoDetails)?.videoId
  const read = PlayerFacts.safeParse(
    await readPlayer(typeof id === 'string' ? id : '00000000000', { player, next }),
  )
  const facts = read.success ? read.data : null
  const state = playability(facts)
  // The words that we would rather have: a person's, in the spoken language.
  const [best] = facts ? spokenTracks(facts) : []
  const gated = best !== undefined && isGated(best)
  return told(kind, state.outcome === 'ok' && gated ? 'gated' : state.outcome, {
    tracks: facts?.tracks.length ?? 0,
    chapters: facts?.chapters.length ?? 0,
    lang: best?.language || null,
  })
}

/** The page beside the player: whether it is live, whether it offers a transcript, and its chapters. */
async function tellNext(answer: Tree, watch: Tree | null): Promise<ToldBody> {
  const endpoint = treeOf(treeOf(answer.currentVideoEndpoint)?.watchEndpoint)
  const videoId = typeof endpoint?.videoId === 'string' ? endpoint.videoId : '00000000000'
  const player = { videoDetails: { videoId } }
  const facts = PlayerFacts.safeParse(await readPlayer(videoId, { player, next: answer }))
  const results = JSON.stringify(watch?.results ?? null)
  const offered = /"getTranscriptEndpoint":|"PAmodern_transcript_view"/.test(JSON.stringify(answer))
  const live = /"isLive":true/.test(results)
  return told('next', live ? 'live_pending' : offered ? 'ok' : 'no_captions', {
    chapters: facts.success ? facts.data.chapters.length : 0,
  })
}

async function tellMarkup(
  text: string,
  panelCues: (html: string) => Promise<Cue[]>,
): Promise<ToldBody | null> {
  const feed = readFeed(text)
  if (feed) return told('feed', 'ok', { items: feed.entries.length, continuation: false })
  const player = treeOf(assignedJson(text, 'ytInitialPlayerResponse'))
  const data = treeOf(assignedJson(text, 'ytInitialData'))
  if (player) return tellPlayer('watch_page', player, data ?? undefined)
  if (
    /<(?:transcript-segment-view-model|ytd-transcript-segment-renderer)[\s>]/.test(text) &&
    !assigned(text, 'ytInitialData')
  )
    return tellCues('panel', await panelCues(text), 0)
  if (data) return { ...((await tellJson(data)) ?? told('page', 'error')) }
  if (!/^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)/i.test(text)) return null
  if (/<title>[^<]{0,40}\b404\b|<b>404\.?<\/b>/i.test(text)) return told('not_found', 'unavailable')
  const outcome = refusal(new Response(null, { status: 200 }), `<html>${text}`, Date.now())!.outcome
  return told(outcome === 'login_required' ? 'consent' : 'too_many_requests', outcome)
}

function tellCues(kind: string, cues: Cue[], chapters: number): ToldBody {
  const { segments } = settle(cues)
  return told(kind, segments.length ? 'ok' : 'empty', { segments: segments.length, chapters })
}

function tellCaptions(bytes: Uint8Array): ToldBody {
  const parsed = parseCaptions(bytes)
  if (!parsed.ok) {
    const { code } = parsed.error
    // An empty body is what a gated track answers; it never means that there are no captions.
    return code === 'empty'
      ? told('empty', 'gated')
      : told('unknown', code === 'no_speech' ? 'empty' : 'error')
  }
  const { transcript, format } = parsed.value
  return told(format, 'ok', { segments: transcript.segments.length, lang: transcript.language })
}
