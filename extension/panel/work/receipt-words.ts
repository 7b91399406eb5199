import type { Leg, LegOutcome, LegResult } from '../../../core/contract/receipt.ts'
import type { Source } from '../../../core/contract/source.ts'
import { clockTime, count, percent } from '../words/numbers.ts'

/** A receipt in the creator's words. */
export interface ReceiptWords {
  /** whole: nothing to worry about · part: something is missing · none: no words at all. */
  tone: 'whole' | 'part' | 'none'
  /** What came: "612 lines, 98% of 21:40". */
  head: string
  /** How it came and what was left: short pieces, in order of weight. */
  rest: string[]
  spoken: string
}

const from: Partial<Record<Leg, string>> = {
  player: 'from the player',
  open_track: 'from YouTube’s caption track',
  get_panel: 'from YouTube’s transcript',
  page_panel: 'from the page’s panel',
  server: 'found by your server',
  file: 'from your file',
}

/** Captions end before the credits do: from here on a transcript counts as whole. */
const wholeShare = 0.9

export function receiptWords(source: Pick<Source, 'kind' | 'receipt' | 'durationMs'>): ReceiptWords {
  const words = source.kind === 'video' ? videoWords(source) : textWords(source)
  return { ...words, spoken: [words.head, ...words.rest].join(', ') }
}

type Unspoken = Omit<ReceiptWords, 'spoken'>

function videoWords({ receipt, durationMs }: Pick<Source, 'receipt' | 'durationMs'>): Unspoken {
  const { video, by, legs } = receipt
  if (!video || video.segments === 0) {
    const why = legs.map(leg => absent[leg.outcome]).findLast(Boolean)
    return { tone: 'none', head: 'no words yet', rest: why ? [why] : [] }
  }
  const length = video.durationMs || durationMs || 0
  const lines = count(video.segments, 'line')
  return {
    tone: length && video.coveredMs / length < wholeShare ? 'part' : 'whole',
    head: length ? `${lines}, ${percent(video.coveredMs, length)} of ${clockTime(length)}` : lines,
    rest: [
      { auto: 'auto-captions', manual: 'manual captions', unknown: '' }[video.captions],
      video.language ?? '',
      (by && from[by]) ?? '',
    ].filter(Boolean),
  }
}

function textWords({ kind, receipt }: Pick<Source, 'kind' | 'receipt'>): Unspoken {
  const { by, words, leftOut } = receipt
  const kept = receipt.legs.find(leg => leg.leg === by)
  const cut = kept?.outcome === 'truncated'
  const what = kind === 'selection' ? 'selection' : cut ? 'part of the article' : 'whole article'
  const left = leftOut.map(({ what, count: n }) => (n > 1 && !/^\d/.test(what) ? `${n} ${what}` : what))
  return {
    tone: words === 0 ? 'none' : cut ? 'part' : 'whole',
    head: what,
    rest: [count(words, 'word'), left.length ? `left out: ${left.join(', ')}` : ''].filter(Boolean),
  }
}

const absent: Partial<Record<LegOutcome, string>> = {
  no_captions: 'this video has no captions',
  disabled: 'captions are turned off',
  live_pending: 'captions come after the live stream',
  upcoming: 'not broadcast yet',
  login_required: 'YouTube wants you to sign in',
  gated: 'YouTube held the captions back',
  rate_limited: 'YouTube asked us to wait',
}

const legNames: Record<Leg, string> = {
  structured: 'A reader made for such pages',
  defuddle: 'Main text, first reader',
  readability: 'Main text, second reader',
  page_text: 'All text of the page',
  selection: 'Your selection',
  pdf: 'The PDF’s own text',
  player: 'The player’s own captions',
  open_track: 'YouTube’s caption track',
  get_panel: 'YouTube’s transcript',
  page_panel: 'The transcript panel on the page',
  server: 'Your server',
  file: 'Caption file',
  pasted: 'Pasted text',
}

const outcomes: Record<LegOutcome, string> = {
  ok: 'worked',
  empty: 'came back empty',
  no_captions: 'no captions there',
  disabled: 'turned off',
  live_pending: 'live, not ready yet',
  upcoming: 'not broadcast yet',
  login_required: 'wants a sign-in',
  gated: 'held back by the site',
  rate_limited: 'asked us to wait',
  truncated: 'only a part came',
  navigated_away: 'the page changed meanwhile',
  unavailable: 'not available',
  not_allowed: 'not allowed',
  too_large: 'too large',
  error: 'failed',
}

export const legName = (leg: Leg): string => legNames[leg]
export const outcomeWords = (result: LegResult): string => outcomes[result.outcome]
