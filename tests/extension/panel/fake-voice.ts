import { signal } from '@preact/signals'
import type { Run } from '../../../core/contract/run.ts'
import type { Voice, VoiceDraft, VoiceVersion } from '../../../core/contract/voice.ts'
import type { MeterReading } from '../../../core/voice/reading.ts'
import { steer } from '../../../core/voice/steer.ts'
import type { Done, Failure } from '../../../extension/panel/done.ts'
import type { OpenVoice, VoiceList, VoiceWorld } from '../../../extension/panel/voice/voice-world.ts'
import { talk } from './fake-channel.ts'
import { id, present, run } from './samples.ts'
import { ownTalk } from './voice-samples.ts'

export interface VoiceSetting {
  list: VoiceList
  open: OpenVoice | null
  /** Newest first. */
  versions: VoiceVersion[]
  /** Why what a writer gets cannot be had. */
  steeringFails: Failure | null
  /** What the meter says of a text. */
  reading: ((text: string) => MeterReading | Promise<MeterReading>) | null
  /** What every act answers, where a test wants it to fail. */
  failure: Failure | null
}

export const noVoice: VoiceSetting = {
  list: { state: 'there', voices: [], failure: null, offline: false },
  open: null,
  versions: [],
  steeringFails: null,
  reading: null,
  failure: null,
}

/** A voice that shows, with its newest version. */
export const voiceShown = (
  voice: Voice,
  current: VoiceVersion | null,
  over: Partial<VoiceSetting> = {},
): VoiceSetting => ({
  ...noVoice,
  list: { ...noVoice.list, voices: [voice] },
  open: { voiceId: voice.id, state: 'there', detail: { voice, current }, failure: null, run: null },
  versions: current ? [current] : [],
  ...over,
})

export const profileRun = (over: Partial<Run> = {}): Run => ({
  ...run(70),
  state: 'running',
  progress: { done: 9, total: 24, label: 'Measuring “What a manhole knows”' },
  ...over,
})

/** A world of voices that does at once what it is asked. */
export function fakeVoice(
  setting: VoiceSetting,
  note: (act: string, ...given: unknown[]) => void,
): VoiceWorld {
  const list = signal(setting.list)
  const open = signal(setting.open)
  let versions = setting.versions
  let made = 50

  const away: Failure = { code: 'offline', message: 'Your server is away. Start it and try again.' }
  const refused = (): Failure | null => setting.failure ?? (list.value.offline ? away : null)
  const answer = async <Value>(make: () => Value): Done<Value> => {
    const error = refused()
    return error ? { ok: false, error } : { ok: true, value: make() }
  }
  const show = (voice: Voice, current: VoiceVersion | null, going: Run | null = null) => {
    const { voices } = list.value
    const known = voices.some(each => each.id === voice.id)
    list.value = {
      ...list.value,
      voices: known ? voices.map(each => (each.id === voice.id ? voice : each)) : [...voices, voice],
    }
    open.value = {
      voiceId: voice.id,
      state: 'there',
      detail: { voice, current },
      failure: null,
      run: going,
    }
    return voice
  }
  const opened = () => open.value!.detail!
  const voiceOf = (draft: VoiceDraft): Voice => {
    made += 1
    const at = new Date(present).toISOString()
    return {
      ...draft,
      id: id(700 + made),
      readiness: null,
      version: 0,
      stale: true,
      runId: null,
      createdAt: at,
      updatedAt: at,
    }
  }
  const become = (version: Omit<VoiceVersion, 'version' | 'at' | 'voiceId'>): VoiceVersion => {
    const { voice } = opened()
    const next = {
      ...version,
      voiceId: voice.id,
      version: voice.version + 1,
      at: new Date(present).toISOString(),
    }
    versions = [next, ...versions]
    show({ ...voice, version: next.version, readiness: next.readiness }, next)
    return next
  }

  return {
    list,
    open,
    async refresh() {
      note('voice.refresh')
    },
    async choose(voiceId) {
      note('voice.choose', voiceId)
      const voice = list.value.voices.find(each => each.id === voiceId)
      if (voice) show(voice, versions.find(each => each.voiceId === voiceId) ?? null)
    },
    create(draft) {
      note('voice.create', draft)
      return answer(() => show(voiceOf(draft), null))
    },
    change(voiceId, draft) {
      note('voice.change', voiceId, draft)
      return answer(() => show({ ...opened().voice, ...draft, stale: true }, opened().current))
    },
    remove(voiceId) {
      note('voice.remove', voiceId)
      return answer(() => {
        list.value = { ...list.value, voices: list.value.voices.filter(each => each.id !== voiceId) }
        open.value = null
      })
    },
    measure(voiceId) {
      note('voice.measure', voiceId)
      return answer(() => {
        const going = profileRun()
        show({ ...opened().voice, runId: going.id }, opened().current, going)
        return going
      })
    },
    cancel(voiceId) {
      note('voice.cancel', voiceId)
      return answer(() => {
        const going = open.value?.run
        show(
          { ...opened().voice, runId: null },
          opened().current,
          going ? { ...going, state: 'cancelled' } : null,
        )
      })
    },
    edit(voiceId, edits) {
      note('voice.edit', voiceId, edits)
      return answer(() =>
        become({ ...opened().current!, edits: edits.edits, says: edits.says, cause: 'edited' }),
      )
    },
    versions(voiceId) {
      note('voice.versions', voiceId)
      return answer(() =>
        versions.map(({ version, at, cause, says, readiness }) => ({
          voiceId,
          version,
          at,
          cause,
          says,
          readiness,
        })),
      )
    },
    version(voiceId, version) {
      note('voice.version', voiceId, version)
      return answer(() => versions.find(each => each.version === version)!)
    },
    restore(voiceId, version) {
      note('voice.restore', voiceId, version)
      return answer(() => {
        const before = versions.find(each => each.version === version)!
        return become({ ...before, cause: 'restored', says: `Restored version ${version}` })
      })
    },
    importFile(file) {
      note('voice.importFile', file)
      return answer(() => show(voiceOf(file.voice), null))
    },
    video(channelId, videoId) {
      note('voice.video', channelId, videoId)
      return answer(() => ({
        video: { ...talk(1), videoId, outcome: 'ok', receipt: null, fetchedAt: null },
        transcript: ownTalk,
        chapters: [],
      }))
    },
    async play(videoId, startMs) {
      note('voice.play', videoId, startMs)
    },
    async steering(voiceId, topic) {
      note('voice.steering', voiceId, topic)
      const [current] = versions
      if (setting.steeringFails) return { ok: false, error: setting.steeringFails }
      if (!current) return { ok: false, error: { code: 'not_found', message: 'There is nothing yet.' } }
      return answer(() => steer(voiceId, current, topic))
    },
    async meter() {
      note('voice.meter')
      const reading = setting.reading
      if (!reading) return { ok: false, error: { code: 'not_found', message: 'There is no model yet.' } }
      return answer(() => ({ read: reading }))
    },
  }
}
