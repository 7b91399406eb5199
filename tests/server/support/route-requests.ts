import { newId } from '../../../core/contract/id.ts'
import type { Ask } from './api.ts'
import { article } from './captures.ts'
import { at } from './creator.ts'
import { putBeat } from './script.ts'
import { CHANNEL, draft, videoId, voiceFile } from './voices.ts'
import type { wholeAccount } from './whole-account.ts'

type Ids = Awaited<ReturnType<typeof wholeAccount>>['ids'] & { member: string; invitation: string }

/** What `{id}` is, by how the path begins. */
const idOf = (ids: Ids): Record<string, string> => ({
  projects: ids.project,
  sources: ids.source,
  channels: CHANNEL,
  voices: ids.voice,
  briefs: ids.brief,
  findings: ids.findings,
  turns: ids.turn,
  proposals: ids.proposal,
  notes: ids.note,
  branches: ids.branch,
  points: ids.point,
  rewrites: ids.rewrite,
  'learned-rules': ids.rule,
  runs: ids.run,
  invitations: ids.invitation,
  devices: ids.device,
})

/** A path of openapi.json with the ids of what is there. @throws Error for a parameter that nobody has given a value */
export function pathOf(path: string, ids: Ids): string {
  const values: Record<string, string | undefined> = {
    id: idOf(ids)[path.split('/')[1]!],
    version: '1',
    videoId: videoId(1),
    domain: 'a.example',
    accountId: ids.member,
  }
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (!value) throw new Error(`${path}: say in route-requests.ts which {${name}} it is asked with.`)
    return value
  })
  return path === '/search/facets' ? `${filled}?in=project&projectId=${ids.project}` : filled
}

const nothing = 'harmless'

/** What is sent, by route. Nothing in it is of the account whose ids it names. */
export async function bodiesOf(ids: Ids): Promise<Record<string, Ask>> {
  const run = () => ({ json: { id: newId() } })
  const listing = {
    ...{ id: CHANNEL, title: nothing, handle: null, url: `https://www.youtube.com/channel/${CHANNEL}` },
    ...{ listedAt: at(1), complete: false, videos: [] },
  }
  const legs = [{ leg: 'get_panel', outcome: 'empty', ms: 3 }]
  const transcript = {
    ...{ outcome: 'needs_file', receipt: { by: null, legs, words: 0, leftOut: [] }, transcript: null },
    ...{ chapters: [], fetchedAt: at(1), contentHash: null },
  }
  const angle = { title: nothing, promise: '', audience: '', fresh: '', titles: [], own: [] }
  const check = { state: 'gone', detail: nothing, at: at(9), contentHash: 'a'.repeat(64) }
  const counted = { activeMs: 1, clicks: 1, typedWords: 1, waitedMs: 1 }
  const caps = { runTokens: null, monthTokens: null, runDollars: null, monthDollars: null }
  const error = { name: 'TypeError', code: null, frames: [], place: 'panel', version: '1.0', times: 1 }
  return {
    'POST /pair/codes': { json: { label: nothing } },
    'POST /pair/codes/token': { json: { deviceCode: nothing } },
    'PUT /account': { json: { name: nothing } },
    'DELETE /account': { json: { confirm: nothing } },
    'POST /reports/errors': { json: { errors: [error] } },
    'POST /reports/use': { json: { events: [{ event: 'clip_saved' }] } },
    'PUT /projects/{id}': { json: { title: nothing } },
    'POST /projects/{id}/invitations': { json: { id: newId(), email: 'n@example.org', role: 'reader' } },
    'PUT /projects/{id}/members/{accountId}': { json: { role: 'editor' } },
    'POST /projects/import': { body: nothing, headers: { 'content-type': 'application/zip' } },
    'PUT /sources/{id}': { json: await article(ids.project, { id: ids.source, text: nothing }) },
    'PUT /sources/{id}/check': { json: check },
    'PUT /sources/{id}/tags': { json: { tags: [nothing] } },
    'POST /search': { json: { query: 'moon', scope: { in: 'project', projectId: ids.project } } },
    'PUT /channels/{id}': { json: listing },
    'PUT /channels/{id}/videos/{videoId}': { json: transcript },
    'PUT /voices/{id}': { json: draft([1, 2], { name: nothing }) },
    'POST /voices/{id}/profile': run(),
    'POST /voices/{id}/edits': { json: { base: 1, edits: [], says: nothing } },
    'POST /voices/{id}/steering': { json: { topic: null } },
    'PUT /voices/{id}/file': { json: voiceFile() },
    'POST /youtube/channels': { json: { address: '@nobody', first: null } },
    'POST /youtube/transcripts': { json: { videoId: videoId(1), language: null } },
    'POST /projects/{id}/briefs': run(),
    'POST /projects/{id}/findings': run(),
    'PUT /tiers/{domain}': { json: { tier: 'doubtful' } },
    'POST /projects/{id}/turns': { json: { id: newId(), stage: 'research', text: nothing } },
    'PUT /proposals/{id}/decision': { json: { state: 'refused' } },
    'PUT /notes/{id}': { json: { projectId: ids.project, text: nothing } },
    'POST /projects/{id}/interviews': run(),
    'PUT /projects/{id}/activity': { json: { deviceId: newId(), since: at(0), ...counted } },
    'PUT /baseline': { json: { baseline: null } },
    'POST /branches/{id}/changes': { json: { changes: [putBeat(9)] } },
    'POST /branches/{id}/points': { json: { id: newId(), name: nothing } },
    'PUT /projects/{id}/plan': { json: { targetSeconds: 60, voiceId: ids.voice } },
    'POST /projects/{id}/branches': {
      json: { id: newId(), name: nothing, fromId: ids.branch, before: null },
    },
    'PUT /branches/{id}': { json: { name: nothing } },
    'POST /branches/{id}/offers': { json: { id: newId(), gate: 'angle', wish: null } },
    'POST /branches/{id}/decisions': {
      json: { id: newId(), how: 'own', optionIds: [], content: { gate: 'angle', angle } },
    },
    'POST /branches/{id}/drafts': { json: { id: newId(), beatIds: null, wish: null } },
    'POST /branches/{id}/rewrites': {
      json: { id: newId(), sentenceIds: [newId()], how: 'shorter', wish: null },
    },
    'PUT /learned-rules/{id}/decision': { json: { state: 'refused' } },
    'PUT /budget': { json: caps },
    'PUT /model-key': {
      json: { baseUrl: 'https://model.example/v1', model: nothing, apiKey: 'sk-harmless' },
    },
    'POST /estimates': { json: { kind: 'brief', projectId: ids.project } },
  }
}
