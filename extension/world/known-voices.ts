import { signal } from '@preact/signals'
import type { Run } from '../../core/contract/run.ts'
import type { Voice, VoiceDetail } from '../../core/contract/voice.ts'
import type { Api } from '../api/client.ts'
import type { Area } from '../browser/storage.ts'
import type { Library } from '../outbox/library.ts'
import type { OpenVoice, VoiceList } from '../panel/voice/voice-world.ts'

export interface KnownVoicesDeps {
  api: Pick<Api, 'voices' | 'voice'>
  library: Library
  local: Area
  /** The server told its voices; `late` becomes true when a newer list was asked for. */
  told: (voices: Voice[], late: () => boolean) => Promise<void>
}

/** The voice that was open last. */
const OPEN = 'voice-open'

/**
 * The voices as far as they are known, and the one that shows: what was kept on this computer at once, what the server
 * says as soon as it does. An answer that comes late is kept where it belongs or dropped, never shown on another voice.
 */
export function knownVoices({ api, library, local, told }: KnownVoicesDeps) {
  const list = signal<VoiceList>({ state: 'loading', voices: [], failure: null, offline: false })
  const open = signal<OpenVoice | null>(null)
  /** The newest measuring of each voice that was seen. */
  const runs = new Map<string, Run>()
  /** Counts what was changed here: an answer to an earlier question may lack it. */
  let changes = 0
  /** The newest question of each kind: who asked earlier waits for its answer. */
  let looking: Promise<void> | null = null
  let asking: { voiceId: string; answered: Promise<void> } | null = null
  let pageSeen = false
  let over = false

  const show = (own: Partial<VoiceList>) => {
    list.value = { ...list.peek(), ...own }
  }
  /** What belongs to a voice that does not show is dropped here. */
  const showOpen = (voiceId: string, own: Partial<OpenVoice>) => {
    const shown = open.peek()
    if (shown?.voiceId === voiceId) open.value = { ...shown, ...own }
  }

  async function keepList(voices: Voice[]): Promise<void> {
    show({ state: 'there', voices, failure: null })
    await library.keepVoices(voices)
  }
  async function put(voice: Voice): Promise<void> {
    const shown = open.peek()
    if (shown?.detail?.voice.id === voice.id) showOpen(voice.id, { detail: { ...shown.detail, voice } })
    const { voices } = list.peek()
    const known = voices.some(each => each.id === voice.id)
    await keepList(known ? voices.map(each => (each.id === voice.id ? voice : each)) : [...voices, voice])
  }
  async function putDetail(detail: VoiceDetail): Promise<void> {
    showOpen(detail.voice.id, { detail, state: 'there', failure: null })
    await library.keepVoice(detail)
    await put(detail.voice)
  }
  async function drop(voiceId: string): Promise<void> {
    runs.delete(voiceId)
    await keepList(list.peek().voices.filter(each => each.id !== voiceId))
    await settleOpen()
  }

  function turnTo(voiceId: string, detail: VoiceDetail | null = null): void {
    const run = runs.get(voiceId) ?? null
    open.value = { voiceId, state: detail ? 'there' : 'loading', detail, failure: null, run }
    void local.set(OPEN, voiceId)
  }

  /** A voice is open while there is one: the last one, else the first. */
  async function settleOpen(): Promise<void> {
    const has = (id: unknown) => list.peek().voices.some(each => each.id === id)
    if (!has(open.peek()?.voiceId)) {
      const last = await local.get(OPEN)
      if (over) return
      const next = has(last) ? (last as string) : list.peek().voices[0]?.id
      // Unless somebody chose meanwhile.
      if (next === undefined) open.value = null
      else if (!has(open.peek()?.voiceId)) turnTo(next)
    }
    const shown = open.peek()
    if (!pageSeen || shown?.state !== 'loading') return
    await (asking?.voiceId === shown.voiceId ? asking.answered : loadOpen())
  }

  /** Which voices there are, as the server says. */
  function look(): Promise<void> {
    const before = changes
    const ask = async (): Promise<void> => {
      const answer = await api.voices()
      if (over) return
      // A newer question was asked meanwhile: its answer counts.
      if (mine !== looking) return looking ?? undefined
      if (before !== changes) return look()
      if (!answer.ok) {
        const { state } = list.peek()
        return show({ state: state === 'there' ? 'there' : 'failed', failure: answer.error })
      }
      await keepList(answer.value)
      await settleOpen()
      await told(answer.value, () => over || mine !== looking)
    }
    const mine: Promise<void> = ask()
    looking = mine
    return mine
  }

  /** The voice that shows: as it was kept, then as it is. */
  function loadOpen(): Promise<void> {
    const voiceId = open.peek()?.voiceId
    if (!voiceId) return Promise.resolve()
    const before = changes
    const late = () => over || mine !== asking || open.peek()?.voiceId !== voiceId
    const newer = (): Promise<void> | undefined =>
      asking && mine !== asking && !over ? asking.answered : undefined
    const ask = async (): Promise<void> => {
      const kept = await library.voice(voiceId)
      if (late()) return newer()
      if (kept && !open.peek()?.detail) showOpen(voiceId, { detail: kept, state: 'there' })
      const answer = await api.voice(voiceId)
      if (late()) return newer()
      if (before !== changes) return loadOpen()
      if (answer.ok) return putDetail(answer.value)
      if (answer.error.status === 404) return drop(voiceId)
      showOpen(voiceId, { state: open.peek()?.detail ? 'there' : 'failed', failure: answer.error })
    }
    const mine: NonNullable<typeof asking> = { voiceId, answered: ask() }
    asking = mine
    return mine.answered
  }

  return {
    list,
    open,
    put,
    putDetail,
    drop,
    turnTo,
    look,
    loadOpen,
    voiceOf: (voiceId: string): Voice | undefined => list.peek().voices.find(each => each.id === voiceId),
    runOf: (voiceId: string): Run | null => runs.get(voiceId) ?? null,
    noteRun(run: Run): void {
      if (!run.voiceId) return
      runs.set(run.voiceId, run)
      showOpen(run.voiceId, { run })
    },
    /** Call it after each change that the server took: what was asked before is asked again. */
    changed(): void {
      changes++
    },
    async readDisk(): Promise<void> {
      const kept = await library.voices()
      if (over || !kept || list.peek().state === 'there') return
      show({ state: 'there', voices: kept })
      await settleOpen()
    },
    /** The page of the voice is shown: whole profiles are read for it from now on. */
    seen(): void {
      pageSeen = true
    },
    isSeen: () => pageSeen,
    setOffline(offline: boolean): void {
      if (list.peek().offline !== offline) show({ offline })
    },
    /** For another account, whose voices these are not. */
    forget(): void {
      looking = null
      asking = null
      runs.clear()
      open.value = null
      show({ state: 'loading', voices: [], failure: null })
    },
    stop(): void {
      over = true
    },
  }
}
