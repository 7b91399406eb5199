import type { Beat, ScriptState, Sentence } from '../../../core/contract/script.ts'
import { byRank } from '../../../core/script/order.ts'
import { longestBreath, type SpeakingPace, spokenMs } from '../../../core/script/timing.ts'
import { countWords } from '../../../core/transcript/words.ts'

/** A beat with its sentences, in order. The same object as before where nothing of it changed. */
export interface BeatRow {
  beat: Beat
  sentences: readonly Sentence[]
}

/** The script as it is shown, row by row. A keystroke in a script of thousands makes one row new. */
export function rowsOf({ beats, sentences }: ScriptState, before: readonly BeatRow[] = []): BeatRow[] {
  const byBeat = new Map<string, Sentence[]>()
  for (const id in sentences) {
    const sentence = sentences[id]!
    if (sentence.removed) continue
    const own = byBeat.get(sentence.beatId)
    if (own) own.push(sentence)
    else byBeat.set(sentence.beatId, [sentence])
  }
  const known = new Map(before.map(row => [row.beat.id, row]))
  return Object.values(beats)
    .filter(beat => !beat.removed)
    .sort(byRank)
    .map(beat => {
      const own = (byBeat.get(beat.id) ?? []).sort(byRank)
      const row = known.get(beat.id)
      const same = row && sameItems(row.sentences, own)
      if (row && same && row.beat === beat) return row
      return { beat, sentences: same ? row.sentences : own }
    })
}

const sameItems = (one: readonly Sentence[], other: readonly Sentence[]) =>
  one.length === other.length && one.every((each, at) => each === other[at])

interface Spoken {
  pace: SpeakingPace
  words: number
  ms: number
  breathless: boolean
}

const spoken = new WeakMap<Sentence, Spoken>()

/** How long a sentence is to say, and whether its speaker's breath is; kept for as long as the sentence is what it is. */
export function spokenOf(sentence: Sentence, pace: SpeakingPace): Spoken {
  const known = spoken.get(sentence)
  if (known?.pace === pace) return known
  const made = {
    pace,
    words: countWords(sentence.text),
    ms: spokenMs(sentence.text, pace),
    breathless: longestBreath(sentence.text) > pace.breathWords,
  }
  spoken.set(sentence, made)
  return made
}

export interface RowTime {
  words: number
  spokenMs: number
  /** 0 where nobody said. */
  wantedMs: number
  /** Sentences that take more than one breath. */
  breathless: number
}

const times = new WeakMap<BeatRow, { pace: SpeakingPace; time: RowTime }>()

export function timeOfRow(row: BeatRow, pace: SpeakingPace): RowTime {
  const known = times.get(row)
  if (known?.pace === pace) return known.time
  const time = { words: 0, spokenMs: 0, wantedMs: row.beat.seconds * 1_000, breathless: 0 }
  for (const sentence of row.sentences) {
    const { words, ms, breathless } = spokenOf(sentence, pace)
    time.words += words
    time.spokenMs += ms
    if (breathless) time.breathless += 1
  }
  times.set(row, { pace, time })
  return time
}

/** The whole script's, and what the video will run with what is shown without words. */
export function timeOfRows(rows: readonly BeatRow[], pace: SpeakingPace): RowTime & { runningMs: number } {
  const all = rows.map(row => timeOfRow(row, pace))
  const sum = (of: (time: RowTime) => number) => all.reduce((total, time) => total + of(time), 0)
  const [words, spokenMs] = [sum(time => time.words), sum(time => time.spokenMs)]
  return {
    words,
    spokenMs,
    wantedMs: sum(time => time.wantedMs),
    breathless: sum(time => time.breathless),
    runningMs: Math.max(spokenMs, (words * 60_000) / pace.overall),
  }
}
