import type { Citation } from '../contract/brief.ts'
import type { CheckFinding } from '../contract/check.ts'
import type { ScriptState, Sentence } from '../contract/script.ts'
import type { Source } from '../contract/source.ts'
import { matchQuote, quotedText } from '../evidence/match-quote.ts'
import { spokenOf } from '../script/order.ts'
import { finding, mend } from './finding.ts'
import { newerWords } from './newer-words.ts'

/** A source of the project as it is now. */
export type CheckedSource = Pick<
  Source,
  'id' | 'kind' | 'title' | 'url' | 'author' | 'site' | 'check' | 'contentHash'
> & {
  /** Its words, where somebody has them at hand: what was quoted is looked for in them again. */
  text: string | null
}

/** A look holds for a day, as it does before a brief is copied. */
const HOLDS_MS = 86_400_000

interface Cited {
  sourceId: string
  title: string
  kind: Source['kind']
  uses: { sentence: Sentence; citation: Citation }[]
}

/** Sources that the script leans on and that are not what they were, or are there no more. */
export function sourceFindings(
  state: ScriptState,
  sources: readonly CheckedSource[],
  now: number,
): CheckFinding[] {
  const known = new Map(sources.map(source => [source.id, source]))
  const found: CheckFinding[] = []
  const unlooked: CheckedSource[] = []
  for (const cited of citedIn(state)) {
    const source = known.get(cited.sourceId)
    if (!source) {
      found.push(removed(cited))
      continue
    }
    found.push(...reworded(cited, source))
    const check = source.check?.contentHash === source.contentHash ? source.check : null
    if (check?.state === 'gone' || check?.state === 'changed') found.push(lookedAt(cited, check))
    else if (canBeLookedAt(source) && !(check && now - Date.parse(check.at) < HOLDS_MS)) unlooked.push(source)
  }
  return unlooked.length > 0 ? [...found, unchecked(unlooked)] : found
}

function citedIn(state: ScriptState): Cited[] {
  const found = new Map<string, Cited>()
  for (const sentence of spokenOf(state))
    for (const citation of sentence.ledger.citations) {
      const { sourceId, sourceTitle, sourceKind } = citation
      const cited = found.get(sourceId) ?? { sourceId, title: sourceTitle, kind: sourceKind, uses: [] }
      cited.uses.push({ sentence, citation })
      found.set(sourceId, cited)
    }
  return [...found.values()]
}

const idsOf = ({ uses }: Pick<Cited, 'uses'>) => [...new Set(uses.map(({ sentence }) => sentence.id))]
const sentencesOf = ({ uses }: Pick<Cited, 'uses'>) => [...new Set(uses.map(({ sentence }) => sentence))]

function removed(cited: Cited): CheckFinding {
  return finding({
    id: `gone:${cited.sourceId}:removed`,
    kind: 'gone',
    sourceId: cited.sourceId,
    sentenceIds: idsOf(cited),
    why: `“${cited.title}” was removed from this project, and the script still leans on it.`,
    mends: [mend('restore_source'), mend('find_source', sentencesOf(cited).slice(0, 1))],
  })
}

function lookedAt(cited: Cited, check: NonNullable<Source['check']>): CheckFinding {
  const gone = check.state === 'gone'
  return finding({
    id: `${gone ? 'gone' : 'changed'}:${cited.sourceId}:${check.at}`,
    kind: gone ? 'gone' : 'changed',
    sourceId: cited.sourceId,
    sentenceIds: idsOf(cited),
    why: `“${cited.title}” ${gone ? 'is gone' : 'has changed'} since you clipped it: ${check.detail}`,
    mends: gone
      ? [mend('find_source', sentencesOf(cited).slice(0, 1)), mend('look_again')]
      : [mend('clip_again'), mend('look_again')],
  })
}

/** What was quoted of it and does not stand in it since it was clipped anew. */
function reworded(cited: Cited, source: CheckedSource): CheckFinding[] {
  if (source.text === null) return []
  const now = quotedText(source.text)
  return cited.uses.flatMap(({ sentence, citation: { anchor } }) => {
    if (matchQuote(now, anchor.exact)) return []
    const place = matchQuote(sentence.text, anchor.exact)
    // Whoever changed the words quotes them no more.
    if (!place && sentence.ledger.standing === 'quoted') return []
    const newer = newerWords(now, anchor)
    const text =
      place && newer && `${sentence.text.slice(0, place.start)}${newer}${sentence.text.slice(place.end)}`
    return finding({
      id: `changed:${cited.sourceId}:${source.contentHash.slice(0, 16)}:${sentence.id}`,
      kind: 'changed',
      sourceId: cited.sourceId,
      sentenceIds: [sentence.id],
      beatId: sentence.beatId,
      why: newer
        ? `“${cited.title}” was clipped again and says now: “${newer}”`
        : `“${cited.title}” was clipped again, and does not say this any more.`,
      mends: [
        ...(text ? [mend('newer_words', [sentence], [{ sentenceId: sentence.id, text }])] : []),
        mend('find_source', [sentence]),
        ...(sentence.locked ? [] : [mend('remove', [sentence])]),
      ],
    })
  })
}

/** What the creator knows, and a file of theirs, nobody changes behind their back. */
const canBeLookedAt = ({ kind, url }: CheckedSource): boolean => kind !== 'knowledge' && /^https?:/.test(url)

function unchecked(sources: readonly CheckedSource[]): CheckFinding {
  const [first] = sources
  return finding({
    id: `unchecked:${sources.map(({ id }) => id.slice(-6)).join(',')}`.slice(0, 400),
    kind: 'unchecked',
    sourceId: sources.length === 1 ? first!.id : null,
    why:
      sources.length === 1
        ? `Nobody looked today whether “${first!.title}” still says what you quote.`
        : `Nobody looked today whether ${sources.length} sources still say what you quote.`,
    mends: [mend('look_again')],
  })
}
