import type { VoicePassage } from '../contract/voice-profile.ts'
import { passageUnits } from './passage-units.ts'
import { hasSponsor, isGreeting, sharedWords, topicWords, turnsIn, workingsIn } from './passage-words.ts'
import { type Spoken, spokenOf } from './spoken.ts'
import type { SpeechUnit } from './units.ts'
import type { VideoInput } from './video-input.ts'

const leastWords = 120
const mostWords = 250
/** As long as a passage likes to be: more says little more and costs a writer room. */
const goodWords = 170
/** What is said first is often the same in every video. */
const boilerplate = 5

/**
 * Passages of a video that show how it begins, explains, turns and ends: verbatim, 120 to 250 words, from a beginning
 * of a sentence (or behind a pause) to an end of one, within what the creator says without a break, and without
 * advertising. One of each role, two explanations; fewer where the video has no more.
 * @param spoken of the video
 */
export function passageCandidates(video: VideoInput, spoken: Spoken = spokenOf(video)): VoicePassage[] {
  const english = /^en\b/i.test(video.transcript.language ?? 'en')
  const stretches = passageUnits(video, spoken)
  const runs = stretches.flatMap(units => runsOf(units, spoken))
  if (runs.length === 0) return []
  const end = spoken.words.length
  const firstUnits = stretches.flat().slice(0, boilerplate)
  const behindGreeting = firstUnits.at(-1)?.to ?? 0
  const chosen: { role: VoicePassage['role']; run: Run }[] = []
  const take = (role: VoicePassage['role'], rate: (run: Run) => number) => {
    let best: { run: Run; rate: number } | null = null
    for (const run of runs) {
      if (chosen.some(other => run.from < other.run.to && other.run.from < run.to)) continue
      const rated = rate(run)
      // Most runs are passed over by another, whatever they say.
      if (rated > (best?.rate ?? 0) && isFit(run.text)) best = { run, rate: rated }
    }
    if (best) chosen.push({ role, run: best.run })
  }
  const inMiddle = ({ from, to }: SpeechUnit) => from > 0.12 * end && to < 0.9 * end
  const near = ({ from, to }: SpeechUnit) => 1 - Math.abs(to - from - goodWords) / 400
  take('opening', run => {
    // It may begin with the first words that are no greeting, and has to go on behind the fifth unit.
    const greeted = firstUnits.find(unit => unit.from === run.from)
    const begins = greeted && !(english && isGreeting(said(spoken, greeted.from, greeted.to)))
    return begins && run.to > behindGreeting ? near(run) - run.from / (behindGreeting + 1) / 2 : 0
  })
  take('close', run => (run.to >= end - 25 && run.from > 0.5 * end ? near(run) - (end - run.to) / 100 : 0))
  const turns = (run: SpeechUnit) => turnsIn(said(spoken, run.from, Math.min(run.to, run.from + 60)))
  take('transition', run => (english && inMiddle(run) ? turns(run) * near(run) : 0))
  const explains = (run: Run) =>
    inMiddle(run) ? ((english ? workingsIn(run.text) : 1) / (run.to - run.from)) * near(run) : 0
  // Rated once for the two that are taken.
  const explaining = new Map(runs.map(run => [run, explains(run)]))
  take('explanation', run => explaining.get(run)!)
  take('explanation', run => explaining.get(run)!)
  return chosen
    .toSorted((a, b) => a.run.from - b.run.from)
    .map(({ role, run }) => ({
      role,
      videoId: video.videoId,
      startMs: spoken.timed === 'none' ? null : spoken.startsMs[run.from]!,
      text: run.text,
      words: run.to - run.from,
    }))
}

/** A stretch of units with its text. */
type Run = SpeechUnit & { readonly text: string }

const isFit = (text: string): boolean => text.length <= 4_000 && !hasSponsor(text)

/** Whole units together that are long enough: for each beginning the one nearest to a good length. */
function runsOf(units: readonly SpeechUnit[], spoken: Spoken): Run[] {
  const runs: Run[] = []
  for (const [at, { from }] of units.entries()) {
    let best: SpeechUnit | null = null
    for (let last = at; last < units.length; last++) {
      const { to } = units[last]!
      if (to - from > mostWords) break
      if (to - from < leastWords) continue
      if (!best || Math.abs(to - from - goodWords) < Math.abs(best.to - best.from - goodWords))
        best = { from, to }
    }
    if (best) runs.push(runOf(best, spoken))
  }
  return runs
}

/** Its text is put together when it is asked for, and once: there is a run for nearly every unit. */
function runOf({ from, to }: SpeechUnit, spoken: Spoken): Run {
  let text: string | null = null
  return {
    from,
    to,
    get text() {
      text ??= said(spoken, from, to)
      return text
    },
  }
}

/** The words as they stand in the captions, with the points and marks that hang on them. */
function said({ text, words }: Spoken, from: number, to: number): string {
  const start = words[from]!.start
  const next = words[to]?.start ?? text.length
  const tail = text.slice(words[to - 1]!.end, next).match(/^[^\s\p{L}\p{N}(["“]*/u)?.[0] ?? ''
  const before = text.slice(words[from - 1]?.end ?? 0, start).match(/["“(]$/u)?.[0] ?? ''
  return (before + text.slice(start, words[to - 1]!.end) + tail).replace(/\s+/g, ' ')
}

/** How many passages a profile keeps for choosing. */
const kept = 60

/** Of all videos' passages as many as a profile holds: of each video in turn, each role in turn. */
export function keptPassages(perVideo: readonly (readonly VoicePassage[])[]): VoicePassage[] {
  const rest = perVideo.map(passages => [...passages])
  const found: VoicePassage[] = []
  const roles = ['explanation', 'opening', 'transition', 'close'] as const
  for (let round = 0; found.length < kept && rest.some(passages => passages.length > 0); round++)
    for (const [video, passages] of rest.entries()) {
      const role = roles[(round + video) % roles.length]!
      const at = Math.max(
        0,
        passages.findIndex(passage => passage.role === role),
      )
      const [passage] = passages.splice(at, 1)
      if (passage && found.length < kept) found.push(passage)
    }
  return found
}

export interface ChosenPassage {
  passage: VoicePassage
  /** Words of the topic that stand in it or in its video's title. */
  shared: string[]
}

/**
 * Three to five passages for a writer: each role once before any twice, from different videos where there are as many,
 * and as far from the topic as there are: what a passage says must not leak into what is written. The order of the
 * candidates decides between equals.
 * @param titles of videos by their ids: a video about the topic is near to it throughout
 */
export function chosenPassages(
  candidates: readonly VoicePassage[],
  topic: string | null,
  titles: ReadonlyMap<string, string> = new Map(),
): ChosenPassage[] {
  const asked = topicWords(topic ?? '')
  const rated = candidates.map((passage, at) => {
    const inText = sharedWords(asked, passage.text)
    const inTitle = sharedWords(asked, titles.get(passage.videoId) ?? '')
    return {
      passage,
      at,
      shared: [...new Set([...inText, ...inTitle])],
      distance: -(2 * inText.length + inTitle.length),
    }
  })
  const roles: VoicePassage['role'][] = ['opening', 'explanation', 'transition', 'close', 'explanation']
  const chosen: typeof rated = []
  const take = (role: VoicePassage['role'] | null) => {
    const left = rated.filter(each => !chosen.includes(each) && (role === null || each.passage.role === role))
    const fresh = (each: (typeof rated)[number]) =>
      chosen.some(({ passage }) => passage.videoId === each.passage.videoId) ? -1.5 : 0
    const [best] = left.toSorted((a, b) => b.distance + fresh(b) - (a.distance + fresh(a)) || a.at - b.at)
    if (best) chosen.push(best)
  }
  for (const role of roles) take(role)
  while (chosen.length < Math.min(3, candidates.length)) take(null)
  return chosen.map(({ passage, shared }) => ({ passage, shared }))
}
