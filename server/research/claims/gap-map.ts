import type { OpenQuestion } from '../../../core/contract/brief.ts'
import type { Evidence, GapMap, GapPoint } from '../../../core/contract/findings.ts'
import type { MaterialSource } from '../material.ts'
import type { Vocabulary } from '../tf-idf.ts'
import type { Said } from './candidates.ts'
import { type Find, finderOf } from './find-in-video.ts'
import type { FoundClaim, Place } from './found.ts'
import type { Names } from './names.ts'
import { readingOf } from './reading.ts'
import { speakOtherwise } from './relation.ts'
import { topicsOf } from './topics.ts'
import type { Voices } from './voices.ts'

const MOST = { all: 20, some: 30, none: 15 }
/** What weighs less is on nobody's map. */
const MOST_CLAIMS = 400
const MOST_QUESTIONS = 6
/** What one video alone says is most of what it says. */
const MOST_OF_ONE = 12
const MOST_TOPICS = { all: 8, some: 8, none: 6 }

export interface GapMapInput {
  sources: MaterialSource[]
  voices: Voices
  said: Said[]
  names: Names
  vocabulary: Vocabulary
  claims: FoundClaim[]
  questions: OpenQuestion[]
  /** Without anybody who understood: the subjects that videos share are shown too. */
  rough: boolean
  evidence: (place: Place) => Evidence
  breathe: () => Promise<void>
}

/**
 * What the clipped videos say, all of them or some, and what none of them says though other sources do, or though it
 * is asked. A video that is not among a claim's places is searched for it again, since a claim stands with the
 * likeliest of its sentences only.
 * @returns null with notes where fewer than two videos can be compared
 */
export async function gapMapOf(input: GapMapInput): Promise<{ map: GapMap | null; notes: string[] }> {
  const { videos, notes } = comparable(input)
  if (videos.length < 2) return { map: null, notes: [...notes, tooFew(videos.length)] }
  const points: GapPoint[] = []
  const find = finderOf(input.said, videos, input.vocabulary)
  for (const [i, claim] of input.claims.slice(0, MOST_CLAIMS).entries()) {
    if (i % 10 === 9) await input.breathe()
    points.push(pointOf(claim, videos, find, input))
  }
  // Of what some say, what most of them say comes first, and what one says alone last.
  points.sort((a, b) => b.videos.length - a.videos.length)
  let alone = 0
  const kept = points.filter(({ videos: own }) => own.length !== 1 || ++alone <= MOST_OF_ONE)
  const topics = input.rough ? topicPoints(videos, input) : []
  const by = (which: GapPoint['saidBy']) => {
    const spoken = topics.filter(({ saidBy }) => saidBy === which).slice(0, MOST_TOPICS[which])
    return [...kept.filter(({ saidBy }) => saidBy === which).slice(0, MOST[which]), ...spoken]
  }
  const none = by('none').filter(({ elsewhere }) => elsewhere.length > 0)
  const open = input.questions
    .slice(0, MOST_QUESTIONS)
    .map(({ question }): GapPoint => ({ text: question, saidBy: 'none', videos: [], elsewhere: [] }))
  const map: GapMap = {
    videos: videos.map(source => ({
      sourceId: input.sources[source]!.id,
      title: input.sources[source]!.title,
    })),
    points: [...by('all'), ...by('some'), ...none, ...open],
  }
  return { map, notes }
}

const tooFew = (count: number) =>
  count === 0
    ? 'There is no map of what videos leave out: no video with words is among the sources. Clip two or more on the topic.'
    : 'There is no map of what videos leave out: it takes two videos with words in one language, and there is one. Clip another on the topic.'

/** Each video once, of the language that most of them speak: what is said in another cannot be found by its words. */
function comparable({ sources, voices }: GapMapInput): { videos: number[]; notes: string[] } {
  const all = sources.flatMap(({ kind }, i) => (kind === 'video' ? [i] : []))
  const once = all.filter((i, at) => all.findIndex(other => voices.of[other] === voices.of[i]) === at)
  const groups = Map.groupBy(once, i => sources[i]!.language?.slice(0, 2).toLowerCase() ?? '')
  const most = [...groups.values()].reduce<number[]>((a, b) => (b.length > a.length ? b : a), [])
  const language = most.length > 0 ? sources[most[0]!]!.language : null
  const videos = once.filter(i => most.includes(i) || !speakOtherwise(sources[i]!.language, language))
  const left = once.filter(i => !videos.includes(i))
  return {
    videos,
    notes:
      left.length === 0
        ? []
        : [
            `Not in the map of the videos, because ${left.length === 1 ? 'it is' : 'they are'} in another language: ${left
              .slice(0, 5)
              .map(i => `“${sources[i]!.title}”`)
              .join(', ')}.`,
          ],
  }
}

function pointOf(claim: FoundClaim, videos: number[], find: Find, input: GapMapInput): GapPoint {
  const { sources, voices, names, evidence } = input
  const places = claim.sides.flatMap(side => side.places)
  const readings = claim.sides.flatMap(({ says, places }) => [
    readingOf(says, sources[places[0]!.source]!.language, names),
  ])
  const found = videos.flatMap((video): Place[] => {
    const own = places.find(
      ({ source }) => voices.of[source] === voices.of[video] && sources[source]!.kind === 'video',
    )
    return own ? [own] : find(video, readings)
  })
  const elsewhere = places.filter(
    ({ source }) =>
      sources[source]!.kind !== 'video' &&
      !found.some(place => voices.of[place.source] === voices.of[source]),
  )
  return {
    text: claim.text,
    saidBy: found.length === videos.length ? 'all' : found.length > 0 ? 'some' : 'none',
    videos: found.map(evidence),
    elsewhere: elsewhere.map(evidence),
  }
}

/** A stretch of captions that could be a sentence, before one that begins and ends anywhere. */
const tellingOf = ({ worth, sentence }: Said) => sentence.score * sentence.quality + worth

/** Subjects that two videos or more speak of, and those that other sources come back to and no video touches. */
function topicPoints(videos: number[], { said, sources, voices, evidence }: GapMapInput): GapPoint[] {
  const best = (those: Said[]): Place => {
    const [{ source, start, end }] = those.toSorted((a, b) => tellingOf(b) - tellingOf(a)) as [Said]
    return { source, start, end }
  }
  return topicsOf(said, sources).flatMap(({ name, bySource }): GapPoint[] => {
    const speaking = videos.flatMap(video => bySource.get(video) ?? []).length
    const own = videos.filter(video => bySource.has(video))
    const others = [...bySource].filter(
      ([source]) =>
        sources[source]!.kind !== 'video' && !own.some(video => voices.of[video] === voices.of[source]),
    )
    if (own.length < 2 && (speaking > 0 || others.length < 2)) return []
    return [
      {
        text: name,
        saidBy: own.length === videos.length ? 'all' : own.length > 0 ? 'some' : 'none',
        videos: own.map(video => evidence(best(bySource.get(video)!))),
        elsewhere: others.map(([, those]) => evidence(best(those))),
      },
    ]
  })
}
