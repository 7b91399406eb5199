import { effect, type ReadonlySignal } from '@preact/signals'
import { isOver } from '../../core/contract/run-state.ts'
import { type Delta, keptActivity } from '../activity/kept-activity.ts'
import { spansOf } from '../activity/spans.ts'
import type { ReceiptApi } from '../api/receipts.ts'
import { whyOnlyRead } from '../api/shared-project.ts'
import type { Doings } from '../browser/doings.ts'
import type { Locks } from '../browser/locks.ts'
import type { Area } from '../browser/storage.ts'
import type { Library } from '../outbox/library.ts'
import type { Work } from '../panel/world.ts'

export interface ActivityDeps {
  api: Pick<ReceiptApi, 'putActivity'>
  doings: Doings
  local: Area
  locks: Locks
  /** The projects that the server has told of: of another it need not be told. */
  library: Pick<Library, 'projects'>
  work: ReadonlySignal<Work>
  isOnline: () => boolean
  clock: () => number
  setTimer: (run: () => void, ms: number) => () => void
}

/** Work that goes on by itself: nobody sits and waits for it. */
const BESIDE: ReadonlySet<string> = new Set(['ingest', 'index', 'embed', 'profile'])

/** What was done is on disk after so long, and on the server after so long. */
const KEEP_MS = 5_000
const TELL_MS = 30_000

/** Counts what the creator does for the project that is open: kept on this computer, told to the server by the way. */
export function followActivity(deps: ActivityDeps) {
  const { api, doings, local, locks, library, work, isOnline, clock, setTimer } = deps
  const kept = keptActivity({ local, locks })
  const spans = spansOf()
  let projectId = work.peek().projectId
  let pending: Delta = { spans: [], clicks: 0, typedWords: 0 }
  let cancelKeep: (() => void) | null = null
  let cancelTell: (() => void) | null = null
  let writing: Promise<void> = Promise.resolve()

  const isPending = () => pending.spans.length > 0 || pending.clicks > 0 || pending.typedWords > 0

  /** Somebody else's, to read: that is no work on it, and the server would not take it. */
  const isRead = () => whyOnlyRead(work.peek().projects, projectId) !== null

  /** Everything so far, on disk. */
  function keep(): Promise<void> {
    cancelKeep?.()
    cancelKeep = null
    pending.spans.push(...spans.soFar(clock()))
    if (isRead()) pending = { spans: [], clicks: 0, typedWords: 0 }
    if (!projectId || !isPending()) return writing
    const [id, delta, now] = [projectId, pending, clock()]
    pending = { spans: [], clicks: 0, typedWords: 0 }
    writing = writing.then(() => kept.add(id, delta, now)).catch(() => {})
    cancelTell ??= setTimer(() => void tell(), TELL_MS)
    return writing
  }
  const keepSoon = () => {
    cancelKeep ??= setTimer(() => void keep(), KEEP_MS)
  }

  /** What the server does not know yet. What it does not take stays here, for the next time. */
  async function tell(): Promise<void> {
    cancelTell?.()
    cancelTell = null
    await writing
    if (!isOnline()) return
    const account = await local.get('library-account')
    const untold = await kept.untold(account)
    if (untold.length === 0) return
    const known = new Set((await library.projects()).map(project => project.id))
    for (const { projectId: id, activity } of untold) {
      if (!known.has(id)) {
        // One that was just made goes with the next flush of the outbox; one that is nowhere any more is gone.
        const { loading, projects } = work.peek()
        if (!loading && !projects.some(each => each.id === id)) await kept.forget(id)
        continue
      }
      const answer = await api.putActivity(id, activity)
      if (answer.ok) await kept.told(account, id, activity)
      else if (answer.error.status === null) return
      else if (answer.error.code === 'not_found' && !work.peek().projects.some(each => each.id === id))
        await kept.forget(id)
    }
  }

  const offs = [
    doings(doing => {
      const now = clock()
      if (doing.did === 'show') return
      if (doing.did === 'hide') {
        pending.spans.push(...spans.hidden(now))
        void keep()
        return
      }
      pending.spans.push(...spans.did(now))
      if (doing.did === 'click') pending.clicks++
      if (doing.did === 'type') pending.typedWords += doing.words
      keepSoon()
    }),
    effect(() => {
      const { projectId: id, runs } = work.value
      const waits = runs.some(
        run => run.projectId === id && !BESIDE.has(run.kind) && !isOver(run.state) && isOnline(),
      )
      if (id !== projectId) {
        void keep()
        projectId = id
      }
      pending.spans.push(...spans.waits(waits, clock()))
      if (isPending()) keepSoon()
    }),
  ]
  void tell()

  return {
    kept,
    /** All that was done so far is on disk, and on the server if it is there. */
    async settle(): Promise<void> {
      await keep()
      await tell()
    },
    tell,
    stop() {
      for (const off of offs) off()
      void keep()
      cancelTell?.()
    },
  }
}

export type Followed = ReturnType<typeof followActivity>
