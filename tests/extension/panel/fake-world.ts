import { signal } from '@preact/signals'
import type { Result } from '../../../core/contract/result.ts'
import type { Run } from '../../../core/contract/run.ts'
import type { Source, SourceVersionDetail } from '../../../core/contract/source.ts'
import type { Estimate, Usage } from '../../../core/contract/usage.ts'
import type { ClipFailure } from '../../../extension/capture/clip.ts'
import type { ChannelView } from '../../../extension/panel/channel/channel-world.ts'
import type { ServerNote } from '../../../extension/panel/notes/server-note.ts'
import type { LowRoom } from '../../../extension/panel/room/low-room.ts'
import type { Connection, Failure, Notice, ThisPage, Work, World } from '../../../extension/panel/world.ts'
import { mayWriteIn } from '../../../extension/world/may-write.ts'
import { fakeChannel, noChannel } from './fake-channel.ts'
import { type CheckSetting, fakeChecks, noChecks } from './fake-checks.ts'
import {
  type ConversationSetting,
  fakeConversation,
  fakeSpeech,
  noConversation,
} from './fake-conversation.ts'
import { type DecisionsSetting, noDecisions } from './fake-decisions.ts'
import { fakeExports } from './fake-exports.ts'
import { fakeGates } from './fake-gates.ts'
import { fakeHighlights } from './fake-highlights.ts'
import { fakeMoments } from './fake-moments.ts'
import { fakePdf, noPdf, type PdfSetting } from './fake-pdf.ts'
import { fakePeople, noPeople, type PeopleSetting } from './fake-people.ts'
import { fakeReceipt, noReceipt, type ReceiptSetting } from './fake-receipt.ts'
import { fakeReports, noReports, type ReportsSetting } from './fake-reports.ts'
import { fakeResearch, noTiers, type TiersSetting } from './fake-research.ts'
import { fakeScript, noScript, type ScriptSetting } from './fake-script.ts'
import { fakeSearch, noSearch, type SearchSetting } from './fake-search.ts'
import { fakeServers, oneServer, type ServersSetting } from './fake-servers.ts'
import { fakeStudio, noStudio, type StudioSetting } from './fake-studio.ts'
import { fakeTabs, noTabs, type TabsSetting } from './fake-tabs.ts'
import { fakeUsage, someUsage } from './fake-usage.ts'
import { fakeDuplicates, fakeVersions, threeVersions } from './fake-versions.ts'
import { fakeVoice, noVoice, type VoiceSetting } from './fake-voice.ts'
import { roughFindings } from './research-samples.ts'
import {
  capabilities,
  detail,
  extractive,
  id,
  present,
  project,
  run,
  server,
  source,
  three,
} from './samples.ts'

const done = { ok: true, value: undefined } as const

export interface Setting {
  page: ThisPage
  connection: Connection
  work: Work
  shortcut: string | null
  welcome: { connected: boolean; clipped: boolean; dismissed: boolean }
  notice: Notice | null
  tabs: TabsSetting
  /** Kept selections that the page in front says no more. */
  missing: number
  channel: ChannelView
  voice: VoiceSetting
  talk: ConversationSetting
  usage: Usage
  /** What every run would cost; null: nobody knows. */
  estimate: Estimate | null
  pdf: PdfSetting
  checks: CheckSetting
  versions: SourceVersionDetail[]
  search: SearchSetting
  decisions: DecisionsSetting
  studio: StudioSetting
  script: ScriptSetting
  servers: ServersSetting
  people: PeopleSetting
  reports: ReportsSetting
  serverNote: ServerNote | null
  heldBack: boolean
  receipt: ReceiptSetting
  tiers: TiersSetting
  /** Other projects that have every page. */
  elsewhere: string[]
  room: LowRoom | null
  /** What the next clip comes to; by default a source of the page that is shown. */
  clip: Result<Source, ClipFailure>
  /** Milliseconds that a clip takes. */
  clipMs: number
  /** What every other act answers, where a test wants it to fail. */
  failure: Failure | null
}

export const article: Extract<ThisPage, { state: 'known' }> = {
  state: 'known',
  tabId: 7,
  url: 'https://journals.example.org/gauges?utm_source=letter',
  title: 'How rain gauges are read, and what they miss',
  kind: 'article',
  selection: false,
}

export const settings = (changes: Partial<Setting> = {}): Setting => ({
  page: article,
  connection: { state: 'online', server, capabilities },
  work: {
    projects: [project(1, 'Why your street floods', 3), project(2, 'Sand, the quiet shortage', 12)],
    projectId: id(101),
    sources: [],
    waiting: [],
    runs: [],
    brief: null,
    findings: null,
    loading: false,
  },
  shortcut: 'Alt+Shift+C',
  welcome: { connected: true, clipped: true, dismissed: true },
  notice: null,
  tabs: noTabs,
  missing: 0,
  channel: noChannel,
  voice: noVoice,
  talk: noConversation,
  usage: someUsage,
  estimate: null,
  pdf: noPdf,
  checks: noChecks,
  versions: threeVersions,
  search: noSearch,
  decisions: noDecisions,
  studio: noStudio,
  script: noScript,
  servers: oneServer,
  people: noPeople,
  reports: noReports,
  serverNote: null,
  heldBack: false,
  receipt: noReceipt,
  tiers: noTiers,
  elsewhere: [],
  room: null,
  clip: {
    ok: true,
    value: source(90, {
      url: 'https://journals.example.org/gauges',
      canonicalUrl: 'https://journals.example.org/gauges',
      title: 'How rain gauges are read, and what they miss',
      capturedAt: new Date(present).toISOString(),
    }),
  },
  clipMs: 30,
  failure: null,
  ...changes,
})

/** A world without browser, server or disk: it does at once what the real one would, and writes down who asked what. */
export function createFakeWorld(setting: Setting) {
  const page = signal(setting.page)
  const connection = signal(setting.connection)
  const work = signal(setting.work)
  const shortcut = signal(setting.shortcut)
  const welcome = signal(setting.welcome)
  const notice = signal(setting.notice)
  const room = signal(setting.room)
  const next = { clip: setting.clip, failure: setting.failure }
  const calls: { act: string; with: unknown[] }[] = []
  const removed = new Map<string, Source>()

  const note = (act: string, ...given: unknown[]) => {
    calls.push({ act, with: given })
  }
  const change = (changes: Partial<Work>) => {
    work.value = { ...work.value, ...changes }
  }
  const answer = async (change: () => void): Promise<Result<undefined, Failure>> => {
    if (next.failure) return { ok: false, error: next.failure }
    change()
    return done
  }
  const momentNoted = (id: string, note: string) =>
    change({
      sources: work.value.sources.map(each =>
        each.id === id && each.moment ? { ...each, moment: { ...each.moment, note } } : each,
      ),
    })
  const talk = fakeConversation(setting.talk, () => next.failure, note)
  const setRun = (changed: Run) =>
    change({ runs: [changed, ...work.value.runs.filter(run => run.id !== changed.id)] })

  const search = fakeSearch(setting.search, note)
  const studio = fakeStudio(setting.studio, note)
  const servers = fakeServers(setting.servers, () => next.failure, note)
  const receipt = fakeReceipt(setting.receipt, note)
  const script = fakeScript(setting.script, () => next.failure, note)
  const gates = fakeGates(setting.decisions, {
    ...{ failure: () => next.failure, note, setRun, script },
    finish(gate) {
      const finished = work.value.runs.find(each => each.kind === gate)
      if (finished) setRun({ ...finished, state: 'done' })
    },
  })

  const world: World = {
    page,
    connection,
    knownServers: servers.list,
    servers: async () => servers.world,
    ...fakePeople(setting.people, () => next.failure, note),
    reports: fakeReports(setting.reports, note),
    held: mayWriteIn(work).held,
    serverNote: signal(setting.serverNote),
    heldBack: signal(setting.heldBack),
    work,
    shortcut,
    welcome,
    notice,
    tabs: fakeTabs(setting.tabs, note),
    highlights: fakeHighlights(setting.missing, note),
    channel: fakeChannel(setting.channel, note),
    voice: fakeVoice(setting.voice, note),
    talk: talk.world,
    usage: fakeUsage(setting.usage, setting.estimate, () => next.failure, note),
    speech: fakeSpeech(setting.talk.hears, note),
    pdf: fakePdf(setting.pdf, note),
    checks: fakeChecks(setting.checks, note),
    moments: fakeMoments(note, answer, momentNoted),
    versions: fakeVersions(setting.versions, setting.connection.state === 'offline', note),
    duplicates: fakeDuplicates(setting.elsewhere, note),
    room,
    research: fakeResearch(setting.tiers, note, async () => {
      if (next.failure) return { ok: false, error: next.failure }
      const started = run(52, { kind: 'claims', createdAt: new Date().toISOString() })
      setRun(started)
      return { ok: true, value: started }
    }),
    search: async () => search,
    decisions: async () => gates.world,
    studio: async () => studio,
    script: async () => script.world,
    exports: fakeExports(note, next, project(4, 'Why tides come twice', 5)),
    receipt: async () => receipt,
    async clip(what) {
      note('clip', what)
      await new Promise(resolve => setTimeout(resolve, setting.clipMs))
      if (next.clip.ok) {
        const clip = next.clip.value
        change({ sources: [clip, ...work.value.sources.filter(each => each.id !== clip.id)] })
        welcome.value = { ...welcome.value, clipped: true }
        notice.value = null
      }
      return next.clip
    },
    addCaptions(sourceId, words) {
      note('addCaptions', sourceId, typeof words === 'string' ? words : words.name)
      return answer(() => undefined)
    },
    async openSource(sourceId) {
      note('openSource', sourceId)
      if (next.failure) return { ok: false, error: next.failure }
      return { ok: true, value: detail(work.value.sources.find(each => each.id === sourceId) ?? three[1]!) }
    },
    removeSource(sourceId) {
      note('removeSource', sourceId)
      return answer(() => {
        const { sources } = work.value
        removed.set(sourceId, sources.find(each => each.id === sourceId)!)
        change({ sources: sources.filter(each => each.id !== sourceId) })
      })
    },
    restoreSource(sourceId) {
      note('restoreSource', sourceId)
      return answer(() => change({ sources: [removed.get(sourceId)!, ...work.value.sources] }))
    },
    tagSource({ id: sourceId }, tags) {
      note('tagSource', sourceId, tags)
      return answer(() =>
        change({
          sources: work.value.sources.map(each => (each.id === sourceId ? { ...each, tags } : each)),
        }),
      )
    },
    async visit(url) {
      note('visit', url)
    },
    async openCitation(citation) {
      note('openCitation', citation)
    },
    async chooseProject(projectId) {
      note('chooseProject', projectId)
      change({ projectId, sources: [], brief: null, findings: null, runs: [] })
    },
    async createProject(title) {
      note('createProject', title)
      if (next.failure) return { ok: false, error: next.failure }
      const made = { ...project(3, title, 0) }
      change({
        projects: [made, ...work.value.projects],
        projectId: made.id,
        sources: [],
        brief: null,
        findings: null,
        runs: [],
      })
      return { ok: true, value: made }
    },
    renameProject(projectId, title) {
      note('renameProject', projectId, title)
      return answer(() =>
        change({
          projects: work.value.projects.map(each => (each.id === projectId ? { ...each, title } : each)),
        }),
      )
    },
    deleteProject(projectId) {
      note('deleteProject', projectId)
      return answer(() => {
        const projects = work.value.projects.filter(each => each.id !== projectId)
        change({
          projects,
          projectId: projects[0]?.id ?? '',
          sources: [],
          brief: null,
          findings: null,
          runs: [],
        })
      })
    },
    async buildBrief() {
      note('buildBrief')
      if (next.failure) return { ok: false, error: next.failure }
      const started = run(50, { createdAt: new Date().toISOString() })
      setRun(started)
      return { ok: true, value: started }
    },
    cancelRun(runId, projectId) {
      note('cancelRun', runId, projectId)
      const found = work.value.runs.find(each => each.id === runId)!
      return answer(() => setRun({ ...found, state: 'cancelled' }))
    },
    retryRun(runId, projectId) {
      note('retryRun', runId, projectId)
      const found = work.value.runs.find(each => each.id === runId)
      return answer(() => found && setRun({ ...found, state: 'running', error: null }))
    },
    async reconnect() {
      note('reconnect')
      await new Promise(resolve => setTimeout(resolve, setting.clipMs))
    },
    async openShortcuts() {
      note('openShortcuts')
    },
    async dismissWelcome() {
      note('dismissWelcome')
      welcome.value = { ...welcome.value, dismissed: true }
    },
    async dismissNotice() {
      note('dismissNotice')
      notice.value = null
    },
  }

  return {
    world,
    calls,
    /** The conversation goes on by itself: what its events would bring. */
    converse: talk.change,
    /** What comes to the script from elsewhere. */
    script,
    offer: gates.offer,
    refuseOnce: gates.refuseOnce,
    next,
    /** What the real world does by itself: another tab in front, news from the server. */
    showPage(shown: ThisPage) {
      page.value = shown
    },
    change,
    connect(state: Connection) {
      connection.value = state
    },
    finishClaims() {
      const finding = work.value.runs.find(each => each.kind === 'claims')!
      setRun({ ...finding, state: 'done', resultId: roughFindings.id })
      change({ findings: { ...roughFindings, createdAt: new Date().toISOString() } })
    },
    finishBrief() {
      const building = work.value.runs.find(each => each.kind === 'brief')!
      setRun({ ...building, state: 'done', resultId: extractive.id })
      change({ brief: { ...extractive, createdAt: new Date().toISOString() } })
    },
  }
}

export type FakeWorld = ReturnType<typeof createFakeWorld>
