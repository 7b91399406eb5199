import type { LedgerEntry, ScriptOp, ScriptState, SentenceDraft } from '../../../core/contract/script.ts'
import { apply, applyAll, emptyScript, isFree } from '../../../core/script/apply.ts'
import { rankAt, ranksBetween, sentencesOf, spokenOf } from '../../../core/script/order.ts'
import { Replica } from '../../../core/script/replica.ts'
import { inverse } from '../../../core/script/undo.ts'
import { seededRandom } from '../../support/random.ts'

const open: LedgerEntry = { standing: 'open', citations: [], why: '' }
const NOW = '2026-01-01T00:00:00.000Z'

/** A server that puts changes in a row, and a writer that draws beats anew from what it saw a while ago. */
class Row {
  readonly ops: ScriptOp[] = []
  state: ScriptState = emptyScript()
  readonly #known = new Set<string>()
  take(ops: readonly ScriptOp[]): void {
    for (const op of ops) {
      if (this.#known.has(op.id)) continue
      this.#known.add(op.id)
      this.ops.push(op)
      this.state = apply(this.state, op)
    }
  }
  after(seq: number, upTo = this.ops.length) {
    return this.ops.slice(seq, upTo).map((op, at) => ({ seq: seq + at + 1, op }))
  }
}

interface Tab {
  replica: Replica
  /** Own changes, with the script before each. */
  done: { op: ScriptOp; before: ScriptState }[]
}

/** What the creator said and nobody took back: text by text, each used once. */
export class Session {
  readonly row = new Row()
  readonly tabs: Tab[] = [
    { replica: new Replica(), done: [] },
    { replica: new Replica(), done: [] },
  ]
  /** Words that have to be there at the end, byte for byte. */
  readonly kept = new Set<string>()
  /** Words that the creator wrote over or took away on some device: a lock that comes late from another is too late. */
  readonly #let = new Set<string>()
  readonly #random: () => number
  #count = 0
  #snapshot: ScriptState

  constructor(seed: number) {
    this.#random = seededRandom(seed)
    const beats = ranksBetween(null, null, 2).map(
      (rank, at): ScriptOp => ({
        id: this.id(),
        at: NOW,
        by: 'creator',
        do: 'beat.put',
        beat: {
          id: `beat-${at}`,
          rank,
          kind: 'turn',
          title: `Beat ${at}`,
          purpose: '',
          seconds: 60,
          evidence: [],
        },
      }),
    )
    this.row.take(beats)
    for (const beat of ['beat-0', 'beat-1']) this.#draw(beat, this.row.state)
    this.#snapshot = this.row.state
    for (const tab of this.tabs) tab.replica.receive(this.row.after(0))
  }

  id(): string {
    this.#count += 1
    return `id-${this.#count}`
  }
  #keep(text: string): void {
    if (!this.#let.has(text)) this.kept.add(text)
  }
  #letGo(text: string): void {
    this.#let.add(text)
    this.kept.delete(text)
  }
  #words(): string {
    return `words ${this.#count} ${Math.floor(this.#random() * 1e9)}`
  }
  #pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.#random() * items.length)]
  }

  /** The machine's own turn: over the free sentences that it saw. */
  #draw(beatId: string, seen: ScriptState): void {
    const own = sentencesOf(seen, beatId)
    const count = 1 + Math.floor(this.#random() * 3)
    const ranks = ranksBetween(own.at(-1) ?? null, null, count)
    const sentences = ranks.map(
      (rank): SentenceDraft => ({
        id: this.id(),
        beatId,
        rank,
        text: this.#words(),
        origin: 'model',
        ledger: open,
        cue: '',
      }),
    )
    this.row.take([
      {
        id: this.id(),
        at: NOW,
        by: 'machine',
        do: 'beat.fill',
        beatId,
        over: own.filter(isFree).map(each => ({ id: each.id, base: each.revision })),
        sentences,
      },
    ])
  }

  #change(tab: Tab, op: ScriptOp): void {
    tab.done.push({ op, before: tab.replica.shown })
    tab.replica.change(op)
  }

  step(): void {
    const tab = this.#pick(this.tabs)!
    const shown = tab.replica.shown
    const sentence = this.#pick(spokenOf(shown))
    const head = { id: this.id(), at: NOW, by: 'creator' as const }
    const dice = this.#random()
    if (dice < 0.28 && sentence) {
      const text = this.#words()
      this.#letGo(sentence.text)
      this.#keep(text)
      this.#change(tab, {
        ...head,
        do: 'sentence.write',
        sentenceId: sentence.id,
        text,
        base: sentence.revision,
        besideId: this.id(),
        undo: false,
        origin: null,
      })
    } else if (dice < 0.34 && sentence) {
      this.#change(tab, { ...head, do: 'sentence.lock', sentenceId: sentence.id, locked: true })
      this.#keep(sentence.text)
    } else if (dice < 0.37 && sentence?.locked) {
      if (isFree({ ...sentence, locked: false })) this.#letGo(sentence.text)
      this.#change(tab, { ...head, do: 'sentence.lock', sentenceId: sentence.id, locked: false })
    } else if (dice < 0.45 && sentence) {
      const beatId = this.#pick(['beat-0', 'beat-1'])!
      const row = sentencesOf(shown, beatId).filter(each => each.id !== sentence.id)
      const place = Math.floor(this.#random() * (row.length + 1))
      this.#change(tab, {
        ...head,
        do: 'sentence.move',
        sentenceId: sentence.id,
        beatId,
        rank: rankAt(row, place),
      })
    } else if (dice < 0.52) {
      const row = sentencesOf(shown, 'beat-0')
      const text = this.#words()
      const place = Math.floor(this.#random() * (row.length + 1))
      const draft = { id: this.id(), beatId: 'beat-0', rank: rankAt(row, place), text, cue: '' }
      this.#keep(text)
      this.#change(tab, {
        ...head,
        do: 'sentence.insert',
        sentence: { ...draft, origin: 'creator', ledger: open },
      })
    } else if (dice < 0.56 && sentence && !sentence.locked) {
      this.#letGo(sentence.text)
      this.#change(tab, {
        ...head,
        do: 'sentence.remove',
        sentenceId: sentence.id,
        base: sentence.revision,
      })
    } else if (dice < 0.64) {
      const last = tab.done.pop()
      if (last) this.#undo(tab, last)
    } else if (dice < 0.74) this.#draw(this.#pick(['beat-0', 'beat-1'])!, this.#snapshot)
    else if (dice < 0.79) this.#snapshot = this.row.state
    else if (dice < 0.92) this.#send(tab, this.#random() < 0.15)
    else this.#hear(tab)
  }

  /** What was taken back need not be there any more; what stood there before may be somebody else's by now. */
  #undo(tab: Tab, { op, before }: Tab['done'][number]): void {
    const now = tab.replica.shown
    const taken = inverse(op, before, now, { id: () => this.id(), now: () => NOW })
    for (const each of taken) {
      if ('sentenceId' in each) {
        const text = now.sentences[each.sentenceId]?.text
        if (text !== undefined && each.do !== 'sentence.restore' && each.do !== 'sentence.move')
          this.#letGo(text)
      }
      tab.replica.change(each)
    }
  }

  /** @param lost the answer does not arrive, and the same is sent again later */
  #send(tab: Tab, lost: boolean): void {
    this.row.take(tab.replica.outgoing())
    if (lost) tab.replica.unsent()
    else this.#hear(tab)
  }
  #hear(tab: Tab): void {
    const { seq } = tab.replica.confirmed
    // Not always all of it: the stream is cut where it likes.
    const upTo = this.#random() < 0.7 ? this.row.ops.length : seq + Math.floor(this.#random() * 4)
    tab.replica.receive(this.row.after(seq, Math.min(upTo, this.row.ops.length)))
  }

  /** Everything arrives everywhere. */
  settle(): void {
    for (let round = 0; round < 200; round++) {
      for (const { replica } of this.tabs) {
        this.row.take(replica.outgoing())
        replica.receive(this.row.after(replica.confirmed.seq))
      }
      if (this.tabs.every(({ replica }) => replica.pending.length === 0)) break
    }
    for (const { replica } of this.tabs) replica.receive(this.row.after(replica.confirmed.seq))
  }
}

export const replayed = (row: { ops: ScriptOp[] }): ScriptState => applyAll(emptyScript(), row.ops)
