import { computed, signal } from '@preact/signals'
import type { ScriptOp, ScriptState, Sequenced } from '../../core/contract/script.ts'
import { Replica } from '../../core/script/replica.ts'
import { type ApiFailure, failure } from '../api/request.ts'
import type { Announcements } from '../browser/announcements.ts'
import type { Locks } from '../browser/locks.ts'
import type { ScriptDocument, ScriptSync } from '../panel/script/script-world.ts'
import { confirmedOf, type ScriptDisk } from './disk.ts'
import { type ExchangeDeps, exchangeOf } from './exchange.ts'
import { History } from './history.ts'

export interface DocumentDeps extends ExchangeDeps {
  disk: ScriptDisk
  locks: Locks
  announcements: Announcements
  newId: () => string
  clock: () => number
}

const lockOf = (id: string) => `script-document:${id}`

export type OpenDocument = Pick<
  ScriptDocument,
  'branchId' | 'state' | 'sync' | 'held' | 'change' | 'canUndo' | 'canRedo' | 'undo' | 'redo'
> & {
  /** Resolves when what this computer has of it shows. */
  opened: Promise<void>
  /** The server may be there again. */
  connect: () => void
  /** Resolves when all that waits was sent, or could not be. */
  flush: () => Promise<void>
  /** Resolves when all is on disk. */
  stop: () => Promise<void>
}

/**
 * One open script: what the creator does shows at once, is on this computer's disk next, and then on the server. A lock
 * of its own says that it lives: what it leaves behind when its context dies is taken over by the next that opens the
 * script, or has it open.
 */
export function openDocument(deps: DocumentDeps, branchId: string): OpenDocument {
  const { disk, locks, announcements, newId, clock } = deps
  const id = newId()
  let replica = new Replica()
  /**
   * Further on in a row that a newer version wrote in: it shows, and what waits is sent from it. `replica` and the disk
   * stay before the first change that is not understood, for the version that understands it.
   */
  let ahead: Replica | null = null
  /** What is known furthest. */
  const latest = () => ahead ?? replica
  const held = signal<string | null>(null)
  const history = new History()
  const steps = signal(0)
  const state = signal<ScriptState>(replica.shown)
  const sync = signal<ScriptSync>({ state: 'loading', waiting: 0, failure: null })
  let isRead = false
  let isOpen = false
  let isStopped = false
  let isOnline = false
  let refusal: ApiFailure | null = null
  let diskFailure: ApiFailure | null = null
  /** Edits that came before the script was read. */
  const early: (() => void)[] = []

  /** What was heard of the row and is not on disk. */
  let unkept: Sequenced[] = []
  let keeping = 0

  function show(): void {
    state.value = latest().shown
    steps.value += 1
    tell()
  }
  function tell(): void {
    const waiting = latest().pending.length
    const failure = diskFailure ?? refusal
    const how = failure
      ? 'failed'
      : !isOpen
        ? 'loading'
        : !isOnline
          ? 'offline'
          : waiting > 0 || keeping > 0
            ? 'saving'
            : 'saved'
    const next: ScriptSync = {
      state: how,
      waiting,
      failure: failure && { code: failure.code, message: failure.message },
    }
    if (JSON.stringify(next) !== JSON.stringify(sync.peek())) sync.value = next
  }

  // One write after the other: what waits here and what is taken over go to the same place.
  let line: Promise<unknown> = Promise.resolve()
  function inLine<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = line.then(work)
    line = mine.catch(() => {})
    return mine
  }

  const own = () => ({ id, branchId, seq: replica.confirmed.seq, pending: replica.pending })
  let isKeepAsked = false
  /** Writes what waits now, once for all that changes until it is its turn. */
  function keep(): void {
    if (isKeepAsked) return
    isKeepAsked = true
    keeping += 1
    void inLine(async () => {
      isKeepAsked = false
      const rows = unkept
      unkept = []
      try {
        await disk.keep(own(), replica.confirmed, rows)
        diskFailure = null
      } catch {
        unkept = [...rows, ...unkept]
        diskFailure = DISK_FAILED
      }
    }).finally(() => {
      keeping -= 1
      tell()
    })
  }

  const exchange = exchangeOf(deps, {
    branchId,
    replica: latest,
    hear(changes) {
      let how: 'whole' | 'gap' | 'newer' = 'whole'
      for (const change of [...changes].sort((one, other) => one.seq - other.seq)) {
        const { seq, op } = change
        const known = latest().confirmed.seq
        if (seq > known + 1) how = 'gap'
        else if (!op && seq > known) how = 'newer'
        if (how !== 'whole') break
        if (!op) continue
        latest().receive([{ seq, op }])
        if (!ahead && seq > known) unkept.push({ seq, op })
      }
      show()
      keep()
      return how
    },
    readAhead(begun) {
      open()
      ahead = new Replica(begun, latest().pending)
      held.value = NEWER
      show()
    },
    begin(begun, goesBack) {
      if (goesBack) {
        ahead = null
        held.value = null
      }
      if (begun.seq !== replica.confirmed.seq) {
        replica = new Replica(begun, replica.pending)
        unkept = []
        show()
        void inLine(() => disk.startAnew(own(), begun, goesBack)).catch(() => {
          diskFailure = DISK_FAILED
          tell()
        })
      }
      open()
    },
    told(said) {
      const comesOnline = !isOnline && said.how === 'online'
      isOnline = said.how === 'online'
      refusal = said.how === 'refused' ? said.failure : null
      // Without the server there is nothing to wait for.
      if (!isOnline) open()
      tell()
      // What could not be taken over before may be now.
      if (comesOnline) void inheritAll()
    },
  })

  /** Documents that are waited for: each is inherited when its context is gone. */
  const awaited = new Set<string>()
  async function inheritAll(): Promise<void> {
    const others = await disk.others(branchId, id).catch(() => [])
    await Promise.all(others.map(inheritOnceGone))
  }
  async function inheritOnceGone(other: string): Promise<void> {
    if (awaited.has(other)) return
    awaited.add(other)
    await locks.hold(lockOf(other), () => (isStopped ? Promise.resolve() : inLine(() => inherit(other))))
  }
  async function inherit(other: string): Promise<void> {
    const theirs = await disk.inherit(other, own()).catch(() => 'later' as const)
    if (theirs === 'later') awaited.delete(other)
    if (theirs === 'later' || theirs === 'nothing') return
    // Each may have heard what the other has not. What is in the row all the same the server will say.
    for (const change of unkept) if (change.seq === theirs.confirmed.seq + 1) theirs.receive([change])
    if (theirs.confirmed.seq > replica.confirmed.seq) replica = new Replica(theirs.confirmed, replica.pending)
    replica = new Replica(replica.confirmed, [...replica.pending, ...theirs.pending])
    if (ahead) ahead = new Replica(ahead.confirmed, [...ahead.pending, ...theirs.pending])
    show()
    keep()
    exchange.waits(clock())
  }

  /** What showed before is read: from here on it can be changed. */
  function open(): void {
    if (isOpen || !isRead) return
    isOpen = true
    for (const work of early.splice(0)) work()
    tell()
  }

  function act(op: ScriptOp): ScriptState {
    const before = state.peek()
    replica.change(op)
    state.value = replica.shown
    return before
  }
  function acted(): void {
    show()
    keep()
    exchange.waits(clock())
  }
  const making = { id: newId, now: () => new Date(clock()).toISOString() }
  const whenOpen = (work: () => void) => {
    if (held.peek() !== null) return
    if (isOpen) work()
    else early.push(work)
  }

  const alive = Promise.withResolvers<void>()
  void locks.hold(lockOf(id), () => alive.promise)
  // Before anything is written: who dies right after the first word has told already whose it is.
  const tellOfMe = () => announcements.tell({ kind: 'script', branchId, documentId: id })
  const off = announcements.onTold(told => {
    if (told.kind !== 'script' || told.branchId !== branchId) return
    const other = told.documentId
    if (other === id || awaited.has(other)) return
    void inheritOnceGone(other)
    // Whoever looked before this one had anything on the disk does not know of it.
    tellOfMe()
  })
  tellOfMe()
  const opened = disk
    .read(branchId)
    .then(confirmedOf, () => null)
    .then(async confirmed => {
      if (confirmed) replica = new Replica(confirmed)
      isRead = true
      if (confirmed) open()
      show()
      // Of contexts that are gone; those that live are not waited for here.
      void inheritAll()
      exchange.connect()
    })

  return {
    branchId,
    state,
    sync,
    held,
    opened,
    change(edits, { joins = false } = {}) {
      whenOpen(() => {
        let isJoined = joins
        for (const edit of edits) {
          const op: ScriptOp = { ...edit, id: making.id(), at: making.now(), by: 'creator' }
          const count = replica.pending.length
          const before = act(op)
          const made = replica.pending.at(-1)!.op
          const went = isJoined && replica.pending.length === count && history.went(made)
          if (!went) history.made([{ op: made, before }], isJoined)
          isJoined = true
        }
        acted()
      })
    },
    canUndo: computed(() => steps.value >= 0 && history.canUndo),
    canRedo: computed(() => steps.value >= 0 && history.canRedo),
    undo() {
      whenOpen(() => {
        history.undo(state.peek.bind(state), act, making)
        acted()
      })
    },
    redo() {
      whenOpen(() => {
        history.redo(state.peek.bind(state), act, making)
        acted()
      })
    },
    connect: exchange.connect,
    flush: exchange.flush,
    async stop() {
      if (isStopped) return
      isStopped = true
      exchange.stop()
      off()
      await inLine(async () => {
        if (replica.pending.length > 0) await disk.keep(own(), replica.confirmed, unkept)
        else await disk.forget(id)
      }).catch(() => {})
      alive.resolve()
    },
  }
}

const NEWER =
  'It was changed in a way that this version of the extension does not know. Nothing of it is lost, and what you wrote here is kept. Update the extension, and write on.'

const DISK_FAILED = failure(
  'disk',
  'This computer could not write it down: its disk may be full. Make room, and type on: what shows here is tried again.',
)
