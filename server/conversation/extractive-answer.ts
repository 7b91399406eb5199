import type { AnswerSentence } from '../../core/contract/conversation.ts'
import { cite } from '../../core/evidence/cite.ts'
import { overlapsAny } from '../../core/machine-words/withhold.ts'
import { countWords, type Range } from '../../core/passages/range.ts'
import { sentences } from '../../core/passages/sentences.ts'
import { mmr } from '../research/mmr.ts'
import { judgeSentence } from '../research/sentence-quality.ts'
import { terms } from '../research/terms.ts'
import { ownQuote } from './check-answer.ts'
import type { Reading, ShelfSource, ShelfVideo } from './shelf.ts'

/** Method and version: what the answer of a turn is made by where no model is. */
export const EXTRACTIVE_NAME = 'search-1'

interface Candidate {
  of: ShelfSource | ShelfVideo
  range: Range
  terms: Set<string>
  score: number
}

const MOST_SENTENCES = 5
const MOST_OF_OWN = 4
const MOST_SIDES = 6
/** Captions without full stops are quoted by so many words. */
const SPOKEN_WORDS = 32

/**
 * An answer of the sources' own sentences: those that hold most of the question's rarer words, of different sources and
 * not the same twice, under short words of ours that say what they are.
 * @param compare each source that speaks of it once, side by side
 */
export function extractiveAnswer(
  question: string,
  reading: Reading,
  { compare }: { compare: boolean },
): AnswerSentence[] {
  const asked = new Set(terms(question, null))
  const own = chosen(candidates(reading.videos, asked), MOST_OF_OWN)
  const all = candidates(reading.sources, asked)
  const sides = compare ? bestOfEach(all).slice(0, MOST_SIDES) : []
  const said = sides.length > 1 ? sides : chosen(all, MOST_SENTENCES)
  if (own.length + said.length === 0) return [plain('No source of this project has words that answer this.')]
  const answer: AnswerSentence[] = []
  if (own.length > 0) answer.push(plain('In your own videos you said:'), ...own.map(quoted))
  else if (reading.sources.length === 0 && reading.videos.length > 0)
    answer.push(plain('In your own videos nothing is near enough to quote.'))
  if (said.length > 0) {
    const sources = new Set(said.map(({ of }) => of.id)).size
    const several = sources > 1 ? `${sources} of your sources` : 'One of your sources'
    answer.push(
      plain(sides.length > 1 ? `${several}, side by side:` : `${several} ${sources > 1 ? 'say' : 'says'}:`),
      ...said.map(quoted),
    )
  }
  return answer
}

const plain = (text: string): AnswerSentence => ({ standing: 'plain', text })

function quoted({ of, range }: Candidate): AnswerSentence {
  const citation = cite(of, range.start, range.end)
  const isOwn = 'channelId' in of
  return {
    standing: 'quoted',
    text: citation.anchor.exact.replace(/\s+/g, ' '),
    citations: isOwn ? [] : [citation],
    channel: isOwn ? [ownQuote(of, citation)] : [],
  }
}

function candidates(from: (ShelfSource | ShelfVideo)[], asked: ReadonlySet<string>): Candidate[] {
  const found = from.flatMap(of =>
    of.ranges.flatMap(range =>
      piecesOf(of, range).flatMap(piece => {
        const words = of.quoted.text.slice(piece.start, piece.end)
        const { kind, quality } = judgeSentence(
          words.replace(/\s+/g, ' '),
          countWords(words),
          of.transcript !== null,
        )
        if (kind === 'none' || overlapsAny(of.readable.withheld, piece)) return []
        const own = new Set(terms(words, of.language))
        return [
          {
            of,
            range: piece,
            terms: own,
            score: quality * (kind === 'question' ? 0.4 : 1),
            rank: range.score,
          },
        ]
      }),
    ),
  )
  const among = new Map<string, number>()
  for (const { terms } of found) for (const term of terms) among.set(term, (among.get(term) ?? 0) + 1)
  const weight = (term: string) => Math.log(1 + found.length / (among.get(term) ?? found.length))
  const whole = [...asked].reduce((sum, term) => sum + weight(term), 0) || 1
  return found
    .map(({ rank, ...each }) => {
      const held = [...asked].reduce((sum, term) => sum + (each.terms.has(term) ? weight(term) : 0), 0)
      // What was found by meaning may have none of the words.
      return { ...each, score: each.score * (held / whole + 0.15 * Math.min(1, rank)) }
    })
    .filter(({ score }) => score > 0.05)
    .sort((a, b) => b.score - a.score)
}

function piecesOf(
  { quoted: { text }, language, transcript }: ShelfSource | ShelfVideo,
  range: Range,
): Range[] {
  const pieces = [...sentences(text.slice(range.start, range.end), language)].map(({ start, end }) => ({
    start: start + range.start,
    end: end + range.start,
  }))
  return transcript ? pieces.flatMap(piece => shorter(text, piece)) : pieces
}

/** Cut at every so many words, where nobody set full stops. */
function shorter(text: string, { start, end }: Range): Range[] {
  if (countWords(text.slice(start, end)) <= 1.5 * SPOKEN_WORDS) return [{ start, end }]
  const words = [...text.slice(start, end).matchAll(/\S+/g)]
  const cut: Range[] = []
  for (let i = 0; i < words.length; i += SPOKEN_WORDS) {
    const last = words[Math.min(words.length, i + SPOKEN_WORDS) - 1]!
    cut.push({ start: start + words[i]!.index, end: start + last.index + last[0].length })
  }
  return cut
}

const likeness = (a: Candidate, b: Candidate): number =>
  a.terms.intersection(b.terms).size / Math.max(1, Math.min(a.terms.size, b.terms.size))

function chosen(from: Candidate[], count: number): Candidate[] {
  const best = from[0]?.score ?? 1
  // Far behind the best there is only chance: fewer sentences say more.
  const near = from.filter(({ score }) => score > 0.3 * best).slice(0, 60)
  return mmr(near, {
    count,
    lambda: 0.7,
    relevance: ({ score }) => score / best,
    similarity: likeness,
    penalty: ({ of }, picked) => 0.25 * picked.filter(other => other.of.id === of.id).length,
  })
}

const bestOfEach = (from: Candidate[]): Candidate[] =>
  [...Map.groupBy(from, ({ of }) => of.id).values()].map(([best]) => best!)
