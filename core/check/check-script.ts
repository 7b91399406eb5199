import { CheckKind, type ScriptCheck } from '../contract/check.ts'
import type { Outline } from '../contract/decision.ts'
import type { Findings } from '../contract/findings.ts'
import type { ScriptState } from '../contract/script.ts'
import { spokenOf } from '../script/order.ts'
import { type SpeakingPace, timeOf } from '../script/timing.ts'
import { openFindings, undecidedFindings } from './backing.ts'
import { type CheckedSource, sourceFindings } from './cited-sources.ts'
import { ownCopies, sourceCopies } from './copied-runs.ts'
import { breathFindings, lengthFindings, sponsorFindings } from './length.ts'
import { singleSourceFindings } from './single-source.ts'
import type { Sound } from './sound.ts'
import type { SpokenText } from './spoken-text.ts'
import { weakPassages } from './weak-passages.ts'

export interface CheckInput {
  state: ScriptState
  pace: SpeakingPace
  /** 0: nobody said. */
  targetSeconds: number
  /** What was decided; null: nothing yet. */
  outline: Outline | null
  /** All of the project. */
  sources: readonly CheckedSource[]
  /** What the sources claim; null: nobody looked. */
  findings: Findings | null
  /** What the meter says of a script's text, and of which; null: there is no voice to read by. */
  read: { spoken: SpokenText; reading: Sound } | null
  /** Milliseconds since 1970. */
  now: number
}

/** What is to be mended before a script is exported: the same in the panel and on the server, without a model. */
export function checkScript(input: CheckInput): Omit<ScriptCheck, 'branchId'> {
  const { state, pace, targetSeconds, outline, sources, findings, read, now } = input
  const time = timeOf(state, pace)
  const order = new Map(spokenOf(state).map(({ id }, at) => [id, at]))
  const placeOf = (ids: readonly string[]) => order.get(ids[0] ?? '') ?? -1
  const found = [
    ...undecidedFindings(state),
    ...openFindings(state),
    ...sourceFindings(state, sources, now),
    ...singleSourceFindings(state, findings, sources),
    ...(read ? ownCopies(read.spoken, read.reading.copied) : []),
    ...sourceCopies(state, sources),
    ...(read ? weakPassages(read.spoken, read.reading) : []),
    ...lengthFindings(state, time, targetSeconds),
    ...breathFindings(state, pace),
    ...sponsorFindings(state, outline),
  ]
  const kinds = CheckKind.options
  return {
    seq: state.seq,
    findings: found.sort(
      (a, b) =>
        kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || placeOf(a.sentenceIds) - placeOf(b.sentenceIds),
    ),
    words: time.words,
    spokenMs: time.spokenMs,
    runningMs: time.runningMs,
    targetSeconds,
    notes: time.words === 0 ? ['Nothing is written yet.'] : notesOf(input),
  }
}

function notesOf({ pace, targetSeconds, findings, read }: CheckInput): string[] {
  const notes: string[] = []
  if (!read)
    notes.push('No voice is measured, so nothing is said of how the script sounds or what of it is copied.')
  else if (read.reading.state !== 'judged') notes.push(read.reading.says)
  if (!findings) notes.push('Nobody looked yet what the sources claim: who else gives a number is not known.')
  if (targetSeconds === 0) notes.push('No length was planned, so it is held against none.')
  if (pace.from === 'usual')
    notes.push('Times are by a usual pace: your own is known once your voice is measured.')
  return notes
}
