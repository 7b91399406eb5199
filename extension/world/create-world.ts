import { effect, signal } from '@preact/signals'
import { newId } from '../../core/contract/new-id.ts'
import { err } from '../../core/contract/result.ts'
import type { Run } from '../../core/contract/run.ts'
import type { VideoCapture } from '../../core/contract/source.ts'
import type { Answer } from '../api/client.ts'
import { type SharedProjects, sharedIn, sharedProjectOf } from '../api/shared-project.ts'
import { noticesIn } from '../gestures/notice.ts'
import { libraryOf } from '../outbox/library.ts'
import type { Notice } from '../panel/world.ts'
import { countedRuns } from '../reports/counted-runs.ts'
import { countingClips } from '../reports/counting-clips.ts'
import { channelWorld } from './channel.ts'
import { checkWorld } from './check.ts'
import { clipShown } from './clip-page.ts'
import { conversationWorld } from './conversation.ts'
import { duplicatesWorld } from './duplicates.ts'
import { exportsWorld } from './exports.ts'
import { followRole } from './follow-role.ts'
import { throughBuffers } from './held-back.ts'
import { highlightsWorld } from './highlights.ts'
import { lateDecisions } from './late-decisions.ts'
import { lateReceipt } from './late-receipt.ts'
import { lateScript } from './late-script.ts'
import { lateSearch } from './late-search.ts'
import { lateStudio } from './late-studio.ts'
import { loadMeter } from './load-meter.ts'
import { mayWriteIn } from './may-write.ts'
import { momentsWorld } from './moments.ts'
import { ownWords } from './own-words.ts'
import { pdfWorld } from './pdf.ts'
import { placesIn } from './places.ts'
import { projectActions } from './projects.ts'
import { researchWorld } from './research.ts'
import { runActs } from './run-acts.ts'
import { serverSide } from './server-side.ts'
import { followShortcuts } from './shortcuts.ts'
import { sourceActions } from './sources.ts'
import { followRoom } from './storage-room.ts'
import { streamsOf } from './streams.ts'
import { tabsWorld } from './tabs.ts'
import { followPage } from './this-page.ts'
import { twice } from './twice.ts'
import { versionsWorld } from './versions.ts'
import { voiceWorld } from './voice.ts'
import { welcomeIn } from './welcome.ts'
import { followWork } from './work.ts'
import type { LiveWorld, WorldDeps } from './world-deps.ts'

/** The panel's world. It begins to live at once; its signals tell what it has found out so far. */
export function createWorld(deps: WorldDeps): LiveWorld {
  const { tabs, outbox, announcements, local, session, clock, random, setTimer, reports } = deps
  const { pairing, clips, operations, sender, project } = outbox
  const library = libraryOf(outbox.open)
  const notices = noticesIn(session)
  const notice = signal<Notice | null>(null)
  const counted = countedRuns(reports.used)
  // Words that come to a clip later, or a note to a moment, are no clips of their own: they go by the other.
  const clipping = countingClips(sender, reports.used)

  const { api, link, connection, knownServers, servers, people, notes } = serverSide({
    ...{ deps, library, clips, operations, projects: sharedProjects },
    projectsChanged: () => followed.refresh(),
    async moved() {
      await (await search()).forgetRecent()
      await followed.load()
    },
  })
  const search = lateSearch({ api, local })
  const isOnline = () => connection.peek().state === 'online'
  const streams = streamsOf({
    ...{ ...deps, pairing },
    projectOf: followed => sharedProjectOf({ method: 'GET', ...followed }, sharedProjects()),
    cut: () => void link.connect(),
  })
  const live = throughBuffers({ follow: streams.run, askRun: api.run, wait: deps.wait })
  const followed = followWork({
    api,
    library,
    chosen: project,
    announcements,
    follow: (run, heard, moved) =>
      live.follow(
        run,
        event => {
          heard(event)
          script.heard(event)
        },
        moved,
      ),
    isOnline,
    firstMade: () => void flush(),
    told(projectId) {
      talk.told(projectId)
      decisions.told(projectId)
    },
    ended(run) {
      talk.ended(run)
      decisions.ended(run)
      script.ended(run)
      counted.ended(run, work.peek().sources.length)
    },
    clock,
    setTimer,
  })
  const { work } = followed
  const addRun = (run: Run) => {
    counted.begun(run)
    followed.addRun(run)
  }
  const { held, guarded } = mayWriteIn(work)
  const thisPage = followPage({ ...deps, announcements })
  const places = placesIn(deps)
  const projects = projectActions({ operations, followed, changed, clock, used: reports.used })
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

  const shown = { library, work, isOnline, addRun, flush: sendFirst, clock }
  const talk = conversationWorld({
    ...{ ...shown, api, session: outbox.ownSession, sender: clipping, follow: live.follow, changed },
  })
  const decisions = lateDecisions({ ...shown, asking: api.asking, used: reports.used })
  const receipt = lateReceipt({ ...deps, ...shown, locks: outbox.locks, asking: api.asking })
  const script = lateScript({
    ...{ ...shown, ...outbox, setTimer, random, announcements, asking: api.asking, voice: api.voice },
    ...{ decisions: decisions.open, follow: streams.changes, local, held },
  })
  const studio = lateStudio({
    ...{ ...deps, session: outbox.ownSession, work, decisions: decisions.open, script: script.open },
  })
  const room = followRoom({ measure: deps.measureRoom, clips, announcements, setTimer })
  const clipped = async () => {
    await notices.clear()
    await followed.load()
  }
  const kept = { ...deps, sender: clipping, projectId: project.orFirst, clipped }
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

  function sharedProjects(): SharedProjects {
    const { projectId, projects } = work.peek()
    return { open: projectId, shared: sharedIn(projects) }
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

  const waitsAlone = (id: string) =>
    !followed.isStored(id) && work.peek().waiting.some(clip => clip.source.id === id)

  /** The server, if it is there now. */
  async function needServer(): Promise<void> {
    if (!isOnline()) await link.connect()
  }

  /** What waits here goes to the server before something is asked of it that builds on it. */
  async function sendFirst(): Promise<void> {
    await needServer()
    await flush({ now: true })
  }

  /** Begins a run over the sources of the project. */
  async function begin(make: (projectId: string, runId: string) => Answer<Run>): Answer<Run> {
    // Its sources first: what is not there yet would be left out.
    await sendFirst()
    const { projectId } = work.peek()
    const id = newId(clock())
    // The same id makes no second one.
    const answer = await twice(() => make(projectId, id))
    if (answer.ok) addRun(answer.value)
    return answer
  }

  const channel = channelWorld({
    ...deps,
    open: outbox.open,
    wake: deps.wakeChannel,
    api,
    connection: () => connection.peek(),
  })
  const voices = voiceWorld({
    ...{ api, library, local, connection, follow: live.follow, places, clock },
    openMeter: loadMeter,
    connect: link.connect,
    words: ownWords({ ...deps, open: outbox.open, wake: deps.wakeChannel, api }),
  })

  const loaded = followed.load()
  const moments = momentsWorld({
    ...deps,
    openSource: sources.openSource,
    changed,
  })
  const keys = followShortcuts({ ...deps, look: moments.look })
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
          talk.outdated()
          decisions.outdated()
          receipt.tell()
          script.outdated()
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
    keys.stop,
    followRole({ ...deps, work, isOnline, refresh: followed.refresh }),
    announcements.onTold(told => {
      if (told.kind === 'unreached' && isOnline()) void link.connect()
    }),
  ]
  void notices.read().then(left => {
    notice.value = left
  })
  deps.afterPaint(() => {
    void link.connect()
    void channel.load()
    void voices.load()
    void clips.sweep().catch(() => {})
    void room.look()
    void knownServers.countOthers()
    receipt.begin()
  })

  return {
    ready: Promise.allSettled([thisPage.looked, welcome.read, keys.looked]),
    page: thisPage.page,
    channel: channel.world,
    voice: voices.world,
    connection,
    knownServers: knownServers.list,
    servers: servers.open,
    ...people,
    reports: reports.world,
    held,
    serverNote: notes.note,
    heldBack: live.heldBack,
    work,
    talk: talk.world,
    usage: {
      read: api.usage,
      setBudget: api.putBudget,
      estimate: (kind, text, of) => api.estimate({ kind, projectId: work.peek().projectId, text, ...of }),
    },
    speech: deps.speech,
    shortcut: keys.shortcut,
    welcome: welcome.state,
    notice,
    tabs: manyTabs,
    highlights,
    pdf: pdf.world,
    checks: checks.world,
    moments: { ...moments, setNote: guarded(moments.setNote) },
    versions: versionsWorld({ api, clips, library }),
    duplicates: duplicatesWorld({ local, library, work: () => work.peek() }),
    room: room.room,
    research: researchWorld({ api, begin, toldAnew: followed.refreshFindings }),
    search,
    decisions: decisions.open,
    script: script.open,
    studio,
    exports: exportsWorld({ ...deps, asking: api.asking, flush: sendFirst, followed, used: reports.used }),
    receipt: receipt.open,

    async clip(what) {
      const why = held.peek()
      if (why !== null) return err({ code: 'error', message: why })
      const result = await clipShown(
        {
          page: thisPage.page,
          refreshPage: thisPage.refresh,
          permissions: deps.permissions,
          clip: request => deps.clip({ ...request, heard: pdf.hears }).finally(pdf.quiet),
          sender: clipping,
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
    addCaptions: guarded(sources.addCaptions),
    openSource: sources.openSource,
    // What waits here alone was never in the project: it is one's own to take away.
    removeSource: id => (waitsAlone(id) ? sources.removeSource(id) : guarded(sources.removeSource)(id)),
    tagSource: guarded(sources.tagSource),
    restoreSource: guarded(id => sources.restoreSource(id, work.peek().projectId)),
    visit: places.visit,
    openCitation: places.openCitation,

    chooseProject: followed.choose,
    ...projects,

    buildBrief: () => begin(api.buildBrief),
    ...runActs(api, addRun),

    async reconnect() {
      await link.connect()
      await flush({ now: true })
    },
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
      talk.stop()
      decisions.stop()
      receipt.stop()
      script.stop()
      room.stop()
      followed.stop()
      checks.stop()
      servers.stop()
      notes.stop()
      knownServers.stop()
      link.stop()
    },
  }
}
