import type { LegOutcome } from '../../core/contract/receipt.ts'

/** What one leg gave for one public video. */
export interface LegTry {
  leg: 'player' | 'open_track' | 'get_panel' | 'page_panel'
  videoId: string
  outcome: LegOutcome
  detail: string
  segments: number
}

/** Where a leg gives no words, but not because YouTube changed: the machine that asks is not welcome. */
const notOurs = new Set<LegOutcome>(['rate_limited', 'login_required'])

/**
 * What the tries say of each leg: `works` where any video gave words, `blocked` where YouTube only refused this
 * machine, else `broken`. An open track is not broken by being gated: that is how it is.
 */
export function judge(
  tries: LegTry[],
): { leg: LegTry['leg']; state: 'works' | 'blocked' | 'gated' | 'broken' }[] {
  return [...new Set(tries.map(each => each.leg))].map(leg => {
    const outcomes = tries.filter(each => each.leg === leg).map(each => each.outcome)
    if (outcomes.includes('ok')) return { leg, state: 'works' }
    if (outcomes.every(outcome => notOurs.has(outcome))) return { leg, state: 'blocked' }
    const rest = outcomes.filter(outcome => !notOurs.has(outcome))
    return { leg, state: leg === 'open_track' && rest.every(each => each === 'gated') ? 'gated' : 'broken' }
  })
}

export const tryLine = ({ leg, videoId, outcome, detail, segments }: LegTry): string =>
  [leg, videoId, outcome, `${segments} segments`, detail].filter(Boolean).join(' · ')

export const issueTitle = (leg: string): string => `YouTube: the leg ${leg} gives no words`

/** The text of the issue, or of the comment on one that is open: details are YouTube's words, so they go in as code. */
export function issueBody(leg: string, tries: LegTry[], run: string | null): string {
  const lines = tries.filter(each => each.leg === leg).map(each => tryLine(each).replaceAll('`', "'"))
  return [
    `The daily check found no words by \`${leg}\` for any of its videos.`,
    `\`\`\`\n${lines.join('\n')}\n\`\`\``,
    ...(run ? [`Run: ${run}`] : []),
  ].join('\n\n')
}
