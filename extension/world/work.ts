import { type ReadonlySignal, signal } from '@preact/signals'
import type { Result } from '../../core/contract/result.ts'
import type { Run } from '../../core/contract/run.ts'
import type { Api } from '../api/client.ts'
import type { FollowEnd } from '../api/event-stream.ts'
import { type ApiFailure, isBusy } from '../api/request.ts'
import type { Announcements } from '../browser/announcements.ts'
import type { ChosenProject } from '../outbox/chosen-project.ts'
import type { Library } from '../outbox/library.ts'
import type { Work } from '../panel/world.ts'
import { type Known, project, projectsOf } from './projection.ts'
import { followRuns } from './runs.ts'

export interface WorkDeps {
  api: Api
  library: Library
  chosen: ChosenProject
  announcements: Announcements
  follow: Parameters<typeof followRuns>[0]['follow']
  isOnline: () => boolean
  /** A first project was made here: the server does not know it yet. */
  firstMade: () => void
  /** The server told all of the project that is looked at: it knows it. */
  told: (projectId: string) => void
  /** A run that was followed is over. */
  ended: (run: Run) => void
  clock: () => number
  setTimer: (run: () => void, ms: number) => () => void
}

/** Hints come in bursts; one look serves those of this many milliseconds. */
const GATHER_MS = 60
/** A server that could not answer gets so long before it is asked again, or what it asks for. */
const BUSY_MS = 5_000

/** The creator's work: what the library says at once, what the server says as soon as it does. */
export function followWork(deps: WorkDeps) {
  const { api, library, chosen, announcements, isOnline, clock, setTimer } = deps
  const known: Known = {
    projectId: '',
    projects: [],
    sources: [],
    brief: null,
    findings: null,
    runs: [],
    clips: [],
    operations: [],
    loading: true,
  }
  const work = signal<Work>(project(known, clock()))
  const show = (change: Partial<Known>) => {
    Object.assign(known, change)
    const next = project(known, clock())
    // Hints come oftener than changes: only these are drawn.
    if (JSON.stringify(next) !== JSON.stringify(work.peek())) work.value = next
  }
  const runs = followRuns({
    follow: deps.follow,
    changed: now => show({ runs: now }),
    ended: run => {
      soon()
      deps.ended(run)
      if (run.projectId !== known.projectId) return
      if (run.kind === 'brief') void refreshBrief(run.projectId)
      if (run.kind === 'claims') void refreshFindings(run.projectId)
    },
  })

  let reading: Promise<void> = Promise.resolve()
  /** Shows what this computer knows of the project that is looked at. Resolves when that, or something newer, is shown. */
  function readDisk(): Promise<void> {
    const mine: Promise<void> = library.snapshot(known.projectId).then(snapshot => {
      // Somebody looked again meanwhile, and sees more.
      if (reading !== mine) return reading
      show(snapshot)
    })
    reading = mine
    return mine
  }

  /** Turns to a project: what is kept of it is there at once. */
  async function turnTo(projectId: string): Promise<void> {
    if (projectId !== known.projectId) {
      runs.stop()
      Object.assign(known, { projectId, runs: [] })
    }
    await readDisk()
  }

  async function load(): Promise<void> {
    const choice = await chosen.known()
    if (choice) known.projectId = choice
    await readDisk()
    const first = projectsOf(known.projects, known.operations)[0]
    if (!choice && first) await turnTo(first.id)
    if (known.sources.length > 0 || known.clips.length > 0) show({ loading: false })
  }

  /** Runs that were begun here: what was asked of the server before one of them lacks it. */
  let begunHere = 0
  let looking: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  /**
   * Looks at all that the server knows. One look at a time, as the older of two that go on at once could be answered last;
   * whoever asks meanwhile is served by the one after, which sees what they ask for.
   */
  function refresh(): Promise<void> {
    next ??= looking
      .catch(() => {})
      .then(() => {
        next = null
        looking = look()
        return looking
      })
    return next
  }

  /** Answers for a project that is not looked at any more are kept, not shown. */
  async function look(): Promise<void> {
    const asked = await library.moment()
    const answer = await api.projects()
    if (!answered(answer)) return show({ loading: false })
    if (!(await library.keepProjects(answer.value, asked))) return soon()
    await readDisk()
    await settleProject()
    const { projectId } = known
    // One that waits to be sent: the server would only say that it knows none.
    if (!answer.value.some(each => each.id === projectId)) return show({ loading: false })
    // The runs first: what one of them made that is over by then is in the answers after it, and what goes on is followed.
    // The other way round a run that ends between the two is never heard of, and its source is read in for ever.
    const begun = begunHere
    const going = await api.runs(projectId)
    if (projectId !== known.projectId) return
    if (begun !== begunHere) soon()
    else if (answered(going)) runs.set(going.value)
    const [sources] = await Promise.all([
      api.sources(projectId),
      refreshBrief(projectId),
      refreshFindings(projectId),
    ])
    if (answered(sources) && !(await library.keepSources(projectId, sources.value, asked))) soon()
    if (projectId !== known.projectId) return
    await readDisk()
    show({ loading: false })
    deps.told(projectId)
  }

  async function refreshBrief(projectId: string): Promise<void> {
    const answer = await api.brief(projectId)
    if (!answered(answer)) return
    await library.keepBrief(projectId, answer.value)
    await readDisk()
  }

  async function refreshFindings(projectId: string): Promise<void> {
    const answer = await api.findings(projectId)
    if (!answered(answer)) return
    await library.keepFindings(projectId, answer.value)
    await readDisk()
  }

  /** There is always a project that is looked at: the chosen one if it exists, another, or a first one. */
  async function settleProject(): Promise<void> {
    const all = projectsOf(known.projects, known.operations)
    if (all.some(each => each.id === known.projectId)) return
    const other = all[0]?.id
    // A clip's own project may be new to the server: it makes itself known when the clip is sent.
    if (known.projectId && known.clips.some(clip => clip.projectId === known.projectId)) return
    if (other) await chosen.choose(other)
    else await chosen.forget()
    const projectId = other ?? (await chosen.orFirst())
    await turnTo(projectId)
    if (!other) deps.firstMade()
  }

  /** Whether it is an answer to go by. A server that is there and could not give one is asked again: nobody else would. */
  function answered<Value>(answer: Result<Value, ApiFailure>): answer is { ok: true; value: Value } {
    if (answer.ok) return true
    const { status, retryAfterMs } = answer.error
    if (status !== null && isBusy(status)) soon(Math.max(BUSY_MS, retryAfterMs ?? 0))
    return false
  }

  let due: { at: number; cancel: () => void } | null = null
  /** Looks again at the server after so many milliseconds, unless it does so sooner. */
  function soon(ms = GATHER_MS): void {
    const at = clock() + ms
    if (due && due.at <= at) return
    due?.cancel()
    const cancel = setTimer(() => {
      due = null
      if (isOnline()) void refresh()
    }, ms)
    due = { at, cancel }
  }

  let turning = 0
  const offs = [
    announcements.onTold(told => {
      if (told.kind === 'outbox') void readDisk()
      if (told.kind === 'sent') void readDisk().then(() => soon())
    }),
    chosen.onChanged(async () => {
      const choice = await chosen.known()
      // What is turned to here is known here; an echo of the choice before it would turn back.
      if (turning > 0 || !choice || choice === known.projectId) return
      await turnTo(choice)
      soon()
    }),
  ]

  return {
    work: work as ReadonlySignal<Work>,
    load,
    refresh,
    /** What was found is told anew: what sources are worth has changed. */
    refreshFindings: () => refreshFindings(known.projectId),
    readDisk,
    settleProject,
    /** Whether the server has it, as far as we know. */
    isStored: (sourceId: string): boolean => known.sources.some(source => source.id === sourceId),
    /** Offline there is nothing to wait for. */
    async withoutServer(): Promise<void> {
      await settleProject()
      show({ loading: false })
    },
    async choose(projectId: string): Promise<void> {
      turning++
      await chosen.choose(projectId)
      await turnTo(projectId)
      turning--
      if (isOnline()) await refresh()
    },
    addRun: (run: Run) => {
      begunHere++
      if (run.projectId === known.projectId) runs.add(run)
    },
    stop(): void {
      due?.cancel()
      runs.stop()
      for (const off of offs) off()
    },
  }
}

export type FollowedWork = ReturnType<typeof followWork>
export type { FollowEnd }
