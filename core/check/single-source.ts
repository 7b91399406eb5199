import type { Citation } from '../contract/brief.ts'
import type { CheckFinding } from '../contract/check.ts'
import type { Claim, Findings } from '../contract/findings.ts'
import { limitsOfScript, type ScriptState, type Sentence } from '../contract/script.ts'
import { spokenOf } from '../script/order.ts'
import { normalWords } from '../voice/normal.ts'
import type { CheckedSource } from './cited-sources.ts'
import { asOf, finding, mend } from './finding.ts'

/**
 * Numbers that one source gives, or on which sources part, where the sentence does not say whose they are.
 * @param findings null: nobody looked who else says it; then it is the script's own sources that count
 */
export function singleSourceFindings(
  state: ScriptState,
  findings: Findings | null,
  sources: readonly CheckedSource[],
): CheckFinding[] {
  const known = new Map(sources.map(source => [source.id, source]))
  return spokenOf(state).flatMap(sentence => {
    const { citations, standing } = sentence.ledger
    const ids = new Set(citations.map(({ sourceId }) => sourceId))
    const [first] = citations
    if (!first || ids.size > 1 || first.sourceKind === 'knowledge') return []
    if ((standing !== 'quoted' && standing !== 'paraphrase') || !hasNumber(sentence.text)) return []
    const names = namesOf(first, known.get(first.sourceId))
    if (names.some(name => saysName(sentence.text, name))) return []
    const claim = findings && claimOf(findings, citations)
    const disputed = claim ? claim.sides.length > 1 : false
    if (claim && !disputed && !claim.singleSource && sourcesOf(claim) > 1) return []
    const who = names[0]!
    const text = saidBy(sentence.text, who)
    return finding({
      id: `single_source:${asOf(sentence)}`,
      kind: 'single_source',
      sourceId: first.sourceId,
      sentenceIds: [sentence.id],
      beatId: sentence.beatId,
      why: disputed
        ? `Your sources part on this (${claim!.parts ?? 'they say it differently'}), and the sentence gives one side’s number without saying whose it is.`
        : claim
          ? `Of all your sources only ${who} gives this number, and the sentence does not say so.`
          : `Only ${who} is cited for this number, and the sentence does not say so.`,
      mends: [
        ...(text.length <= limitsOfScript.sentenceChars
          ? [mend('say_who', [sentence], [{ sentenceId: sentence.id, text }])]
          : []),
        mend('show_others', [sentence]),
      ],
    })
  })
}

const NUMBER_WORDS =
  /\b(?:half|third|quarter|dozens?|hundreds?|thousands?|millions?|billions?|trillions?|per ?cent|twice|doubled?|doubles|tripled?|triples|tenfold)\b/i
/** A year alone says when, and not how much. */
const YEAR = /(?<![\p{N}.,])(?:1[5-9]|20)\d\d(?![\p{N}%]|[.,]\p{N})/gu

export const hasNumber = (text: string): boolean =>
  /\p{N}/u.test(text.replace(YEAR, '')) || NUMBER_WORDS.test(text)

/** By what a listener would know it, the best first: whoever wrote it, where it stood, what it is called. */
function namesOf(citation: Citation, source: CheckedSource | undefined): string[] {
  return [source?.author, source?.site, citation.sourceTitle]
    .map(name => name?.replace(/\s+/g, ' ').trim())
    .filter(name => name !== undefined)
    .filter(Boolean)
}

/** Whether a sentence names somebody: whole, or by their last name. */
function saysName(text: string, name: string): boolean {
  const said = ` ${normalWords(text)
    .map(({ word }) => word)
    .join(' ')} `
  const words = normalWords(name).map(({ word }) => word)
  if (words.length === 0) return false
  if (said.includes(` ${words.join(' ')} `)) return true
  // «Okafor found» names Ines Okafor; of a title or a site one word is a word like others.
  const last = words.at(-1)!
  return (
    /^\p{Lu}\S* \p{Lu}\S*$/u.test(name) &&
    last.length > 2 &&
    new RegExp(`\\b${capital(last)}`, 'u').test(text)
  )
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).replace(/[^\p{L}\p{N}]/gu, '.')

const OPENINGS =
  /^(?:The|A|An|In|It|Its|This|That|These|Those|There|They|About|Around|Almost|Nearly|Some|More|Most|Over|Under|By|On|At|From|Between|Up|For|And|But|Only|Every|Each|Half|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b/

/** The sentence with who says it before it. */
export function saidBy(text: string, who: string): string {
  const words = text.trim()
  const on = OPENINGS.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words
  return `According to ${who}, ${on}`
}

/** The claim that has one of these quotes among its evidence, the one that says most about it first. */
function claimOf({ claims }: Findings, citations: readonly Citation[]): Claim | null {
  const has = (claim: Claim) =>
    claim.sides.some(({ evidence }) =>
      evidence.some(each =>
        citations.some(
          ({ sourceId, start, end }) => sourceId === each.sourceId && start < each.end && end > each.start,
        ),
      ),
    )
  const found = claims.filter(has)
  return (
    found.find(({ sides }) => sides.length > 1) ?? found.find(each => sourcesOf(each) > 1) ?? found[0] ?? null
  )
}

const sourcesOf = ({ sides }: Claim): number =>
  new Set(sides.flatMap(({ evidence }) => evidence.map(({ sourceId }) => sourceId))).size

/** Of a sentence, for who looks for others that say it. */
export const numberOf = ({ text }: Pick<Sentence, 'text'>): string | null =>
  /\p{N}[\p{N}.,]*(?:\s?%| per ?cent)?/u.exec(text)?.[0] ?? null
