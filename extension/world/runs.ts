import type { HeardEvent, Run } from '../../core/contract/run.ts'
import { isOver } from '../../core/contract/run-state.ts'
import type { FollowRun } from './held-back.ts'

/** A browser gives a server six connections at a time: streams must not take what requests need. */
const STREAMS = 2

/** The run as it is after an event of it. */
export function afterEvent(run: Run, event: HeardEvent): Run {
  const next = { ...run, lastSeq: event.seq }
  switch (event.kind) {
    case 'queued':
      return { ...next, state: 'queued', error: null, finishedAt: null }
    case 'started':
      return { ...next, state: 'running', attempt: event.data.attempt, startedAt: event.at }
    case 'progress':
      return { ...next, state: 'running', progress: event.data }
    case 'note':
    case 'said':
    case 'tool':
    case 'beat':
    case 'unknown':
      return next
    case 'done':
      return { ...next, state: 'done', resultId: event.data.resultId, error: null, finishedAt: event.at }
    case 'failed':
      return { ...next, state: 'failed', error: event.data, finishedAt: event.at }
    case 'cancelled':
      return { ...next, state: 'cancelled', finishedAt: event.at }
  }
}

/** The creator waits for these. */
const watched: readonly string[] = ['brief', 'claims', 'angle', 'outline', 'hook', 'draft', 'rewrite']
const isWatched = (run: Run) => watched.includes(run.kind)
const isGoing = (run: Run) => !isOver(run.state)

/**
 * Follows the runs that go on, those that are waited for first, then the oldest: the server does them in that order, and one
 * that waits behind others would say nothing while they end. What is over leaves its stream to the next.
 */
export function followRuns(deps: {
  follow: FollowRun
  changed: (runs: Run[]) => void
  /** A run that went on is over, or the server knows it no more. */
  ended: (run: Run) => void
}) {
  const { follow, changed, ended } = deps
  let runs: Run[] = []
  const streams = new Map<string, AbortController>()
  /** Of which it was told that they are over. */
  const told = new Set<string>()
  const tell = (run: Run): void => {
    // One that the server would not let us hear goes on, and has its end still before it.
    if (!isGoing(run)) told.add(run.id)
    ended(run)
  }

  function fill(): void {
    const waiting = runs
      .filter(run => isGoing(run) && !streams.has(run.id))
      .sort((a, b) => Number(isWatched(b)) - Number(isWatched(a)) || a.createdAt.localeCompare(b.createdAt))
    for (const run of waiting.slice(0, Math.max(0, STREAMS - streams.size))) void stream(run)
  }

  async function stream(run: Run): Promise<void> {
    const control = new AbortController()
    streams.set(run.id, control)
    const end = await follow(
      { runId: run.id, lastSeq: run.lastSeq, signal: control.signal, projectId: run.projectId },
      event => {
        if (control.signal.aborted) return
        runs = runs.map(each => (each.id === event.runId ? afterEvent(each, event) : each))
        changed(runs)
      },
      row => {
        if (control.signal.aborted) return
        runs = runs.map(each => (each.id === row.id && row.lastSeq > each.lastSeq ? row : each))
        changed(runs)
      },
    )
    if (control.signal.aborted) return
    streams.delete(run.id)
    const now = runs.find(each => each.id === run.id)
    if (now && end.how !== 'stopped') tell(now)
    // Refused though not over: it stays unfollowed until the list is fetched anew.
    if (end.how === 'over') fill()
  }

  function set(next: Run[], awaited: string[] = []): void {
    const unfinished = new Set([...awaited, ...streams.keys(), ...runs.filter(isGoing).map(({ id }) => id)])
    // A stream may have heard more than the list, which was asked for earlier.
    const heard = new Map(runs.map(run => [run.id, run]))
    runs = next.map(run => {
      const known = heard.get(run.id)
      return known && known.lastSeq > run.lastSeq ? known : run
    })
    for (const run of runs) if (isGoing(run)) told.delete(run.id)
    for (const [id, control] of streams) {
      const run = runs.find(each => each.id === id)
      if (run && isGoing(run)) continue
      control.abort()
      streams.delete(id)
    }
    changed(runs)
    fill()
    for (const run of runs) if (!isGoing(run) && unfinished.has(run.id) && !told.has(run.id)) tell(run)
  }

  return {
    /**
     * The runs as the server tells them; streams of others stop.
     * @param awaited those that were said to go on before these were asked for: their end is news, though it was not seen from here
     */
    set,
    /** One that was begun or changed here, and may be over by now. */
    add: (run: Run): void => set([run, ...runs.filter(each => each.id !== run.id)], [run.id]),
    stop(): void {
      for (const control of streams.values()) control.abort()
      streams.clear()
      told.clear()
      runs = []
    },
  }
}
