import { z } from 'zod'
import { Citation } from './brief.ts'
import { Id } from './id.ts'
import { limits } from './limits.ts'

export const limitsOfScript = { beats: 100, sentences: 5_000, sentenceChars: 2_000, cueChars: 500 } as const

/** A place among others: a key of fractional indexing (base 62). Equal keys are told apart by the ids behind them. */
export const Rank = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]+$/)
  .max(200)
  .refine(isRank, 'A key of fractional indexing')

/** The first letter says how long the whole part is; a fraction does not end in 0 (see the package's own notes). */
function isRank(key: string): boolean {
  const head = key.charCodeAt(0)
  const whole = head >= 97 ? head - 97 + 2 : 90 - head + 2
  return key.length >= whole && !(key.length > whole && key.endsWith('0')) && !/^A0+$/.test(key)
}

export const BeatKind = z.enum(['hook', 'setup', 'turn', 'payoff', 'close', 'sponsor'])
export type BeatKind = z.infer<typeof BeatKind>

/** A stretch of the video with one purpose. */
export const BeatDraft = z.object({
  id: Id,
  rank: Rank,
  kind: BeatKind,
  title: z.string().trim().min(1).max(200),
  /** What it is to do for the viewer. */
  purpose: z.string().max(1_000),
  /** How long it is to be, in seconds; 0 where nobody said. */
  seconds: z.int().nonnegative().max(36_000),
  evidence: z.array(Citation).max(40),
})
export type BeatDraft = z.infer<typeof BeatDraft>

/**
 * Whose words a sentence is. model: written by a model and not touched since · source: a source's own words ·
 * creator: written by the creator · edited: somebody else's, changed by the creator.
 */
export const Origin = z.enum(['model', 'source', 'creator', 'edited'])
export type Origin = z.infer<typeof Origin>

/**
 * What backs a sentence. quoted: it holds words that stand literally in a source · paraphrase: the opinion of
 * a model or the creator that the passage says so, never more · own_knowledge: the creator's own, from an answer they gave · opinion: nothing that
 * could be true or false · open: somebody would have to show it.
 */
export const Standing = z.enum(['quoted', 'paraphrase', 'own_knowledge', 'opinion', 'open'])
export type Standing = z.infer<typeof Standing>

export const LedgerEntry = z.object({
  standing: Standing,
  citations: z.array(Citation).max(20),
  /** Why it stands so, as a sentence for the creator. */
  why: z.string().max(limits.noteChars),
  /** What was held of other words that stood there, by a model or the creator: it comes back where the words do. */
  was: z
    .object({
      text: z.string().max(limitsOfScript.sentenceChars),
      standing: Standing,
      why: z.string().max(limits.noteChars),
    })
    .optional(),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>

const words = z.string().max(limitsOfScript.sentenceChars)

export const SentenceDraft = z.object({
  id: Id,
  beatId: Id,
  rank: Rank,
  text: words,
  origin: Origin,
  ledger: LedgerEntry,
  /** What is to be seen meanwhile, for the editor: a shot, a graphic, a place in a clipped video. */
  cue: z.string().max(limitsOfScript.cueChars),
})
export type SentenceDraft = z.infer<typeof SentenceDraft>

const op = {
  /** Sent twice it is done once. */
  id: Id,
  at: z.iso.datetime(),
  /** machine: a run of the server's. It changes nothing that is locked, or that the creator wrote or edited. */
  by: z.enum(['creator', 'machine']),
}
/** Of the sentence as whoever asks saw it: what another one wrote meanwhile is told by it. */
const base = z.int().nonnegative()

/**
 * A change of a script. The server puts them in a row; everybody who applies the row has the same script. An older
 * extension only reads a script that has a change of a kind it does not know (`HeardChange`): what is new to say is a
 * new kind, and the version that brings it drops `scripts` and `scriptRows` on the computer's disk, to have them anew.
 */
export const ScriptOp = z.discriminatedUnion('do', [
  z.object({ ...op, do: z.literal('beat.put'), beat: BeatDraft }),
  /** Its sentences go with it, unless one of them is newer than `base`. */
  z.object({ ...op, do: z.literal('beat.remove'), beatId: Id, base }),
  z.object({ ...op, do: z.literal('sentence.insert'), sentence: SentenceDraft }),
  z.object({
    ...op,
    do: z.literal('sentence.write'),
    sentenceId: Id,
    text: words,
    base,
    /** The id of the sentence that keeps these words where another one wrote meanwhile. */
    besideId: Id,
    /** Takes a change of one's own back: where another one wrote meanwhile, theirs stays and this is dropped. */
    undo: z.boolean(),
    /** Whose words these are; null: the creator's, so that what was a model's is edited. */
    origin: Origin.nullable(),
  }),
  z.object({ ...op, do: z.literal('sentence.move'), sentenceId: Id, beatId: Id, rank: Rank }),
  z.object({ ...op, do: z.literal('sentence.remove'), sentenceId: Id, base }),
  /** Takes a removal back. */
  z.object({ ...op, do: z.literal('sentence.restore'), sentenceId: Id }),
  z.object({ ...op, do: z.literal('sentence.lock'), sentenceId: Id, locked: z.boolean() }),
  z.object({ ...op, do: z.literal('sentence.cue'), sentenceId: Id, cue: SentenceDraft.shape.cue }),
  /** What was found about the words of revision `base`; of others it says nothing and is dropped. */
  z.object({ ...op, do: z.literal('sentence.ledger'), sentenceId: Id, ledger: LedgerEntry, base }),
  /**
   * Draws a beat anew: the sentences of `over` that are still as they were and free give way to these. What is locked,
   * edited or written by the creator stays where it is, byte for byte.
   */
  z.object({
    ...op,
    do: z.literal('beat.fill'),
    beatId: Id,
    over: z.array(z.object({ id: Id, base })).max(limitsOfScript.sentences),
    sentences: z.array(SentenceDraft).max(limitsOfScript.sentences),
  }),
])
export type ScriptOp = z.infer<typeof ScriptOp>

export const Beat = z.object({ ...BeatDraft.shape, removed: z.boolean() })
export type Beat = z.infer<typeof Beat>

export const Sentence = z.object({
  ...SentenceDraft.shape,
  locked: z.boolean(),
  /** The number of the change that last wrote its words. */
  revision: z.int().nonnegative(),
  /** It keeps what another device wrote into this sentence at the same time: the creator chooses. */
  beside: Id.nullable(),
  removed: z.boolean(),
})
export type Sentence = z.infer<typeof Sentence>

/** A script as it is after its first `seq` changes. Beats and sentences by id, what was removed too. */
export const ScriptState = z.object({
  seq: z.int().nonnegative(),
  beats: z.record(Id, Beat),
  sentences: z.record(Id, Sentence),
})
export type ScriptState = z.infer<typeof ScriptState>

/** A change in its place in the row. */
export const Sequenced = z.object({ seq: z.int().positive(), op: ScriptOp })
export type Sequenced = z.infer<typeof Sequenced>

/** The same as who asks hears it; `op` is null where it is of a kind that a newer version made. */
export const HeardChange = z.object({ seq: z.int().positive(), op: ScriptOp.nullable().catch(null) })
export type HeardChange = z.infer<typeof HeardChange>

/** `POST /branches/:id/changes`, each `by` the creator: what a machine does the server does itself. */
export const Changes = z.object({ changes: z.array(ScriptOp).min(1).max(500) })
export type Changes = z.infer<typeof Changes>

/** Part of the row, in order; `seq` is the number of its last change, which may be further on. */
export const ChangesPage = z.object({ changes: z.array(Sequenced), seq: z.int().nonnegative() })
export type ChangesPage = z.infer<typeof ChangesPage>

/** A state of a script that has a name, to be compared with and gone back to. */
export const ScriptPoint = z.object({
  id: Id,
  branchId: Id,
  name: z.string().trim().min(1).max(200),
  /** The script after that many changes. */
  seq: z.int().nonnegative(),
  /** draft: kept by itself before a machine drew over something. */
  by: z.enum(['creator', 'draft']),
  at: z.iso.datetime(),
})
export type ScriptPoint = z.infer<typeof ScriptPoint>

/** `POST /branches/:id/points`; sent twice it is one. */
export const PointDraft = ScriptPoint.pick({ id: true, name: true })
export type PointDraft = z.infer<typeof PointDraft>
