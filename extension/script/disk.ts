import type { ScriptState, Sequenced } from '../../core/contract/script.ts'
import { applyAll, emptyScript } from '../../core/script/apply.ts'
import { type Pending, Replica } from '../../core/script/replica.ts'
import { loadShapes } from '../api/load-shapes.ts'
import { type KeptDocument, type OpenDatabase, writing } from '../outbox/database.ts'

const STORES = ['scripts', 'scriptRows', 'scriptDocuments'] as const
/** After so many rows what they come to is written anew, where nobody needs to begin before. */
const FOLDED = 300

const rowsOf = (branchId: string, after = 0) =>
  IDBKeyRange.bound([branchId, after], [branchId, Infinity], true)

/** What this computer has of a branch: the script as the server said it last, and what its open documents add to it. */
export interface KeptScript {
  /** null where nothing is kept. */
  base: ScriptState | null
  rows: Sequenced[]
}

/**
 * The scripts on this computer's disk. All documents of one branch write what they hear of the server's row into one
 * place, each its own waiting changes beside it.
 */
export function scriptDisk(open: OpenDatabase) {
  async function read(branchId: string): Promise<KeptScript> {
    const tx = (await open()).transaction(['scripts', 'scriptRows'])
    const [base, rows] = await Promise.all([
      tx.objectStore('scripts').get(branchId),
      tx.objectStore('scriptRows').getAll(rowsOf(branchId)),
    ])
    return { base: base?.state ?? null, rows }
  }

  return {
    read,

    /** Other documents of this branch, open in another context or left behind by one. */
    async others(branchId: string, own: string): Promise<string[]> {
      const ids = await (await open()).getAllKeysFromIndex('scriptDocuments', 'branch', branchId)
      return ids.filter(id => id !== own)
    },

    /**
     * What a document has of its own, and what it heard since it was kept last. Resolves when it is on disk.
     * @param confirmed the server's script with `heard`
     */
    async keep(document: KeptDocument, confirmed: ScriptState, heard: readonly Sequenced[]): Promise<void> {
      const { branchId } = document
      await writing(await open(), [...STORES], async tx => {
        const rows = tx.objectStore('scriptRows')
        for (const { seq, op } of heard) await rows.put({ branchId, seq, op })
        await tx.objectStore('scriptDocuments').put(document)
        const kept = await tx.objectStore('scripts').get(branchId)
        if (kept && confirmed.seq - kept.state.seq < FOLDED && kept.state.seq <= confirmed.seq) return
        if (kept && kept.state.seq > confirmed.seq) return
        const others = await tx.objectStore('scriptDocuments').index('branch').getAll(branchId)
        // One that waits with changes made on an older script begins there.
        if (others.some(each => each.pending.length > 0 && each.seq < confirmed.seq)) return
        await tx.objectStore('scripts').put({ branchId, state: confirmed })
        await rows.delete(IDBKeyRange.bound([branchId, 0], [branchId, confirmed.seq]))
      })
    },

    /**
     * The server's script in the place of what is kept.
     * @param goesBack the server was put back behind what this computer has seen: none of that counts any more.
     * Otherwise what another document has kept meanwhile stays, where it reaches further
     */
    async startAnew(document: KeptDocument, confirmed: ScriptState, goesBack: boolean): Promise<void> {
      const { branchId } = document
      await writing(await open(), [...STORES], async tx => {
        await tx.objectStore('scriptDocuments').put(document)
        const kept = await tx.objectStore('scripts').get(branchId)
        if (!goesBack && kept && kept.state.seq >= confirmed.seq) return
        await tx.objectStore('scripts').put({ branchId, state: confirmed })
        const gone = goesBack ? rowsOf(branchId) : IDBKeyRange.bound([branchId, 0], [branchId, confirmed.seq])
        await tx.objectStore('scriptRows').delete(gone)
      })
    },

    /** A document without waiting changes is closed. */
    async forget(id: string): Promise<void> {
      await (await open()).delete('scriptDocuments', id)
    },

    /**
     * Takes over what a document that is gone has left: in one step it is the heir's, and not the other's any more.
     * Nothing else is asked, so that what is typed meanwhile need not wait long for the disk.
     * @param heir what it waits with itself: both are kept under its name
     * @returns what was left, made on the last change that this computer kept. nothing: another heir was quicker ·
     * later: it stays where it is until a version comes that understands it
     */
    async inherit(left: string, heir: KeptDocument): Promise<Replica | 'nothing' | 'later'> {
      const shapes = await loadShapes()
      return writing(await open(), [...STORES], async tx => {
        const documents = tx.objectStore('scriptDocuments')
        const found = await documents.get(left)
        if (!found) return 'nothing'
        const parsed = shapes?.kept.pending.safeParse(found.pending)
        if (!parsed?.success) return 'later'
        const pending: readonly Pending[] = parsed.data
        const [base, rows] = await Promise.all([
          tx.objectStore('scripts').get(found.branchId),
          tx.objectStore('scriptRows').getAll(rowsOf(found.branchId)),
        ])
        const seq = Math.min(heir.seq, found.seq)
        await documents.delete(left)
        await documents.put({ ...heir, seq, pending: [...heir.pending, ...pending] })
        return onLatest({ base: base?.state ?? null, rows }, { ...found, pending })
      })
    },
  }
}

export type ScriptDisk = ReturnType<typeof scriptDisk>

/**
 * What was left, on the script that it was made on, and then on what came since. Where this computer has not kept all
 * of that it stands on what there is: what of it is in the row already the server says when it is sent.
 */
function onLatest({ base, rows }: KeptScript, left: KeptDocument): Replica {
  const before = rows.filter(({ seq }) => seq <= left.seq)
  const theirs = new Replica(confirmedOf({ base, rows: before }) ?? emptyScript(), left.pending)
  for (const change of rows) if (change.seq === theirs.confirmed.seq + 1) theirs.receive([change])
  return theirs
}

/** The script as the server said it last, of what is kept; null where nothing is. */
export function confirmedOf({ base, rows }: KeptScript): ScriptState | null {
  if (!base && rows.length === 0) return null
  const begin = base ?? emptyScript()
  const next = rows.filter(({ seq }) => seq > begin.seq)
  // Without a gap: behind one nothing can be built.
  const whole = next.filter(({ seq }, at) => seq === begin.seq + at + 1)
  return applyAll(
    begin,
    whole.map(({ op }) => op),
  )
}
