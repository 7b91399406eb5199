import { deleteDB } from 'idb'
import { newId } from '../../../core/contract/id.ts'
import { err, ok } from '../../../core/contract/result.ts'
import type {
  HeardChange,
  LedgerEntry,
  ScriptOp,
  ScriptState,
  Sequenced,
} from '../../../core/contract/script.ts'
import { apply, emptyScript } from '../../../core/script/apply.ts'
import type { ScriptEdit } from '../../../core/script/edit.ts'
import { failure } from '../../../extension/api/request.ts'
import type { Locks } from '../../../extension/browser/locks.ts'
import { databaseOpener } from '../../../extension/outbox/database.ts'
import { scriptDisk } from '../../../extension/script/disk.ts'
import { type DocumentDeps, openDocument } from '../../../extension/script/document.ts'
import { memoryAnnouncements } from './ports.ts'

export const BRANCH = '0190aaaa-0000-7000-8000-0000000000b0'
export const BEAT = '0190aaaa-0000-7000-8000-0000000000be'
export const open: LedgerEntry = { standing: 'open', citations: [], why: '' }

/** A server's row of one script in memory: the network to it can be cut, before it hears or before it answers. */
export function scriptRow() {
  let state: ScriptState = emptyScript()
  const row: Sequenced[] = []
  const known = new Map<string, Sequenced>()
  const listeners = new Set<() => void>()
  const net = { up: true, losesAnswers: false, refuses: null as ReturnType<typeof failure> | null }
  const newer = new Set<string>()
  /** As a context hears it that does not know all kinds of changes. */
  const said = (change: Sequenced): HeardChange =>
    structuredClone(newer.has(change.op.id) ? { ...change, op: null } : change)
  const away = () => err(failure('network', 'Not reached.'))
  const take = (ops: readonly ScriptOp[]): Sequenced[] => {
    const placed = ops.map(op => {
      const there = known.get(op.id)
      if (there) return there
      state = apply(state, op)
      const change = { seq: state.seq, op }
      row.push(change)
      known.set(op.id, change)
      return change
    })
    for (const listener of listeners) queueMicrotask(listener)
    return placed
  }
  return {
    row,
    net,
    take,
    /** Of a kind that the contexts do not know. */
    takeNewer(ops: readonly ScriptOp[]): void {
      for (const { id } of ops) newer.add(id)
      take(ops)
    },
    state: () => state,
    /** As if a backup of so many changes had been put back. */
    goBackTo(seq: number): void {
      for (const { op } of row.splice(seq)) known.delete(op.id)
      state = row.reduce((before, { op }) => apply(before, op), emptyScript())
    },
    hang(up: boolean): void {
      net.up = up
      for (const listener of listeners) queueMicrotask(listener)
    },
    api: {
      script: async () => (net.up ? ok(structuredClone(state)) : away()),
      async change(_branch: string, ops: ScriptOp[]) {
        if (!net.up) return away()
        if (net.refuses) return err(net.refuses)
        const placed = take(structuredClone(ops))
        return net.losesAnswers ? away() : ok(placed.map(said))
      },
      changesAfter: async (_branch: string, seq: number) =>
        net.up ? ok({ changes: row.slice(seq, seq + 500).map(said), seq: state.seq }) : away(),
    },
    follow: (({ lastSeq, signal }, heard, { opened, cut }) =>
      new Promise(resolve => {
        let seq = lastSeq
        let isUp: boolean | null = null
        const look = () => {
          if (signal.aborted) return
          if (net.up !== isUp) {
            isUp = net.up
            if (isUp) opened()
            else cut()
          }
          if (!isUp) return
          for (const change of row.slice(seq)) {
            seq = change.seq
            heard(said(change))
          }
        }
        listeners.add(look)
        signal.addEventListener('abort', () => {
          listeners.delete(look)
          resolve({ how: 'stopped' })
        })
        look()
      })) satisfies DocumentDeps['follow'],
  }
}

/** Locks whose holders can die. */
function mortalLocks() {
  const lines = new Map<string, { go: () => void; owner: object }[]>()
  const next = (name: string) => lines.get(name)?.[0]?.go()
  return {
    of(owner: object): Locks {
      return {
        hold: (name, work) =>
          new Promise((resolve, reject) => {
            const line = lines.get(name) ?? []
            lines.set(name, line)
            const place = {
              owner,
              go() {
                void work()
                  .then(resolve, reject)
                  .finally(() => {
                    if (line[0] !== place) return
                    line.shift()
                    next(name)
                  })
              },
            }
            line.push(place)
            if (line[0] === place) place.go()
          }),
      }
    },
    kill(owner: object): void {
      for (const [name, line] of lines) {
        const held = line[0]?.owner === owner
        lines.set(name, line)
        for (let at = line.length - 1; at >= 0; at--) if (line[at]!.owner === owner) line.splice(at, 1)
        if (held) next(name)
      }
    },
  }
}

/**
 * One browser: its disk, its locks, and contexts that have the script open and can be killed at any moment.
 * @param id of a browser, its documents and their changes: a test that is to run the same again makes them itself
 */
export function scriptBrowser(server: ReturnType<typeof scriptRow>, id: () => string = newId) {
  const locks = mortalLocks()
  const announcements = memoryAnnouncements()
  const name = `scripts-${id()}`
  const opener = databaseOpener(name)
  const timers = new Set<{ run: () => void; owner: object }>()
  const clock = { now: Date.UTC(2026, 10, 28) }
  const living = new Set<object>()
  const never = new Promise<never>(() => {})
  return {
    disk: scriptDisk(opener),
    database: opener,
    announcements,
    /** Frees its memory: nothing of it is used any more. */
    async close(): Promise<void> {
      ;(await opener()).close()
      await deleteDB(name)
    },
    /** Time goes on until nothing waits for it. */
    tick(): void {
      clock.now += 5_000
      const due = [...timers]
      timers.clear()
      for (const { run, owner } of due) if (living.has(owner)) run()
    },
    openContext() {
      const owner = {}
      living.add(owner)
      const alive = <Value>(value: Promise<Value>): Promise<Value> =>
        living.has(owner) ? value.then(given => (living.has(owner) ? given : never)) : never
      const asked =
        <Given extends unknown[], Value>(ask: (...given: Given) => Promise<Value>) =>
        (...given: Given) =>
          living.has(owner) ? alive(ask(...given)) : never
      const gone = new AbortController()
      const disk = scriptDisk(() => alive(opener()))
      const document = openDocument(
        {
          api: {
            script: asked(server.api.script),
            change: asked(server.api.change),
            changesAfter: asked(server.api.changesAfter),
          },
          follow: (from, heard, told) =>
            server.follow({ ...from, signal: AbortSignal.any([from.signal, gone.signal]) }, heard, told),
          isOnline: () => server.net.up,
          setTimer(run, ms) {
            const timer = { run, owner, ms }
            timers.add(timer)
            return () => timers.delete(timer)
          },
          random: () => 0.5,
          disk: {
            read: asked(disk.read),
            others: asked(disk.others),
            keep: asked(disk.keep),
            startAnew: asked(disk.startAnew),
            forget: asked(disk.forget),
            inherit: asked(disk.inherit),
          },
          // Who is dead asks for no lock either: nobody would ever free it.
          locks: { hold: asked(locks.of(owner).hold) as Locks['hold'] },
          announcements: {
            tell: told => {
              if (living.has(owner)) announcements.tell(told)
            },
            onTold: heard =>
              announcements.onTold(told => {
                if (living.has(owner)) heard(told)
              }),
          },
          newId: id,
          clock: () => clock.now,
        },
        BRANCH,
      )
      return {
        document,
        /** Nothing of it happens any more: as a tab that is closed, or a browser that crashes. */
        kill(): void {
          living.delete(owner)
          gone.abort()
          locks.kill(owner)
        },
      }
    },
    /** All that waits on the disk, of whichever document. */
    async waiting(): Promise<ScriptOp[]> {
      const kept = await (await opener()).getAll('scriptDocuments')
      return kept.flatMap(({ pending }) => pending.map(({ op }) => op))
    },
  }
}

export const beatPut = (id = newId()): ScriptOp => ({
  id,
  at: '2026-11-28T12:00:00.000Z',
  by: 'machine',
  do: 'beat.put',
  beat: { id: BEAT, rank: 'a0', kind: 'turn', title: 'A beat', purpose: '', seconds: 60, evidence: [] },
})

export const typed = (
  text: string,
  rank = 'a0',
  id = newId(),
): Extract<ScriptEdit, { do: 'sentence.insert' }> => ({
  do: 'sentence.insert',
  sentence: { id, beatId: BEAT, rank, text, origin: 'creator', ledger: open, cue: '' },
})

export const wrote = (sentenceId: string, text: string, base: number, besideId = newId()): ScriptEdit => ({
  do: 'sentence.write',
  sentenceId,
  text,
  base,
  besideId,
  undo: false,
  origin: null,
})
