import type { Material, Sentence } from './material.ts'
import { overlapOf } from './overlap.ts'
import type { RankedSentence, Ranking } from './ranking.ts'
import { leansOnContext } from './sentence-quality.ts'

/** What the sources leave open, and the sentences that show it. */
export interface Gap {
  question: string
  why: string
  evidence: Sentence[]
}

const MOST_ASKED = 5
const MOST_ADMITTED = 5
/** An interview is all questions. */
const MOST_OF_ONE_SOURCE = 2
const MOST_LACKING = 2

/** First what the sources themselves say is unknown, then what they ask and nobody answers, then what is missing beside its like. */
export function gaps(material: Material, ranking: Ranking): Gap[] {
  return [...admitted(ranking), ...asked(material, ranking), ...lacking(material, ranking)]
}

const UNKNOWN =
  /\b(?:(?:(?:is|was|are|were|remains?|it's) (?:still |yet |largely |currently |also )?(?:un(?:clear|known|certain|resolved|answered)|not (?:yet )?(?:clear|known|understood|certain|settled)|an open question|a mystery|to be seen|anyone's guess))|nobody (?:yet )?knows|no one (?:yet )?knows|(?:do|does|did) not (?:yet )?know|don't (?:yet )?know|doesn't (?:yet )?know|has not (?:yet )?(?:said|disclosed|announced|revealed|decided|been (?:determined|decided|set|announced|confirmed|explained))|have not (?:yet )?(?:said|disclosed|announced|revealed|decided|been (?:determined|decided|announced|confirmed|explained))|declin(?:ed|es) to (?:say|disclose)|(?:did|would) not (?:say|disclose)|too (?:early|soon) to (?:say|tell|know)|more research is needed|needs? further study|further (?:research|studies) (?:is|are) needed|unanswered)\b/i
/** «…remains unclear whether X», «nobody knows why X»: the question itself stands right behind. */
const ASKED_BEHIND = new RegExp(
  `(?:${UNKNOWN.source}),?(?: exactly| precisely| yet| about| to \\w+)?,? (?<asked>(?:whether|if|how|why|what|when|where|who|which)\\b[^.?!;:]{8,140})`,
  'i',
)

function admitted({ sentences }: Ranking): Gap[] {
  return sentences
    .filter(({ text, quality }) => quality >= 0.25 && UNKNOWN.test(text) && !/\b(?:you|your)\b/i.test(text))
    .toSorted((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, MOST_ADMITTED)
    .map(sentence => ({
      question: questionWithin(sentence.text) ?? sentence.text,
      why: 'A source says itself that this is not known or was not said.',
      evidence: [sentence],
    }))
}

/** In the source's words, and so without a question's order: «How the blades wear in salt water». */
function questionWithin(text: string): string | null {
  const asked = ASKED_BEHIND.exec(text)?.groups?.asked
  const clause = asked?.replace(/[\s,"”'’]+(?:said|according|he|she|they)?\s*$/i, '').trim()
  if (!clause || clause.split(/\s+/).length < 4) return null
  return `${clause[0]!.toLocaleUpperCase()}${clause.slice(1)}`
}

const RHETORICAL =
  /\b(?:you|your|you're|we|us|our|i|me|my|let's|right\?|huh\?|who cares|guess what|know what|what if|why not|how about|what about|isn't it|aren't they|don't they|sound familiar)\b/i

/** In English a question begins like one; what only ends in a question mark is surprise. */
const asksProperly = (text: string): boolean =>
  !/^[\p{ASCII}\p{P}]*$/u.test(text) ||
  /^["'“‘(]?(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)\b(?! have been)/i.test(
    text,
  )

/** Questions of the sources to which no passage is an answer. */
function asked({ questions }: Material, { sentences, vocabulary }: Ranking): Gap[] {
  return questions
    .filter(
      ({ text, words, terms }) =>
        words >= 5 && new Set(terms).size >= 2 && !RHETORICAL.test(text) && /\p{L}/u.test(text),
    )
    .filter(({ text }) => asksProperly(text) && !leansOnContext(text))
    .filter(({ text }, i, all) => all.findIndex(other => other.text === text) === i)
    .filter(question => !isAnswered(question, sentences, vocabulary))
    .filter(
      ({ source }, i, all) =>
        all.slice(0, i).filter(other => other.source === source).length < MOST_OF_ONE_SOURCE,
    )
    .slice(0, MOST_ASKED)
    .map(question => ({
      question: question.text,
      why: 'A source asks this, and none of the sources has a passage that answers it.',
      evidence: [question],
    }))
}

/**
 * Answered when the statement right behind it takes it up, or when any statement has most of what is asked about and
 * as much again to say.
 */
function isAnswered(
  question: Sentence,
  sentences: RankedSentence[],
  vocabulary: Ranking['vocabulary'],
): boolean {
  const wanted = new Set(question.terms)
  return sentences.some(({ source, ord, terms, text }) => {
    const behind = source === question.source && ord > question.ord && ord <= question.ord + 2
    if (
      behind &&
      (/^["'“‘(]?(?:yes|no|not|because|it|they|the answer)\b/i.test(text) ||
        terms.some(term => wanted.has(term)))
    )
      return true
    const own = overlapOf(question.terms, terms, vocabulary)
    const covered = own.shared.length / wanted.size
    return covered >= 0.6 && terms.length >= own.shared.length + 3
  })
}

type Facet = {
  name: 'number' | 'date' | 'cause'
  question: (of: string) => string
  has: (text: string) => boolean
}
const FACETS: Facet[] = [
  {
    name: 'number',
    question: of => `What are the figures for ${of}?`,
    has: text =>
      /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundreds?|thousands?|millions?|billions?|half|third|quarter)\b/i.test(
        text,
      ),
  },
  {
    name: 'date',
    question: of => `Which dates belong to ${of}?`,
    has: text =>
      /\b(?:1[5-9]|20)\d\d\b|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:yesterday|today|tomorrow|last|next|this|ago|century|decade)\b/i.test(
        text,
      ),
  },
  {
    name: 'cause',
    question: of => `What is the reason behind what is told of ${of}?`,
    has: text =>
      /\b(?:because|caus\w+|due to|owing to|led to|leads? to|result\w*|thanks to|reasons?|why|triggered|sparked|driven by|since|so that|in order to|after)\b/i.test(
        text,
      ),
  },
]

/** Names that at least this many sources and sentences speak of are important enough to miss something about. */
const KEY_SOURCES = 3
const KEY_SENTENCES = 5

/** Important names of which no source tells what the sources tell of most other names: a number, a date or a cause. */
function lacking({ sources }: Material, { sentences }: Ranking): Gap[] {
  if (sources.length < KEY_SOURCES) return []
  const names = keyNames(sentences)
  const found: Gap[] = []
  for (const facet of FACETS) {
    const without = names.filter(({ about }) => !about.some(({ text }) => facet.has(text)))
    if (without.length === 0 || without.length * 4 > names.length) continue
    const { name, about } = without[0]!
    const where = new Set(about.map(({ source }) => source)).size
    found.push({
      question: facet.question(name),
      why: `${where} sources speak of ${name}, and none gives a ${facet.name} for it, as they do for most of what they speak of.`,
      evidence: about.toSorted((a, b) => b.score - a.score).slice(0, 2),
    })
  }
  return found.slice(0, MOST_LACKING)
}

const NAME =
  /(?<=[\p{Ll}\p{N},;:)”"’] )\p{Lu}[\p{L}\p{N}’'-]+(?: (?:of |the |and )?\p{Lu}[\p{L}\p{N}’'-]+)*/gu

function keyNames(sentences: RankedSentence[]): { name: string; about: RankedSentence[] }[] {
  const names = new Map<string, RankedSentence[]>()
  for (const sentence of sentences) {
    for (const name of new Set(
      [...sentence.text.matchAll(NAME)].map(([name]) => name.replace(/['’]s$/, '')),
    )) {
      if (name.split(' ').length >= 2) names.set(name, [...(names.get(name) ?? []), sentence])
    }
  }
  return [...names]
    .map(([name, about]) => ({ name, about }))
    .filter(
      ({ about }) =>
        about.length >= KEY_SENTENCES && new Set(about.map(({ source }) => source)).size >= KEY_SOURCES,
    )
    .sort((a, b) => b.about.length - a.about.length || (a.name < b.name ? -1 : 1))
}
