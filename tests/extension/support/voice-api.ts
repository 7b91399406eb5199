import { newId } from '../../../core/contract/new-id.ts'
import { err, ok, type Result } from '../../../core/contract/result.ts'
import type { Run } from '../../../core/contract/run.ts'
import type { Voice, VoiceDetail, VoiceVersion } from '../../../core/contract/voice.ts'
import { type ApiFailure, failure } from '../../../extension/api/request.ts'
import type { VoiceWorldDeps } from '../../../extension/world/voice.ts'
import { sampleProfile } from '../panel/voice-samples.ts'

const at = '2026-11-22T12:00:00.000Z'
const lines = { at, cause: 'measured', says: 'Measured', readiness: 'ready' } as const
const profile = sampleProfile()

export const measuringRun = (id: string, voiceId: string, own: Partial<Run> = {}): Run => ({
  id,
  kind: 'profile',
  projectId: null,
  sourceId: null,
  voiceId,
  state: 'queued',
  progress: null,
  error: null,
  resultId: null,
  lastSeq: 0,
  attempt: 0,
  createdAt: at,
  startedAt: null,
  finishedAt: null,
  ...own,
})

export const versionOf = (
  voiceId: string,
  version: number,
  own: Partial<VoiceVersion> = {},
): VoiceVersion => ({
  ...lines,
  voiceId,
  version,
  profile,
  edits: [],
  ...own,
})

/**
 * The server's side of voices in memory. It answers at once, or when the test opens a gate; it is away or refuses
 * when the test says so.
 */
export function voiceApi() {
  const voices = new Map<string, Voice>()
  const versions = new Map<string, VoiceVersion[]>()
  const runs = new Map<string, Run>()
  const asked: string[] = []
  const state = { away: false, refuse: null as ApiFailure | null, loseNext: 0 }
  const gates = new Map<string, Promise<void>>()

  const detailOf = (id: string): VoiceDetail => ({
    voice: voices.get(id)!,
    current: versions.get(id)?.[0] ?? null,
  })
  const gone = failure('not_found', 'There is no such voice.', 404)

  /** @param act after the gate, as a server that is slow to begin; what it answers is of before where `early` */
  async function answer<Value>(
    name: string,
    act: () => Result<Value, ApiFailure>,
    { early = false } = {},
  ): Promise<Result<Value, ApiFailure>> {
    asked.push(name)
    if (state.away) return err(failure('network', 'The Ownwords server cannot be reached.'))
    const said = early ? act() : null
    await gates.get(name)
    if (state.refuse) return err(state.refuse)
    const answered = said ?? act()
    if (state.loseNext > 0) {
      state.loseNext--
      return err(failure('network', 'The Ownwords server cannot be reached.'))
    }
    return answered
  }
  const ofVoice = <Value>(id: string, act: () => Value): Result<Value, ApiFailure> =>
    voices.has(id) ? ok(act()) : err(gone)

  function add(id: string, version: VoiceVersion): VoiceVersion {
    versions.set(id, [version, ...(versions.get(id) ?? [])])
    const { readiness } = version
    voices.set(id, { ...voices.get(id)!, version: version.version, readiness, updatedAt: version.at })
    return version
  }
  const newest = (id: string) => versions.get(id)?.[0]

  const api: VoiceWorldDeps['api'] = {
    voices: () => answer('voices', () => ok([...voices.values()]), { early: true }),
    voice: id => answer(`voice ${id}`, () => ofVoice(id, () => detailOf(id)), { early: true }),
    putVoice: (id, draft) =>
      answer(`putVoice ${id}`, () => {
        const known = voices.get(id)
        const fresh = { readiness: null, version: 0, runId: null, createdAt: at }
        const stale = known !== undefined && known.version > 0
        voices.set(id, { ...fresh, ...known, ...draft, id, stale, updatedAt: at })
        return ok(voices.get(id)!)
      }),
    deleteVoice: id =>
      answer(`deleteVoice ${id}`, () =>
        ofVoice(id, () => {
          voices.delete(id)
          return null
        }),
      ),
    profileVoice: (id, runId) =>
      answer(`profileVoice ${id}`, () =>
        ofVoice(id, () => {
          const going = voices.get(id)!.runId
          const run = (going && runs.get(going)) || measuringRun(runId, id)
          runs.set(run.id, run)
          voices.set(id, { ...voices.get(id)!, runId: run.id })
          return run
        }),
      ),
    voiceVersions: id => answer(`voiceVersions ${id}`, () => ofVoice(id, () => versions.get(id) ?? [])),
    voiceVersion: (id, version) =>
      answer(`voiceVersion ${id} ${version}`, () => {
        const one = versions.get(id)?.find(each => each.version === version)
        return one ? ok(one) : err(gone)
      }),
    editVoice: (id, { base, edits, says }) =>
      answer(`editVoice ${id}`, () =>
        newest(id)?.version === base
          ? ok(add(id, versionOf(id, base + 1, { cause: 'edited', edits, says })))
          : err(failure('conflict', 'Another version came between. Look at it and edit again.', 409)),
      ),
    restoreVoice: (id, version) =>
      answer(`restoreVoice ${id} ${version}`, () => {
        const old = versions.get(id)?.find(each => each.version === version)
        const next = (newest(id)?.version ?? 0) + 1
        return old ? ok(add(id, { ...old, version: next, cause: 'restored' })) : err(gone)
      }),
    steering: (id, topic) =>
      answer(`steering ${id} ${topic}`, () =>
        ofVoice(id, () => ({
          voiceId: id,
          version: voices.get(id)!.version,
          readiness: 'ready' as const,
          language: 'en',
          ...{ rules: [], passages: [], avoid: [], snippet: null, caps: [] },
        })),
      ),
    importVoice: (id, file) =>
      answer(`importVoice ${id}`, () => {
        const fresh = { readiness: null, version: 0, runId: null, createdAt: at, stale: false }
        voices.set(id, { ...fresh, ...file.voice, id, updatedAt: at })
        add(id, versionOf(id, 1, { cause: 'imported', profile: file.profile, edits: file.edits }))
        return ok(detailOf(id))
      }),
    // A voice's run is its account's: whoever asks within a shared project, which may be open, is told of none.
    run: (id, of) => answer(`run ${id}`, () => (runs.has(id) && of === null ? ok(runs.get(id)!) : err(gone))),
    cancelRun: (id, of) =>
      answer(`cancelRun ${id}`, () => {
        if (of !== null) return err(gone)
        const run: Run = { ...runs.get(id)!, state: 'cancelled', finishedAt: at }
        runs.set(id, run)
        return ok(run)
      }),
  }

  return {
    api,
    voices,
    versions,
    runs,
    asked,
    state,
    /** A voice that was measured so many times. */
    put(own: Partial<Voice>, measured: number): Voice {
      const id = own.id ?? newId()
      voices.set(id, {
        id,
        name: 'Tides',
        channelId: 'UCaaaaaaaaaaaaaaaaaaaaaa',
        kind: 'main',
        language: null,
        videos: [{ videoId: 'video000000', cuts: [] }],
        readiness: null,
        version: 0,
        stale: false,
        runId: null,
        createdAt: at,
        updatedAt: at,
        ...own,
      })
      for (let n = 1; n <= measured; n++) add(id, versionOf(id, n))
      return voices.get(id)!
    },
    add,
    /** The server takes what it was asked from now on under this name, and answers when the gate is opened. */
    hold(name: string): () => void {
      const { promise, resolve } = Promise.withResolvers<void>()
      gates.set(name, promise)
      return () => {
        gates.delete(name)
        resolve()
      }
    },
  }
}
