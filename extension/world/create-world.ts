import { effect, signal } from '@preact/signals'
import { newId } from '../../core/contract/new-id.ts'
import { err, ok } from '../../core/contract/result.ts'
import type { VideoCapture } from '../../core/contract/source.ts'
import { createApi } from '../api/client.ts'
import { type ApiFailure, failure } from '../api/request.ts'
import type { Announcements } from '../browser/announcements.ts'
import type { Commands } from '../browser/commands.ts'
import type { Permissions } from '../browser/permissions.ts'
import type { Scripting } from '../browser/scripting.ts'
import type { Area } from '../browser/storage.ts'
import type { MeasureRoom } from '../browser/storage-room.ts'
import type { Tabs } from '../browser/tabs.ts'
import type { Clip } from '../capture/clip.ts'
import { noticesIn } from '../gestures/notice.ts'
import type { KeptSelections } from '../highlights/kept-selections.ts'
import { libraryOf } from '../outbox/library.ts'
import type { Outbox } from '../outbox/open-outbox.ts'
import type { Notice, World } from '../panel/world.ts'
import { type ChannelWorldDeps, channelWorld } from './channel.ts'
import { type CheckWorldDeps, checkWorld } from './check.ts'
import { clipShown } from './clip-page.ts'
import { followConnection } from './connection.ts'
import { duplicatesWorld } from './duplicates.ts'
import { highlightsWorld } from './highlights.ts'
import { loadMeter } from './load-meter.ts'
import { momentsWorld } from './moments.ts'
import { ownWords } from './own-words.ts'
import { type PdfDeps, pdfWorld } from './pdf.ts'
import { placesIn } from './places.ts'
import { type SourcesDeps, sourceActions } from './sources.ts'
import { followRoom } from './storage-room.ts'
import { tabsWorld } from './tabs.ts'
import { followPage } from './this-page.ts'
import { versionsWorld } from './versions.ts'
import { voiceWorld } from './voice.ts'
import { welcomeIn } from './welcome.ts'
import { followWork, type WorkDeps } from './work.ts'

export interface WorldDeps {
  tabs: Tabs
  scripting: Scripting
  permissions: Permissions
  commands: Commands
  announcements: Announcements
  local: Area
  session: Area
  outbox: Outbox
  clip: Clip
  keptSelections: KeptSelections
  youtube: ChannelWorldDeps['youtube']
  wakeChannel: ChannelWorldDeps['wake']
  addCaptionsTo: SourcesDeps['addCaptionsTo']
  pdfReader: PdfDeps['pdfReader']
  eyes: CheckWorldDeps['eyes']
  fetch: typeof globalThis.fetch
  clock: () => number
  random: () => number
  setTimer: (run: () => void, ms: number) => () => void
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** The creator turned to the panel. */
  onAttention: (heard: () => void) => () => void
  /** The network came back, or the panel is seen again. */
  onHope: (heard: () => void) => () => void
  isVisible: () => boolean
  measureRoom: MeasureRoom
  /** For what the creator does not wait for: runs it after the panel's first picture. */
  afterPaint: (run: () => void) => void
}

export type LiveWorld = World & {
  /** Resolves when it is known what is in front and how far the creator is: what decides how the panel is laid out. */
  ready: Promise<unknown>
  stop: () => void
}

/** The panel's world. It begins to live at once; its signals tell what it has found out so far. */
export function createWorld(deps: WorldDeps): LiveWorld {
  const { tabs, outbox, announcements, local, session, fetch, clock, random, setTimer } = deps
  const { pairing, clips, operations, sender, project } = outbox
  const library = libraryOf(outbox.open)
  const notices = noticesIn(session)
  const notice = signal<Notice | null>(null)
  const shortcut = signal<string | null>(null)

  const api = createApi({ pairing, fetch, failed: why => link.failed(why) })
  const link = followConnection({
    pairing,
    api,
    tryApi: credentials =>
      createApi({
        pairing: { pair: async () => ok(credentials), renew: async () => err(TOKEN_REFUSED) },
        fetch,
        failed: () => {},
      }),
    accountIs,
    clock,
    setTimer,
    onHope: deps.onHope,
    isVisible: deps.isVisible,
  })
  const { connection } = link
  const isOnline = () => connection.peek().state === 'online'
  const follow: WorkDeps['follow'] = async (run, heard) => {
    // Fails only while the panel is being closed.
    const stream = await import('../api/event-stream.ts').catch(() => null)
    if (!stream) return { how: 'stopped' }
    const { credentials } = pairing
    const cut = () => void link.connect()
    return stream.followRun({ fetch, credentials, wait: deps.wait, random, cut }, run, heard)
  }
  const followed = followWork({
    api,
    library,
    chosen: project,
    announcements,
    follow,
    isOnline,
    firstMade: () => void flush(),
    clock,
    setTimer,
  })
  const { work } = followed
  const thisPage = followPage({ ...deps, announcements })
  const places = placesIn(deps)
  const welcome = welcomeIn(local)
  const sources = sourceActions({
    api,
    clips,
    operations,
    library,
    sender,
    addCaptionsTo: (video: VideoCapture, words: File | string) => deps.addCaptionsTo(video, words),
    projectOf: id => work.peek().sources.find(source => source.id === id)?.projectId ?? null,
    isStored: id => followed.isStored(id),
    changed,
  })

  const room = followRoom({ measure: deps.measureRoom, clips, announcements, setTimer })
  const clipped = async () => {
    await notices.clear()
    await followed.load()
  }
  const kept = { ...deps, sender, projectId: project.orFirst, clipped }
  const highlights = highlightsWorld({
    kept: deps.keptSelections,
    tabs,
    scripting: deps.scripting,
    page: thisPage.page,
    work,
    openSource: sources.openSource,
    isOnline,
  })
  const manyTabs = tabsWorld({ ...kept, sources: () => work.peek().sources })
  const pdf = pdfWorld({ ...kept, newId: () => newId(clock()) })
  const checks = checkWorld({
    ...deps,
    api,
    openSource: sources.openSource,
    connection,
    told: followed.refresh,
  })

  /** What is kept of another account is forgotten; what waits goes to the new one, with its projects. */
  async function accountIs(accountId: string): Promise<void> {
    const before = await local.get('library-account')
    if (before === accountId) return
    if (typeof before === 'string') {
      const { projects } = await library.snapshot('')
      const titles = new Map(projects.map(each => [each.id, each.title]))
      for (const id of new Set((await clips.list()).map(clip => clip.projectId))) {
        const title = titles.get(id)
        if (title) await operations.putProject(id, title)
      }
      await library.forget()
      await followed.load()
    }
    await local.set('library-account', accountId)
  }

  async function flush(options: { now?: boolean } = {}): Promise<void> {
    const outcome = await sender.flush(options)
    if (outcome.state === 'unpaired') link.failed(outcome.failure)
  }

  async function changed(): Promise<void> {
    await followed.readDisk()
    announcements.tell({ kind: 'outbox' })
    void flush()
  }

  /** The server, if it is there now. */
  async function needServer(): Promise<void> {
    if (!isOnline()) await link.connect()
  }

  const channel = channelWorld({
    ...deps,
    open: outbox.open,
    wake: deps.wakeChannel,
    api,
    connection: () => connection.peek(),
  })
  const voices = voiceWorld({
    ...{ api, library, local, connection, follow, places, clock },
    openMeter: loadMeter,
    connect: link.connect,
    words: ownWords({ ...deps, open: outbox.open, wake: deps.wakeChannel, api }),
  })

  const loaded = followed.load()
  const moments = momentsWorld({ ...deps, openSource: sources.openSource, changed })
  let wasOnline = false
  const offs = [
    effect(() => {
      const { state } = connection.value
      const comesOnline = state === 'online' && !wasOnline
      wasOnline = state === 'online'
      if (comesOnline)
        void loaded.then(() => {
          void flush({ now: true })
          void channel.load()
          void followed.refresh()
          void welcome.note({ connected: true })
        })
      if (state === 'offline' || state === 'needs_token') void loaded.then(() => followed.withoutServer())
    }),
    effect(() => {
      if (work.value.sources.length > 0) void welcome.note({ clipped: true })
    }),
    notices.onChanged(left => {
      notice.value = left
    }),
    deps.onAttention(() => void readShortcuts()),
    announcements.onTold(told => {
      if (told.kind === 'unreached' && isOnline()) void link.connect()
    }),
  ]
  async function readShortcuts(): Promise<void> {
    await Promise.all([
      deps.commands.shortcut('clip-page').then(keys => {
        shortcut.value = keys
      }),
      moments.look(),
    ])
  }
  void notices.read().then(left => {
    notice.value = left
  })
  const shortcutsRead = readShortcuts()
  deps.afterPaint(() => {
    void link.connect()
    void channel.load()
    void voices.load()
    void clips.sweep().catch(() => {})
    void room.look()
  })

  return {
    ready: Promise.allSettled([thisPage.looked, welcome.read, shortcutsRead]),
    page: thisPage.page,
    channel: channel.world,
    voice: voices.world,
    connection,
    work,
    shortcut,
    welcome: welcome.state,
    notice,
    tabs: manyTabs,
    highlights,
    pdf: pdf.world,
    checks: checks.world,
    moments,
    versions: versionsWorld({ api, clips, library }),
    duplicates: duplicatesWorld({ local, library, work: () => work.peek() }),
    room: room.room,

    async clip(what) {
      const result = await clipShown(
        {
          page: thisPage.page,
          refreshPage: thisPage.refresh,
          permissions: deps.permissions,
          clip: request => deps.clip({ ...request, heard: pdf.hears }).finally(pdf.quiet),
          sender,
          projectId: project.orFirst,
        },
        what,
      )
      if (result.ok) {
        await notices.clear()
        await followed.load()
      }
      return result
    },
    addCaptions: sources.addCaptions,
    openSource: sources.openSource,
    removeSource: sources.removeSource,
    restoreSource: id => sources.restoreSource(id, work.peek().projectId),
    visit: places.visit,
    openCitation: places.openCitation,

    chooseProject: followed.choose,
    async createProject(title) {
      const draft = await draftOf(title)
      if (!draft.success) return err(BAD_TITLE)
      const id = newId(clock())
      await operations.putProject(id, draft.data.title)
      await followed.choose(id)
      await changed()
      const at = new Date(clock()).toISOString()
      return ok({ id, title: draft.data.title, createdAt: at, updatedAt: at, sources: 0 })
    },
    async renameProject(projectId, title) {
      const draft = await draftOf(title)
      if (!draft.success) return err(BAD_TITLE)
      await operations.putProject(projectId, draft.data.title)
      await changed()
      return ok(undefined)
    },
    async deleteProject(projectId) {
      await operations.deleteProject(projectId)
      await followed.readDisk()
      await followed.settleProject()
      await changed()
      return ok(undefined)
    },

    async buildBrief() {
      await needServer()
      // Its sources first: a brief of what is not there yet would leave them out.
      await flush({ now: true })
      const { projectId } = work.peek()
      const id = newId(clock())
      let answer = await api.buildBrief(projectId, id)
      // The answer may have been lost, the run made: the same id makes no second one.
      if (!answer.ok && answer.error.status === null) answer = await api.buildBrief(projectId, id)
      if (answer.ok) followed.addRun(answer.value)
      return answer
    },
    async cancelRun(runId) {
      const answer = await api.cancelRun(runId)
      if (answer.ok) followed.addRun(answer.value)
      return answer.ok ? ok(undefined) : answer
    },
    async retryRun(runId) {
      const answer = await api.retryRun(runId)
      if (answer.ok) followed.addRun(answer.value)
      return answer.ok ? ok(undefined) : answer
    },

    async reconnect() {
      await link.connect()
      await flush({ now: true })
    },
    useServer: link.use,
    async openShortcuts() {
      await tabs.open('chrome://extensions/shortcuts', { active: true })
    },
    dismissWelcome: () => welcome.note({ dismissed: true }),
    dismissNotice: () => notices.clear(),

    stop() {
      for (const off of offs) off()
      thisPage.stop()
      channel.stop()
      voices.stop()
      manyTabs.stopFollowing()
      highlights.stop()
      room.stop()
      followed.stop()
      checks.stop()
      link.stop()
    },
  }
}

const draftOf = async (title: string) =>
  (await import('../api/shapes.ts')).drafts.project.safeParse({ title })

const TOKEN_REFUSED: ApiFailure = failure(
  'unauthorized',
  'The server does not know this token. Make a new one there with `npm run token`.',
  401,
)
const BAD_TITLE: ApiFailure = failure('invalid_request', 'A project needs a name of 1 to 200 characters.')
