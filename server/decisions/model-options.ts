import type { Citation } from '../../core/contract/brief.ts'
import type { CitableSource } from '../../core/evidence/cite.ts'
import { citeQuote } from '../../core/evidence/cite-quote.ts'
import type { DraftOption } from './draft-option.ts'
import type { Ground } from './ground.ts'
import { ledgerOf } from './ledger.ts'
import { type Shown, short } from './pieces.ts'
import type { AngleAnswer } from './prompts/angle.ts'
import type { HookAnswer } from './prompts/hook.ts'
import type { OutlineAnswer } from './prompts/outline.ts'
import { inOtherLanguage, inventsNumber, usable, withoutInvented } from './usable-words.ts'
import { framed, outlineOf, sponsorSlot, turnsFor, type WeighedBeat } from './whole-outline.ts'

export interface ReadOptions {
  options: DraftOption[]
  /** Options that could not be used, and evidence that there is not. */
  dropped: number
  /** Why, as sentences for the creator. */
  says: string[]
}

const MOST_TITLE = 100
const FEWEST_TITLES = 3
const MOST_WORDS = 600

/** What a model may say numbers of: what it cited, and the creator's own words. */
const givenBy = ({ topic, angle, wish }: Ground, citations: Citation[]): string[] => [
  ...citations.map(({ anchor }) => anchor.exact),
  ...[topic, angle?.title, angle?.promise, angle?.fresh, wish].flatMap(each => each ?? []),
]

export function readAngles({ options }: AngleAnswer, ground: Ground, shown: Shown): ReadOptions {
  const read: ReadOptions = { options: [], dropped: 0, says: [] }
  let foreign = 0
  for (const option of options) {
    const { citations, unknown } = shown.taken(option.evidence)
    read.dropped += unknown
    const given = givenBy(ground, citations)
    const words = (text: string, most = MOST_WORDS) =>
      withoutInvented(usable(text, most), given, ground.language)
    const title = usable(option.title, 180)
    const promise = words(option.promise)
    if (inOtherLanguage(`${title}. ${promise}`, ground.language)) foreign++
    else if (title && promise && !inventsNumber(title, given, ground.language) && backed(citations, ground)) {
      const titles = option.titles
        .map(each => usable(each, MOST_TITLE))
        .filter(each => each !== '' && !inventsNumber(each, given, ground.language))
      for (const more of [title, `${short(ground.topic, 40)}: ${title}`, short(promise, MOST_TITLE)])
        if (titles.length < FEWEST_TITLES) titles.push(short(more, MOST_TITLE))
      const angle = {
        ...{ title, promise, audience: words(option.audience), fresh: words(option.new) },
        ...{ titles: [...new Set(titles)].slice(0, 8), own: [] },
      }
      read.options.push({
        content: { gate: 'angle', angle },
        ...{ why: words(option.why), leavesOut: words(option.leavesOut), evidence: citations },
      })
      continue
    }
    read.dropped++
  }
  return told(read, foreign)
}

/** Where there is evidence, an option that cites none rests on nothing. */
const backed = (citations: Citation[], { claims, told }: Ground): boolean =>
  citations.length > 0 || claims.length + told.length === 0

export function readOutlines({ options }: OutlineAnswer, ground: Ground, shown: Shown): ReadOptions {
  const read: ReadOptions = { options: [], dropped: 0, says: [] }
  let foreign = 0
  const most = Math.max(4, 2 * turnsFor(ground.plan))
  for (const option of options) {
    const cited: Citation[] = []
    const beats = option.beats.flatMap((beat): WeighedBeat[] => {
      const { citations, unknown } = shown.taken(beat.evidence)
      read.dropped += unknown
      const given = givenBy(ground, citations)
      const title = usable(beat.title, 160)
      if (!title || inventsNumber(title, given, ground.language)) return []
      for (const each of citations) if (!cited.includes(each)) cited.push(each)
      const weight = Number.isFinite(beat.weight) ? Math.min(3, Math.max(0.3, beat.weight)) : 1
      const purpose = withoutInvented(usable(beat.purpose, 500), given, ground.language)
      return [{ kind: beat.kind, title, purpose, evidence: citations, weight }]
    })
    const whole = wholeOf(beats, ground, most)
    const said = beats.map(({ title, purpose }) => `${title}. ${purpose}`).join(' ')
    if (inOtherLanguage(said, ground.language)) foreign++
    else if (whole && backed(cited, ground)) {
      const { outline, says } = outlineOf(usable(option.order, 120) || 'Another order', whole.beats, ground)
      const why = [usable(option.why, MOST_WORDS), whole.says, ...says].filter(Boolean).join(' ')
      const leavesOut = usable(option.leavesOut, MOST_WORDS)
      read.options.push({
        content: { gate: 'outline', outline },
        why,
        leavesOut,
        evidence: cited.slice(0, 8),
      })
      continue
    }
    read.dropped++
  }
  return told(read, foreign)
}

/**
 * The beats with what every video has: what a model left out is put in, of what there may be one there is one, and what
 * is too much for the length is left out from the middle of the turns. null where it has no turn.
 */
function wholeOf(
  beats: WeighedBeat[],
  ground: Ground,
  most: number,
): { beats: WeighedBeat[]; says: string } | null {
  const all = beats.filter(({ kind }) => kind === 'turn')
  if (all.length === 0) return null
  const turns =
    all.length <= most ? all : [...all.slice(0, Math.ceil(most / 2)), ...all.slice(-Math.floor(most / 2))]
  const frame = framed(turns, null, ground).filter(({ kind }) => kind !== 'turn')
  const one = (kind: WeighedBeat['kind']) =>
    beats.find(beat => beat.kind === kind) ?? frame.find(beat => beat.kind === kind)!
  const slot = sponsorSlot(ground) === null ? [] : [one('sponsor')]
  const half = Math.ceil(turns.length / 2)
  return {
    beats: [
      ...[one('hook'), one('setup'), ...turns.slice(0, half), ...slot, ...turns.slice(half)],
      ...[one('payoff'), one('close')],
    ],
    says:
      turns.length < all.length
        ? `It had ${all.length} turns; ${turns.length} are kept, as many as the length has room for.`
        : '',
  }
}

export function readHooks({ options }: HookAnswer, ground: Ground, shown: Shown): ReadOptions {
  const read: ReadOptions = { options: [], dropped: 0, says: [] }
  let foreign = 0
  for (const option of options) {
    const sentences = option.sentences.slice(0, 3).flatMap(({ text, evidence }) => {
      const { citations, unknown } = shown.taken(evidence)
      read.dropped += unknown
      const said = unquotedFalsely(usable(text, 400), ground.sources)
      return said ? [{ text: said, ledger: ledgerOf(said, citations, ground.sources) }] : []
    })
    const all = sentences.map(({ text }) => text).join(' ')
    // What only the creator could have lived is told from their own answer, or it is made up.
    const made = ['story', 'scene', 'mistake', 'own'].includes(option.kind) && !sentences.some(fromCreator)
    if (inOtherLanguage(all, ground.language)) foreign++
    else if (sentences.length === 3 && !made) {
      read.options.push({
        content: { gate: 'hook', hook: { kind: option.kind, sentences } },
        why: usable(option.why, MOST_WORDS),
        leavesOut: usable(option.leavesOut, MOST_WORDS),
        evidence: sentences.flatMap(({ ledger }) => ledger.citations).slice(0, 8),
      })
      continue
    }
    read.dropped++
  }
  return told(read, foreign)
}

const fromCreator = ({ ledger }: { ledger: ReturnType<typeof ledgerOf> }) =>
  ledger.citations.some(({ sourceKind }) => sourceKind === 'knowledge')

/** A sentence without quote marks around what stands in no source: it may be said, but not as somebody's words. */
function unquotedFalsely(text: string, sources: readonly CitableSource[]): string {
  return text.replace(/[“„«]([^”“"«»]+)[”"»]/g, (quote, words: string) =>
    words.trim().split(/\s+/).length < 3 || citeQuote(words, null, sources) ? quote : words,
  )
}

function told(read: ReadOptions, foreign: number): ReadOptions {
  if (foreign > 0)
    read.says.push(
      `${foreign === 1 ? 'One answer was' : `${foreign} answers were`} in another language than your topic and ${foreign === 1 ? 'is' : 'are'} left out.`,
    )
  return read
}
