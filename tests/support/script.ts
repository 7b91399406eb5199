import type { Citation } from '../../core/contract/brief.ts'
import type {
  BeatDraft,
  LedgerEntry,
  ScriptOp,
  ScriptState,
  SentenceDraft,
} from '../../core/contract/script.ts'
import { applyAll, emptyScript } from '../../core/script/apply.ts'
import { ranksBetween } from '../../core/script/order.ts'

/** A sentence as a test says it: what it does not say follows from its citations. */
export interface Said {
  text: string
  cue?: string
  citations?: Citation[]
  standing?: LedgerEntry['standing']
  why?: string
  origin?: SentenceDraft['origin']
  id?: string
}

export interface BeatSaid extends Partial<Omit<BeatDraft, 'rank'>> {
  title: string
  says: Said[]
}

const at = '2026-01-01T00:00:00.000Z'
const by = { at, by: 'creator' as const }

/** The changes that make a script, as a creator would have made them. `idOf` gives what is told apart by its place. */
export function scriptOps(beats: BeatSaid[], idOf: (place: string) => string = place => place): ScriptOp[] {
  const ops: ScriptOp[] = []
  const ranks = ranksBetween(null, null, beats.length)
  for (const [place, { says, ...own }] of beats.entries()) {
    const id = own.id ?? idOf(`beat-${place}`)
    const beat = {
      kind: 'turn' as const,
      purpose: '',
      seconds: 30,
      evidence: [],
      ...own,
      id,
      rank: ranks[place]!,
    }
    ops.push({ ...by, id: idOf(`put-${place}`), do: 'beat.put', beat })
    const saidRanks = ranksBetween(null, null, says.length)
    for (const [n, said] of says.entries()) {
      const { text, cue = '', citations = [], why = '', origin = 'creator' } = said
      const standing = said.standing ?? (citations.length > 0 ? 'quoted' : 'opinion')
      const sentence: SentenceDraft = {
        ...{ id: said.id ?? idOf(`s-${place}-${n}`), beatId: id, rank: saidRanks[n]!, text, cue, origin },
        ledger: { standing, citations, why },
      }
      ops.push({ ...by, id: idOf(`insert-${place}-${n}`), do: 'sentence.insert', sentence })
    }
  }
  return ops
}

export const scriptOf = (beats: BeatSaid[], idOf?: (place: string) => string): ScriptState =>
  applyAll(emptyScript(), scriptOps(beats, idOf))

export const citation = (over: Partial<Citation> = {}): Citation => ({
  sourceId: '0192f000-0000-7000-8000-000000000001',
  sourceTitle: 'A <paper>',
  sourceKind: 'article',
  anchor: { exact: 'word0', prefix: '', suffix: '' },
  start: 0,
  end: 5,
  startMs: null,
  page: null,
  link: 'https://example.org/a#:~:text=word0',
  ...over,
})
