import type { UseEvent } from '../../../core/contract/report.ts'
import { err, ok, type Result } from '../../../core/contract/result.ts'
import type { Capture, VideoCapture } from '../../../core/contract/source.ts'
import type { Clip } from '../../../extension/capture/clip.ts'
import { keptSelectionsIn } from '../../../extension/highlights/kept-selections.ts'
import type { LiveWorld, WorldDeps } from '../../../extension/world/world-deps.ts'
import { article } from './captures.ts'
import { type Browser, context } from './outbox.ts'
import { memoryPermissions, memoryTabs, scriptedPages } from './ports.ts'

/** A panel in a browser of the test: its page, its creator and its clock are the test's. */
export async function panel(of: Browser, own: Partial<WorldDeps> & { allows?: boolean } = {}) {
  const window = memoryTabs()
  const pages = new Map<number, () => Promise<unknown>>()
  const scripting = scriptedPages(pages)
  const permissions = memoryPermissions(own.allows ?? false)
  const attention = new Set<() => void>()
  const hope = new Set<() => void>()
  const listen = (set: Set<() => void>) => (heard: () => void) => {
    set.add(heard)
    return () => set.delete(heard)
  }
  const outbox = await context(of)
  const { createWorld } = await import('../../../extension/world/create-world.ts')
  const deps: WorldDeps = {
    tabs: window.port,
    scripting,
    permissions,
    commands: { shortcut: async () => 'Alt+Shift+C' },
    speech: null,
    reports: heardReports(),
    announcements: of.announcements,
    local: outbox.own,
    beginAnew: () => {},
    session: of.session,
    outbox,
    youtube: {
      find: async () => null,
      open: async () => Promise.reject(new Error('This test has no YouTube')),
      ask: async () => Promise.reject(new Error('This test has no YouTube')),
    },
    wakeChannel: async () => {},
    keptSelections: keptSelectionsIn({
      local: of.local,
      locks: of.locks,
      pageScripts: { limitTo: async () => {} },
      living: async kept => new Set(kept.map(each => each.sourceId)),
    }),
    eyes: async () => {
      throw new Error('This test looks at no page again')
    },
    pdfReader: () => {
      throw new Error('This test reads no PDF')
    },
    clip: clipOf(request => article(request.projectId, { url: request.url })),
    addCaptionsTo: async (video: VideoCapture) => ok(video),
    fetch: (...args) => fetch(...args),
    clock: () => of.time.now,
    random: () => 0.5,
    setTimer(run, ms) {
      // Long waits are the test's to end, by `hope`.
      const timer = ms > 500 ? undefined : setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    wait: () => new Promise(resolve => setTimeout(resolve, 1)),
    onAttention: listen(attention),
    onHope: listen(hope),
    isVisible: () => true,
    measureRoom: async () => null,
    doings: () => () => {},
    afterPaint: run => run(),
    ...own,
  }
  return {
    start: (): LiveWorld => createWorld(deps),
    window,
    pages,
    permissions,
    scripting,
    outbox,
    turnTo: () => {
      for (const heard of attention) heard()
    },
    hope: () => {
      for (const heard of hope) heard()
    },
  }
}

/** Reports that hear what is told and send nothing. */
export const heardReports = (told: UseEvent[] = []): WorldDeps['reports'] => ({
  broke: () => {},
  used: event => told.push(event),
  world: () => Promise.reject(new Error('This test has no reports')),
})

/** A capture without a page. */
export const clipOf =
  (make: (request: Parameters<Clip>[0]) => Capture | null): Clip =>
  async (request): ReturnType<Clip> => {
    const capture = make(request)
    return capture ? ok(capture) : err({ code: 'needs_permission', message: 'No access.' })
  }

export type { Result }
