import { type ReadonlySignal, signal } from '@preact/signals'
import type { Run } from '../../core/contract/run.ts'
import type { Api } from '../api/client.ts'
import type { FollowEnd } from '../api/event-stream.ts'
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

  /** All that the server knows. Answers for a project that is not looked at any more are kept, not shown. */
  async function refresh(): Promise<void> {
    const asked = await library.moment()
    const answer = await api.projects()
    if (!answer.ok) return show({ loading: false })
    if (!(await library.keepProjects(answer.value, asked))) return soon()
    await readDisk()
    await settleProject()
    const { projectId } = known
    // One that waits to be sent: the server would only say that it knows none.
    if (!answer.value.some(each => each.id === projectId)) return show({ loading: false })
    const [sources, going] = await Promise.all([
      api.sources(projectId),
      api.runs(projectId),
      refreshBrief(projectId),
      refreshFindings(projectId),
    ])
    if (sources.ok && !(await library.keepSources(projectId, sources.value, asked))) soon()
    if (projectId !== known.projectId) return
    if (going.ok) runs.set(going.value)
    await readDisk()
    show({ loading: false })
    deps.told(projectId)
  }

  async function refreshBrief(projectId: string): Promise<void> {
    const answer = await api.brief(projectId)
    if (!answer.ok) return
    await library.keepBrief(projectId, answer.value)
    await readDisk()
  }

  async function refreshFindings(projectId: string): Promise<void> {
    const answer = await api.findings(projectId)
    if (!answer.ok) return
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

  let cancel: (() => void) | null = null
  /** Looks again at the server shortly. */
  function soon(): void {
    cancel ??= setTimer(() => {
      cancel = null
      if (isOnline()) void refresh()
    }, GATHER_MS)
  }

  let turning = 0
  const offs = [
    announcements.onTold(told => {
      if (told.kind === 'outbox') void readDisk()
      if (told.kind === 'sent') void readDisk().then(soon)
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
      if (run.projectId === known.projectId) runs.add(run)
    },
    stop(): void {
      cancel?.()
      runs.stop()
      for (const off of offs) off()
    },
  }
}

export type FollowedWork = ReturnType<typeof followWork>
export type { FollowEnd }
