import type { z } from 'zod'
import type { Brief } from '../../core/contract/brief.ts'
import type {
  Channel,
  ChannelListing,
  ChannelTranscript,
  ChannelVideoDetail,
  ChannelVideoState,
  ServerTranscript,
} from '../../core/contract/channel.ts'
import type {
  Interview,
  Note,
  NoteDraft,
  Proposal,
  ProposalDecision,
  Turn,
  TurnDraft,
  TurnPage,
} from '../../core/contract/conversation.ts'
import type { Findings, Tier, TierRule, Tiers } from '../../core/contract/findings.ts'
import type { Project } from '../../core/contract/project.ts'
import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Run } from '../../core/contract/run.ts'
import type { SearchAnswer, SearchFacets, SearchQuestion, SearchScope } from '../../core/contract/search.ts'
import type { Capabilities } from '../../core/contract/server.ts'
import type {
  Source,
  SourceCheck,
  SourceDetail,
  SourceVersion,
  SourceVersionDetail,
} from '../../core/contract/source.ts'
import type { Budget, Estimate, EstimateRequest, RunUsageDetail, Usage } from '../../core/contract/usage.ts'
import type {
  Steering,
  Voice,
  VoiceDetail,
  VoiceDraft,
  VoiceEdits,
  VoiceFile,
  VoiceVersion,
  VoiceVersionLine,
} from '../../core/contract/voice.ts'
import { loadShapes } from './load-shapes.ts'
import type { Pairing } from './pairing.ts'
import {
  type ApiFailure,
  type Credentials,
  failure,
  type Request,
  send,
  unexpectedAnswer,
} from './request.ts'
import type { Answers } from './shapes.ts'
import { type SharedProjects, sharedProjectOf, whyReadOnly } from './shared-project.ts'

export type Answer<Value> = Promise<Result<Value, ApiFailure>>

/** For a part of the panel that is loaded later, with what it asks: each answer is parsed by the shape of this name. */
export interface Asking {
  ask<Key extends keyof Answers>(shape: Key, request: Request): Answer<z.output<Answers[Key]>>
  get<Key extends keyof Answers>(shape: Key, path: string): Answer<z.output<Answers[Key]>>
  post<Key extends keyof Answers>(shape: Key, path: string, body?: unknown): Answer<z.output<Answers[Key]>>
  put<Key extends keyof Answers>(shape: Key, path: string, body: unknown): Answer<z.output<Answers[Key]>>
}

/** The server's side of the panel. Every answer is parsed: a server of another version is told from ours. */
export interface Api {
  capabilities(): Answer<Capabilities>
  projects(): Answer<Project[]>
  sources(projectId: string): Answer<Source[]>
  source(id: string): Answer<SourceDetail>
  runs(projectId: string): Answer<Run[]>
  /** @param projectId whose run it is; null: of one's own account (a voice's), whichever project is open */
  run(id: string, projectId?: string | null): Answer<Run>
  brief(projectId: string): Answer<Brief | null>
  /** @param id of the run that this makes; the same again makes no second one */
  buildBrief(projectId: string, id: string): Answer<Run>
  /** What the sources claim, as it was found last; null before the first time. */
  findings(projectId: string): Answer<Findings | null>
  findingsById(id: string): Answer<Findings>
  /** @param id of the run that this makes; the same again makes no second one */
  findClaims(projectId: string, id: string): Answer<Run>
  /** @param domains whose tiers are asked for, as `Findings.sources` name them; at most 200 */
  tiers(domains: string[]): Answer<Tiers>
  /** What is found before and after is shown by it. */
  putTier(domain: string, tier: Tier): Answer<TierRule>
  /** The shipped list counts again. */
  deleteTier(domain: string): Answer<null>
  /** @param projectId as of `run` */
  cancelRun(id: string, projectId?: string | null): Answer<Run>
  /** @param projectId as of `run` */
  retryRun(id: string, projectId?: string | null): Answer<Run>
  /** Newest first, with the one that is shown. */
  sourceVersions(id: string): Answer<SourceVersion[]>
  sourceVersion(id: string, version: number): Answer<SourceVersionDetail>
  /** All of its tags, in their order. */
  putTags(id: string, tags: string[]): Answer<Source>
  /**
   * Passages, best first; `not_found` for a project that is not on the server.
   * @param signal aborts the asking: the answer is a failure, `stopped`
   */
  search(question: SearchQuestion, signal?: AbortSignal): Answer<SearchAnswer>
  /** What can be filtered by in the scope. */
  searchFacets(scope: SearchScope): Answer<SearchFacets>
  /** What looking again found; refused as `conflict` where the source has been clipped anew since. */
  putCheck(id: string, check: SourceCheck): Answer<Source>
  channels(): Answer<Channel[]>
  /** Words that are known stay known when a list comes again. */
  putChannel(listing: ChannelListing): Answer<Channel>
  channelVideos(id: string): Answer<ChannelVideoState[]>
  channelVideo(channelId: string, videoId: string): Answer<ChannelVideoDetail>
  putChannelTranscript(
    channelId: string,
    videoId: string,
    transcript: ChannelTranscript,
  ): Answer<ChannelVideoState>
  deleteChannel(id: string): Answer<null>
  /**
   * The server asks YouTube for the list: up to a minute and a half for a long one, so ask from a page, never from
   * the worker. `youtube_off` where `Capabilities.youtube.channels` is false.
   * @param address a handle, an address of the channel or its id
   */
  listChannelByServer(address: string): Answer<ChannelListing>
  /** @param language BCP 47 of the words wanted; null for the spoken one */
  transcriptByServer(videoId: string, language: string | null): Answer<ServerTranscript>
  /** Without their profiles. */
  voices(): Answer<Voice[]>
  /** Makes the voice or changes what it is made of; `not_found` where its channel is not on the server. */
  putVoice(id: string, draft: VoiceDraft): Answer<Voice>
  /** Gone with its versions; a run that measures it is cancelled. */
  deleteVoice(id: string): Answer<null>
  /** @param projectId whose plan names it: in somebody else's project it is a voice of theirs */
  voice(id: string, projectId?: string): Answer<VoiceDetail>
  /**
   * Measures the voice.
   * @param runId of the run that this makes; where the voice is being measured already, that run is the answer
   */
  profileVoice(id: string, runId: string): Answer<Run>
  /** Newest first. */
  voiceVersions(id: string): Answer<VoiceVersionLine[]>
  voiceVersion(id: string, version: number): Answer<VoiceVersion>
  /** Refused as `conflict` where `base` is not the newest version any more. */
  editVoice(id: string, edits: VoiceEdits): Answer<VoiceVersion>
  /** Makes a new version with the old one's profile and edits. */
  restoreVoice(id: string, version: number): Answer<VoiceVersion>
  /** What a writer is given; `conflict` before the first measuring. */
  steering(id: string, topic: string | null): Answer<Steering>
  /** A new voice, or a new version of one that is there. */
  importVoice(id: string, file: VoiceFile): Answer<VoiceDetail>
  /** @param draft with the id of the turn and its run; the same again asks nothing twice */
  ask(projectId: string, draft: TurnDraft): Answer<Turn>
  /** Newest last. @param before a turn: those before it; null for the newest */
  turns(projectId: string, before: string | null): Answer<TurnPage>
  turn(id: string): Answer<Turn>
  /** Newest first. */
  proposals(projectId: string): Answer<Proposal[]>
  decideProposal(id: string, decision: ProposalDecision): Answer<Proposal>
  /** Newest first. */
  notes(projectId: string): Answer<Note[]>
  /** A new note, or other words for one that is there. */
  putNote(id: string, draft: NoteDraft): Answer<Note>
  deleteNote(id: string): Answer<null>
  /** @param id of the run that this makes; the same again makes no second one */
  beginInterview(projectId: string, id: string): Answer<Run>
  /** The newest, with the answers that there are; null before the first. */
  interview(projectId: string): Answer<Interview | null>
  /** What the model was used for this month (UTC), and the limits. */
  usage(): Answer<Usage>
  /** Step by step, while it goes on too. */
  runUsage(runId: string): Answer<RunUsageDetail>
  putBudget(budget: Budget): Answer<Budget>
  /** What a run would send, to whom, and about what it costs; sends nothing. */
  estimate(asked: EstimateRequest): Answer<Estimate>
  asking: Asking
}

/** Longer than the server gives itself for the list of a channel. */
const LISTING_MS = 95_000

export function createApi(deps: {
  pairing: Pick<Pairing, 'pair' | 'renew'>
  fetch: typeof globalThis.fetch
  /** The projects that are shared with the creator, as they are known now. */
  projects?: () => SharedProjects
  /** Hears of every failure, so that one place knows whether the server is there. */
  failed: (failure: ApiFailure) => void
}): Api {
  const { pairing, fetch, failed } = deps

  async function ask<Key extends keyof Answers>(
    shape: Key,
    request: Request,
  ): Answer<z.output<Answers[Key]>> {
    const answer = await asked(shape, request)
    if (!answer.ok) failed(answer.error)
    return answer
  }

  async function asked<Key extends keyof Answers>(
    shape: Key,
    given: Request,
  ): Answer<z.output<Answers[Key]>> {
    const projects = deps.projects?.()
    const projectId = projects ? sharedProjectOf(given, projects) : null
    const held = projects && whyReadOnly(given, projectId, projects)
    if (held) return err(failure('read_only', held, 403))
    const request = { ...given, projectId }
    let paired: Result<Credentials, ApiFailure> = await pairing.pair()
    if (!paired.ok) return paired
    let answer = await send(fetch, paired.value, request)
    if (!answer.ok && answer.error.status === 401) {
      paired = await pairing.renew(paired.value.token)
      if (!paired.ok) return paired
      answer = await send(fetch, paired.value, request)
    }
    if (!answer.ok) return answer
    const shapes = await loadShapes()
    const parsed = shapes?.answers[shape].safeParse(answer.value)
    return parsed?.success
      ? ok(parsed.data as z.output<Answers[Key]>)
      : { ok: false, error: unexpectedAnswer(paired.value.server, 200) }
  }

  const get = <Key extends keyof Answers>(shape: Key, path: string) => ask(shape, { method: 'GET', path })
  const post = <Key extends keyof Answers>(shape: Key, path: string, body: unknown = {}) =>
    ask(shape, { method: 'POST', path, body })
  const put = <Key extends keyof Answers>(shape: Key, path: string, body: unknown) =>
    ask(shape, { method: 'PUT', path, body })

  return {
    capabilities: () => get('capabilities', '/capabilities'),
    projects: async () => inside(await get('projects', '/projects'), 'projects'),
    sources: async projectId => inside(await get('sources', `/projects/${projectId}/sources`), 'sources'),
    source: id => get('source', `/sources/${id}`),
    runs: async projectId => inside(await get('runs', `/projects/${projectId}/runs`), 'runs'),
    run: (id, projectId) => ask('run', { method: 'GET', path: `/runs/${id}`, projectId }),
    brief: async projectId => inside(await get('brief', `/projects/${projectId}/brief`), 'brief'),
    buildBrief: (projectId, id) => post('run', `/projects/${projectId}/briefs`, { id }),
    findings: async projectId =>
      inside(await get('newestFindings', `/projects/${projectId}/findings`), 'findings'),
    findingsById: id => get('findings', `/findings/${id}`),
    findClaims: (projectId, id) => post('run', `/projects/${projectId}/findings`, { id }),
    tiers: domains =>
      get(
        'tiers',
        `/tiers${domains.length ? '?' : ''}${new URLSearchParams(domains.map(domain => ['domain', domain]))}`,
      ),
    putTier: (domain, tier) => put('tierRule', `/tiers/${encodeURIComponent(domain)}`, { tier }),
    deleteTier: domain => ask('nothing', { method: 'DELETE', path: `/tiers/${encodeURIComponent(domain)}` }),
    cancelRun: (id, projectId) =>
      ask('run', { method: 'POST', path: `/runs/${id}/cancel`, body: {}, projectId }),
    retryRun: (id, projectId) =>
      ask('run', { method: 'POST', path: `/runs/${id}/retry`, body: {}, projectId }),
    sourceVersions: async id => inside(await get('sourceVersions', `/sources/${id}/versions`), 'versions'),
    sourceVersion: (id, version) => get('sourceVersion', `/sources/${id}/versions/${version}`),
    putCheck: (id, check) => put('sourceSaved', `/sources/${id}/check`, check),
    putTags: (id, tags) => put('sourceSaved', `/sources/${id}/tags`, { tags }),
    search: (question, signal) =>
      ask('searchAnswer', { method: 'POST', path: '/search', body: question, signal }),
    searchFacets: scope => get('searchFacets', `/search/facets?${new URLSearchParams({ ...scope })}`),
    channels: async () => inside(await get('channels', '/channels'), 'channels'),
    putChannel: listing => put('channel', `/channels/${listing.id}`, listing),
    channelVideos: async id => inside(await get('channelVideos', `/channels/${id}/videos`), 'videos'),
    channelVideo: (channelId, videoId) =>
      get('channelVideoDetail', `/channels/${channelId}/videos/${videoId}`),
    putChannelTranscript: (channelId, videoId, transcript) =>
      put('channelVideo', `/channels/${channelId}/videos/${videoId}`, transcript),
    deleteChannel: id => ask('nothing', { method: 'DELETE', path: `/channels/${id}` }),
    listChannelByServer: address =>
      ask('channelListing', {
        method: 'POST',
        path: '/youtube/channels',
        body: { address },
        timeoutMs: LISTING_MS,
      }),
    transcriptByServer: (videoId, language) =>
      post('serverTranscript', '/youtube/transcripts', { videoId, language }),
    voices: async () => inside(await get('voices', '/voices'), 'voices'),
    putVoice: (id, draft) => put('voice', `/voices/${id}`, draft),
    deleteVoice: id => ask('nothing', { method: 'DELETE', path: `/voices/${id}` }),
    voice: (id, projectId) => ask('voiceDetail', { method: 'GET', path: `/voices/${id}`, projectId }),
    profileVoice: (id, runId) => post('run', `/voices/${id}/profile`, { id: runId }),
    voiceVersions: async id => inside(await get('voiceVersions', `/voices/${id}/versions`), 'versions'),
    voiceVersion: (id, version) => get('voiceVersion', `/voices/${id}/versions/${version}`),
    editVoice: (id, edits) => post('voiceVersion', `/voices/${id}/edits`, edits),
    restoreVoice: (id, version) => post('voiceVersion', `/voices/${id}/versions/${version}/restore`),
    steering: (id, topic) => post('steering', `/voices/${id}/steering`, { topic }),
    importVoice: (id, file) => put('voiceDetail', `/voices/${id}/file`, file),
    ask: (projectId, draft) => post('turn', `/projects/${projectId}/turns`, draft),
    turns: (projectId, before) =>
      get('turns', `/projects/${projectId}/turns${before ? `?before=${before}` : ''}`),
    turn: id => get('turn', `/turns/${id}`),
    proposals: async projectId =>
      inside(await get('proposals', `/projects/${projectId}/proposals`), 'proposals'),
    decideProposal: (id, decision) => put('proposal', `/proposals/${id}/decision`, decision),
    notes: async projectId => inside(await get('notes', `/projects/${projectId}/notes`), 'notes'),
    putNote: (id, draft) => put('note', `/notes/${id}`, draft),
    deleteNote: id => ask('nothing', { method: 'DELETE', path: `/notes/${id}` }),
    beginInterview: (projectId, id) => post('run', `/projects/${projectId}/interviews`, { id }),
    interview: async projectId =>
      inside(await get('interview', `/projects/${projectId}/interview`), 'interview'),
    usage: () => get('usage', '/usage'),
    runUsage: runId => get('runUsage', `/runs/${runId}/usage`),
    putBudget: budget => put('budget', '/budget', budget),
    estimate: asked => post('estimate', '/estimates', asked),
    asking: { ask, get, post, put },
  }
}

function inside<Key extends string, Value>(
  answer: Result<Record<Key, Value>, ApiFailure>,
  key: Key,
): Result<Value, ApiFailure> {
  return answer.ok ? ok(answer.value[key]) : answer
}
