import { type ReadonlySignal, signal } from '@preact/signals'
import type { Run } from '../../core/contract/run.ts'
import type { Api } from '../api/client.ts'
import type { FollowEnd } from '../api/event-stream.ts'
import type { Announcements } from '../browser/announcements.ts'
import type { ChosenProject } from '../outbox/chosen-project.ts'
import type { Clips } from '../outbox/clips.ts'
import type { Library } from '../outbox/library.ts'
import type { Operations } from '../outbox/operations.ts'
import type { Work } from '../panel/world.ts'
import { type Known, project, projectsOf } from './projection.ts'
import { followRuns } from './runs.ts'

export interface WorkDeps {
  api: Api
  clips: Clips
  operations: Operations
  library: Library
  chosen: ChosenProject
  announcements: Announcements
  follow: Parameters<typeof followRuns>[0]['follow']
  isOnline: () => boolean
  /** A first project was made here: the server does not know it yet. */
  firstMade: () => void
  clock: () => number
  setTimer: (run: () => void, ms: number) => () => void
}

/** Hints come in bursts; one look serves those of this many milliseconds. */
const GATHER_MS = 60

/** The creator's work: what the library says at once, what the server says as soon as it does. */
export function followWork(deps: WorkDeps) {
  const { api, clips, operations, library, chosen, announcements, isOnline, clock, setTimer } = deps
  const known: Known = {
    projectId: '',
    projects: [],
    sources: [],
    brief: null,
    runs: [],
    clips: [],
    operations: [],
    loading: true,
  }
  const work = signal<Work>(project(known, clock()))
  const show = (change: Partial<Known>) => {
    Object.assign(known, change)
    work.value = project(known, clock())
  }
  const runs = followRuns({
    follow: deps.follow,
    changed: now => show({ runs: now }),
    ended: run => {
      soon()
      if (run.projectId === known.projectId && run.kind === 'brief') void refreshBrief(run.projectId)
    },
  })

  async function readOutbox(): Promise<void> {
    const [waiting, changes] = await Promise.all([clips.list(), operations.list()])
    show({ clips: waiting, operations: changes })
  }

  /** Turns to a project: what is kept of it is there at once. */
  async function turnTo(projectId: string): Promise<void> {
    const [sources, brief] = await Promise.all([library.sources(projectId), library.brief(projectId)])
    if (projectId !== known.projectId) runs.stop()
    show({ sources, brief, runs: projectId === known.projectId ? known.runs : [], projectId })
  }

  /** All that this computer knows. */
  async function load(): Promise<void> {
    const [projects, choice] = await Promise.all([library.projects(), chosen.known()])
    show({ projects })
    await readOutbox()
    const all = projectsOf(projects, known.operations)
    const projectId = all.find(each => each.id === choice)?.id ?? choice ?? all[0]?.id
    if (projectId) {
      await turnTo(projectId)
      if (known.sources.length > 0 || known.clips.length > 0) show({ loading: false })
    }
  }

  /** All that the server knows. Answers for a project that is not looked at any more are kept, not shown. */
  async function refresh(): Promise<void> {
    const answer = await api.projects()
    if (!answer.ok) return show({ loading: false })
    await library.keepProjects(answer.value)
    await readOutbox()
    show({ projects: answer.value })
    await settleProject()
    const { projectId } = known
    // One that waits to be sent: the server would only say that it knows none.
    if (!answer.value.some(each => each.id === projectId)) return show({ loading: false })
    const [sources, going] = await Promise.all([
      api.sources(projectId),
      api.runs(projectId),
      refreshBrief(projectId),
    ])
    if (sources.ok) await library.keepSources(projectId, sources.value)
    if (projectId !== known.projectId) return
    if (sources.ok) show({ sources: sources.value })
    if (going.ok) runs.set(going.value)
    show({ loading: false })
  }

  async function refreshBrief(projectId: string): Promise<void> {
    const answer = await api.brief(projectId)
    if (!answer.ok) return
    await library.keepBrief(projectId, answer.value)
    if (projectId === known.projectId) show({ brief: answer.value })
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
    await readOutbox()
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

  const offs = [
    announcements.onTold(told => {
      if (told.kind === 'outbox') void readOutbox()
      if (told.kind === 'sent') {
        void load().then(soon)
      }
    }),
    chosen.onChanged(async () => {
      const choice = await chosen.known()
      if (!choice || choice === known.projectId) return
      await readOutbox()
      await turnTo(choice)
      soon()
    }),
  ]

  return {
    work: work as ReadonlySignal<Work>,
    load,
    refresh,
    readOutbox,
    settleProject,
    /** Whether the server has it, as far as we know. */
    isStored: (sourceId: string): boolean => known.sources.some(source => source.id === sourceId),
    /** Offline there is nothing to wait for. */
    async withoutServer(): Promise<void> {
      await settleProject()
      show({ loading: false })
    },
    async choose(projectId: string): Promise<void> {
      await chosen.choose(projectId)
      await readOutbox()
      await turnTo(projectId)
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
