import type { Claim, Evidence, Findings, GapPoint, OwnMention } from '../../../core/contract/findings.ts'
import { wordsOf } from '../brief/same-words.ts'
import { changedLines } from '../check/changed-markdown.ts'
import type { Found } from '../check/check-words.ts'
import { plain, quoted } from '../words/as-markdown.ts'
import { claimGroups, groupNames } from './claim-groups.ts'
import { findingsMethod, ownHeads, saidByNames, whoAndWhen } from './findings-words.ts'
import { tierNames } from './tier-rules.ts'

/**
 * Findings as Markdown, each quote with the link to its second or sentence, to be pasted anywhere.
 * @param changed what a check found of the sources: listed at the end
 */
export function findingsMarkdown(findings: Findings, title: string, changed: Found['other'] = []): string {
  const rough = findings.rough ? 'Rough. ' : ''
  const lines = [`# ${plain(title)}: claims`, '', `_${rough}${plain(findingsMethod(findings))}_`]
  for (const note of findings.notes) lines.push('', `_${plain(note)}_`)
  for (const { of, claims } of claimGroups(findings.claims, 'all')) {
    lines.push('', `## ${groupNames[of]}`)
    for (const claim of claims) lines.push('', ...claimLines(claim))
  }
  if (findings.gapMap) lines.push(...gapLines(findings.gapMap))
  if (findings.questions.length > 0) lines.push('', '## Nobody answers this')
  for (const { question, why, citations } of findings.questions)
    lines.push(
      '',
      `- **${plain(question)}** ${plain(why)}`,
      ...citations.map(
        ({ anchor, sourceTitle, ...place }) =>
          `  - ${quoted({ ...place, words: anchor.exact, title: sourceTitle })}`,
      ),
    )
  lines.push(...changedLines(changed))
  return `${lines.join('\n')}\n`
}

function claimLines({ text, sides, parts, singleSource, own }: Claim): string[] {
  const single = singleSource ? ' _(only one source gives this number)_' : ''
  const [only] = sides
  const mentions = own.map(mention => `  - ${ownLine(mention)}`)
  if (sides.length > 1)
    return [
      `- **${plain(text)}**${parts ? ` (${plain(parts)})` : ''}${single}`,
      ...sides.flatMap(side => [
        `  - ${plain(side.says)}`,
        ...side.evidence.map(evidence => `    - ${evidenceLine(evidence)}`),
      ]),
      ...mentions,
    ]
  // Without a model the claim is the quote: it is not said twice.
  const [first, ...rest] = only!.evidence
  return wordsOf(first!.anchor.exact) === wordsOf(text)
    ? [`- ${evidenceLine(first!)}${single}`, ...rest.map(each => `  - ${evidenceLine(each)}`), ...mentions]
    : [`- ${plain(text)}${single}`, ...only!.evidence.map(each => `  - ${evidenceLine(each)}`), ...mentions]
}

function evidenceLine(evidence: Evidence): string {
  const { anchor, sourceTitle, tier, ...place } = evidence
  const said = [whoAndWhen(evidence), `${tierNames[tier]} source`].filter(Boolean).join(', ')
  return `${quoted({ ...place, words: anchor.exact, title: sourceTitle })}: ${plain(said)}`
}

const ownLine = ({ how, why, quote, title, startMs, link }: OwnMention) =>
  `**${ownHeads[how]}** ${quoted({ words: quote, title, startMs, page: null, link })} ${plain(why)}`

function gapLines({ videos, points }: NonNullable<Findings['gapMap']>): string[] {
  const lines = ['', `## What your ${videos.length} videos say, and what none of them says`]
  for (const saidBy of ['all', 'some', 'none'] as const) {
    const said = points.filter(point => point.saidBy === saidBy)
    if (said.length === 0) continue
    lines.push('', `### ${saidByNames[saidBy].head}`)
    for (const point of said) lines.push('', ...pointLines(point))
  }
  return lines
}

const pointLines = ({ text, videos, elsewhere }: GapPoint) => [
  `- ${plain(text)}`,
  ...[...videos, ...elsewhere].map(each => `  - ${evidenceLine(each)}`),
]
