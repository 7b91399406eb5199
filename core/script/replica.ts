import type { ScriptOp, ScriptState } from '../contract/script.ts'
import { apply, emptyScript } from './apply.ts'

/** An own change that the server has not put in its row yet. */
export interface Pending {
  op: ScriptOp
  /** The own change that gave the sentence the words that this one was made on: it follows them where they go. */
  follows: string | null
}

interface Folded {
  state: ScriptState
  /** By sentence: the own change that gave it its words. */
  writers: ReadonlyMap<string, string>
}

/**
 * A script on one device: what the server has put in a row, and the device's own changes that wait to be put there.
 * They show at once. What others did meanwhile comes before them, and no word of either is lost (see `apply`).
 */
export class Replica {
  #confirmed: ScriptState
  #pending: Pending[]
  /** Until something is changed or received: what shows is asked for several times between. */
  #fold: Folded | null = null
  /** How many of the pending are on their way; the rest waits for them, because it may build on them. */
  #sent = 0
  /** What was ever sent may have arrived, whatever was heard of it: it must stay as it is. */
  readonly #tried: Set<string>

  constructor(confirmed: ScriptState = emptyScript(), pending: readonly Pending[] = []) {
    this.#confirmed = confirmed
    this.#pending = [...pending]
    this.#tried = new Set(pending.map(({ op }) => op.id))
  }

  get confirmed(): ScriptState {
    return this.#confirmed
  }
  /** To be kept on disk: a closed panel loses nothing. */
  get pending(): readonly Pending[] {
    return this.#pending
  }
  /** The script as it shows: the row, then the own changes. */
  get shown(): ScriptState {
    return this.#folded().state
  }

  /** A change of this device's own. What is typed on into a sentence that waits to be sent becomes one change. */
  change(op: ScriptOp): void {
    const { writers } = this.#folded()
    const follows = 'sentenceId' in op ? (writers.get(op.sentenceId) ?? null) : null
    const last = this.#pending.at(-1)
    const joined = last?.op.id === follows && !this.#tried.has(last.op.id) && joining(last, op)
    if (joined) this.#pending[this.#pending.length - 1] = joined
    else if (op.do === 'beat.remove')
      // What it has seen is told by a number of the row.
      this.#pending.push({ op: { ...op, base: this.#confirmed.seq }, follows })
    else this.#pending.push({ op, follows })
    this.#fold = null
  }

  /**
   * The next changes to send, again the same until the server has put them in its row. None of them builds on another
   * of them: what a change builds on has its number only when it came back.
   */
  outgoing(): ScriptOp[] {
    if (this.#sent === 0) {
      const touched = new Set<string>()
      for (const { op, follows } of this.#pending) {
        const about = subjectsOf(op, this.#confirmed)
        if (follows || about.some(id => touched.has(id))) break
        for (const id of about) touched.add(id)
        this.#tried.add(op.id)
        this.#sent += 1
      }
    }
    return this.#pending.slice(0, this.#sent).map(({ op }) => op)
  }

  /** The connection broke: what was on its way is sent again, and the server knows it by its id. */
  unsent(): void {
    this.#sent = 0
  }

  /**
   * More of the server's row, in order and without gaps. Of what is known already by its number nothing happens, but
   * that a change of this device's own that turns out to have been there waits no more.
   */
  receive(ops: readonly { seq: number; op: ScriptOp }[]): void {
    for (const { seq, op } of ops) {
      if (seq > this.#confirmed.seq + 1)
        throw new RangeError(`change ${seq} came after ${this.#confirmed.seq}`)
      if (seq === this.#confirmed.seq + 1) {
        this.#confirmed = apply(this.#confirmed, op)
        this.#fold = null
      }
      this.#settle(op, seq)
    }
  }

  /** It is in the row at this number: it waits no more, and what waits behind it has seen it there. */
  #settle(op: ScriptOp, seq: number): void {
    const at = this.#pending.findIndex(each => each.op.id === op.id)
    if (at < 0) return
    this.#fold = null
    this.#pending = this.#pending.toSpliced(at, 1).map(each => {
      const next = onTop(each, op, this.#confirmed, seq)
      // Its number is real now: nobody needs to follow it any more.
      return next.follows === op.id ? { ...next, follows: null } : next
    })
    if (at < this.#sent) this.#sent -= 1
  }

  /** The pending changes on top of the row, each building on those before it, and which gave each sentence its words. */
  #folded(): Folded {
    this.#fold ??= this.#folding()
    return this.#fold
  }
  #folding(): Folded {
    let state = this.#confirmed
    const writers = new Map<string, string>()
    let rest = this.#pending
    while (rest.length > 0) {
      const { op } = rest[0]!
      state = apply(state, op)
      const after = state
      for (const id of writtenBy(op)) if (after.sentences[id]?.revision === after.seq) writers.set(id, op.id)
      rest = rest.slice(1).map(each => onTop(each, op, after, after.seq))
    }
    return { state, writers }
  }
}

/** One change for two, where the later says all that the earlier does; else null. */
function joining({ op: earlier, follows }: Pending, later: ScriptOp): Pending | null {
  if (earlier.do !== 'sentence.write' || later.do !== 'sentence.write') return null
  if (later.origin !== earlier.origin || earlier.undo || later.undo) return null
  const { base, besideId, sentenceId } = earlier
  return { op: { ...later, base, besideId, sentenceId }, follows }
}

/** The sentences whose words a change may give. */
function writtenBy(op: ScriptOp): string[] {
  switch (op.do) {
    case 'sentence.write':
      return [op.sentenceId, op.besideId]
    case 'sentence.insert':
      return [op.sentence.id]
    case 'beat.fill':
      return op.sentences.map(each => each.id)
    default:
      return []
  }
}

/**
 * A change after an own one that is in the row: what follows it has seen its words, and goes where they went.
 * @param state the script with it, and maybe with what came since
 * @param seq its number
 */
function onTop(pending: Pending, done: ScriptOp, state: ScriptState, seq: number): Pending {
  const { op } = pending
  if (op.do === 'beat.remove')
    // Seen, if nobody else came between.
    return op.base + 1 === seq ? { ...pending, op: { ...op, base: seq } } : pending
  if (pending.follows !== done.id || !('sentenceId' in op)) return pending
  const { sentenceId, seen } = placeOf(done, op.sentenceId, state, seq)
  return { ...pending, op: 'base' in op ? { ...op, sentenceId, base: seen } : { ...op, sentenceId } }
}

/** Where the words of an own change went, and as of which number they were seen there. */
function placeOf(done: ScriptOp, sentenceId: string, { sentences }: ScriptState, seq: number) {
  if (done.do !== 'sentence.write') return { sentenceId, seen: seq }
  if (sentences[done.besideId]?.beside === done.sentenceId) return { sentenceId: done.besideId, seen: seq }
  const written = (sentences[done.sentenceId]?.revision ?? 0) >= seq
  // One that was dropped for another's words has seen no more than it did when it was made.
  return { sentenceId: done.sentenceId, seen: written ? seq : done.base }
}

/** What a change is about: those about one thing wait for each other. */
function subjectsOf(op: ScriptOp, { sentences }: ScriptState): string[] {
  switch (op.do) {
    case 'beat.put':
      return [op.beat.id]
    case 'beat.remove':
      return [
        op.beatId,
        ...Object.values(sentences)
          .filter(each => each.beatId === op.beatId)
          .map(each => each.id),
      ]
    case 'sentence.insert':
      return [op.sentence.id, op.sentence.beatId]
    case 'beat.fill':
      return [op.beatId, ...op.over.map(each => each.id), ...op.sentences.map(each => each.id)]
    default:
      return [op.sentenceId]
  }
}
