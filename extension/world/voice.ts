import { effect, type ReadonlySignal } from '@preact/signals'
import { newId } from '../../core/contract/new-id.ts'
import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Voice, VoiceDraft, VoiceVersion } from '../../core/contract/voice.ts'
import type { Api } from '../api/client.ts'
import { type ApiFailure, failure } from '../api/request.ts'
import type { OpenMeter, VoiceWorld } from '../panel/voice/voice-world.ts'
import type { Connection } from '../panel/world.ts'
import { type KnownVoicesDeps, knownVoices } from './known-voices.ts'
import { type MeasuringsDeps, measurings } from './measurings.ts'
import type { OwnWords } from './own-words.ts'
import type { Places } from './places.ts'
import { twice } from './twice.ts'

type Asked =
  | 'putVoice'
  | 'deleteVoice'
  | 'voiceVersions'
  | 'voiceVersion'
  | 'editVoice'
  | 'restoreVoice'
  | 'steering'
  | 'importVoice'

export interface VoiceWorldDeps {
  api: Pick<Api, Asked> & KnownVoicesDeps['api'] & MeasuringsDeps['api']
  library: KnownVoicesDeps['library']
  local: KnownVoicesDeps['local']
  connection: ReadonlySignal<Connection>
  /** Looks for the server now. */
  connect: () => Promise<void>
  follow: MeasuringsDeps['follow']
  words: OwnWords
  places: Places
  /** A meter in a worker of its own, with its code and the shipped background. Rejects with words for the creator. */
  openMeter: (version: VoiceVersion) => Promise<OpenMeter & { isOpen(): boolean; close(): void }>
  clock: () => number
}

/** The creator's voices: what is measured of how they talk, and what they say of it. */
export function voiceWorld(deps: VoiceWorldDeps): {
  world: VoiceWorld
  load: () => Promise<void>
  stop: () => void
} {
  const { api, connection, words, places, clock } = deps
  const nextId = () => newId(clock())
  const needServer = async () => {
    if (connection.peek().state !== 'online') await deps.connect()
  }
  const known = knownVoices({ ...deps, told: (voices, late) => measured.track(voices, late) })
  const measured = measurings({
    ...deps,
    needServer,
    runOf: known.runOf,
    noted: known.noteRun,
    ended: run => {
      void known.look()
      if (run.voiceId === known.open.peek()?.voiceId && known.isSeen()) void known.loadOpen()
    },
    newId: nextId,
  })

  /** The server knows a channel by its list, which may be on its way. */
  async function needChannel(channelId: string): Promise<Result<void, ApiFailure>> {
    await needServer()
    return words.send(channelId, [], () => {}, new AbortController().signal)
  }

  async function save(voiceId: string, draft: VoiceDraft): Promise<Result<Voice, ApiFailure>> {
    const listed = await needChannel(draft.channelId)
    if (!listed.ok) return listed
    const answer = await twice(() => api.putVoice(voiceId, draft))
    known.changed()
    if (answer.ok) await known.put(answer.value)
    return answer
  }

  /** A version that was made of the voice that shows, or of another. */
  async function versionMade(version: VoiceVersion): Promise<void> {
    known.changed()
    const voice = known.voiceOf(version.voiceId)
    if (!voice) return known.look()
    const { readiness, at: updatedAt } = version
    await known.putDetail({
      voice: { ...voice, version: version.version, readiness, updatedAt },
      current: version,
    })
  }

  let meter: { of: string; made: ReturnType<VoiceWorldDeps['openMeter']> } | null = null
  const closeMeter = () => {
    void meter?.made.then(
      made => made.close(),
      () => {},
    )
    meter = null
  }

  const world: VoiceWorld = {
    list: known.list,
    open: known.open,
    async refresh() {
      known.seen()
      if (known.list.peek().state !== 'there') await known.readDisk()
      await Promise.all([known.look(), known.loadOpen()])
    },
    async choose(voiceId) {
      known.seen()
      if (known.open.peek()?.voiceId !== voiceId) known.turnTo(voiceId)
      await known.loadOpen()
    },

    async create(draft) {
      const saved = await save(nextId(), draft)
      if (!saved.ok) return saved
      known.turnTo(saved.value.id)
      await known.putDetail({ voice: saved.value, current: null })
      return saved
    },
    change: save,
    async remove(voiceId) {
      await needServer()
      const answer = await twice(() => api.deleteVoice(voiceId))
      known.changed()
      // What is gone already is gone.
      if (!answer.ok && answer.error.status !== 404) return answer
      await measured.abandon(voiceId)
      await known.drop(voiceId)
      return ok(undefined)
    },

    async measure(voiceId) {
      const voice = known.voiceOf(voiceId)
      return voice ? measured.measure(voice) : err(GONE)
    },
    cancel: measured.cancel,

    async edit(voiceId, edits) {
      await needServer()
      const answer = await api.editVoice(voiceId, edits)
      if (answer.ok) await versionMade(answer.value)
      // Another version came between, or this one was made and its answer lost: show what there is.
      else if (answer.error.code === 'conflict' || answer.error.status === null) await known.loadOpen()
      return answer
    },
    versions: api.voiceVersions,
    version: api.voiceVersion,
    async restore(voiceId, version) {
      await needServer()
      const answer = await api.restoreVoice(voiceId, version)
      if (answer.ok) await versionMade(answer.value)
      return answer
    },

    async importFile(file) {
      const listed = await needChannel(file.voice.channelId)
      if (!listed.ok) return listed
      const id = nextId()
      const answer = await twice(() => api.importVoice(id, file))
      known.changed()
      if (!answer.ok) return answer
      known.turnTo(id, answer.value)
      await known.putDetail(answer.value)
      return ok(answer.value.voice)
    },

    video: words.video,
    async play(videoId, startMs) {
      const url = `https://www.youtube.com/watch?v=${encodeURIComponent(videoId)}`
      if (startMs === null) return places.visit(url)
      const link = `${url}&t=${Math.floor(startMs / 1_000)}s`
      await places.openCitation({ link, startMs, page: null, anchor: { exact: '', prefix: '', suffix: '' } })
    },

    async steering(voiceId, topic) {
      await needServer()
      return api.steering(voiceId, topic)
    },
    async meter(of) {
      const current = of ?? known.open.peek()?.detail?.current
      if (!current) return err(UNMEASURED)
      // An edit makes a version and leaves what was measured as it was.
      const key = `${current.voiceId} ${current.profile.measuredAt}`
      if (meter?.of !== key) closeMeter()
      const isDead = await meter?.made.then(
        made => !made.isOpen(),
        () => true,
      )
      if (isDead) closeMeter()
      meter ??= { of: key, made: deps.openMeter(current) }
      try {
        return ok(await meter.made)
      } catch (error) {
        return err(
          failure('meter', error instanceof Error ? error.message : 'The meter could not be opened.'),
        )
      }
    },
  }

  let account: string | null = null
  const off = effect(() => {
    const now = connection.value
    known.setOffline(now.state === 'offline' || now.state === 'needs_token')
    if (now.state !== 'online') return
    if (account !== null && account !== now.capabilities.accountId) {
      known.forget()
      measured.forget()
    }
    account = now.capabilities.accountId
    void known.look().then(() =>
      measured.goOn(id => {
        const { state, failure } = known.list.peek()
        return known.voiceOf(id) ?? (state === 'there' && failure === null ? 'gone' : 'unknown')
      }),
    )
    if (known.isSeen()) void known.loadOpen()
  })

  return {
    world,
    load: known.readDisk,
    stop() {
      off()
      closeMeter()
      known.stop()
      measured.stop()
    },
  }
}

const GONE = failure(
  'not_found',
  'This voice is not there any more. It may have been removed elsewhere.',
  404,
)
const UNMEASURED = failure('unmeasured', 'Nothing has been measured of this voice yet. Measure it first.')
