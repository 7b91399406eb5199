import type { Leg, LegOutcome, LegResult } from '../../../core/contract/receipt.ts'

/** Why a video has no words, where the way that was tried says it. */
export const absent: Partial<Record<LegOutcome, string>> = {
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
  typed: 'Written by you',
  spoken: 'Spoken by you',
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
