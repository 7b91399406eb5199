import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Run } from '../../core/contract/run.ts'
import { isOver } from '../../core/contract/run-state.ts'
import type { Voice } from '../../core/contract/voice.ts'
import type { Api } from '../api/client.ts'
import { type ApiFailure, failure } from '../api/request.ts'
import type { Area } from '../browser/storage.ts'
import type { OwnWords } from './own-words.ts'
import { followRuns } from './runs.ts'
import { twice } from './twice.ts'

export interface MeasuringsDeps {
  api: Pick<Api, 'profileVoice' | 'run' | 'cancelRun'>
  local: Area
  needServer: () => Promise<void>
  follow: Parameters<typeof followRuns>[0]['follow']
  words: Pick<OwnWords, 'send'>
  /** The newest measuring of a voice that was seen. */
  runOf: (voiceId: string) => Run | null
  noted: (run: Run) => void
  /** A measuring is over, or the server knows it no more. */
  ended: (run: Run) => void
  newId: () => string
  /** Milliseconds since 1970. */
  clock: () => number
}

/** A measuring that was asked for and that the server does not know yet: its words are being sent. */
const NOTE = 'voice-measuring'

/** The measuring of voices: words that wait are sent first, then it is a run like others. A closed panel ends none. */
export function measurings(deps: MeasuringsDeps) {
  const { api, local, words, noted, runOf, clock } = deps
  const sending = new Map<string, { stop: AbortController; begun: Promise<Result<Run, ApiFailure>> }>()
  let over = false
  const followed = followRuns({
    follow: deps.follow,
    changed: now => {
      for (const run of now) noted(run)
    },
    ended: deps.ended,
  })

  /** Until the server has the run it is ours, with the id that it will have, and says what is done. */
  function begin(voice: Voice, runId: string): Promise<Result<Run, ApiFailure>> {
    const stop = new AbortController()
    const now = () => new Date(clock()).toISOString()
    const own: Run = { ...blank, id: runId, voiceId: voice.id, createdAt: now() }
    const work = async (): Promise<Result<Run, ApiFailure>> => {
      await local.set(NOTE, { voiceId: voice.id, runId })
      await deps.needServer()
      const videoIds = voice.videos.map(video => video.videoId)
      const sent = await words.send(
        voice.channelId,
        videoIds,
        (waiting, total) => {
          if (waiting)
            noted({ ...own, progress: { done: total - waiting, total, label: sendingWords(waiting) } })
        },
        stop.signal,
      )
      if (!sent.ok) return sent
      return stop.signal.aborted ? err(STOPPED) : twice(() => api.profileVoice(voice.id, runId))
    }
    const begun = work()
      .catch(unread)
      .then(async answer => {
        sending.delete(voice.id)
        // Closed in the middle: the note stays for whoever opens the panel again.
        if (over) return answer
        await local.remove(NOTE)
        if (answer.ok) followed.add(answer.value)
        else if (stop.signal.aborted) noted({ ...own, state: 'cancelled', finishedAt: now() })
        else {
          const { code, message } = answer.error
          noted({ ...own, state: 'failed', error: { code, message, retryable: true }, finishedAt: now() })
        }
        return answer
      })
    sending.set(voice.id, { stop, begun })
    return begun
  }

  return {
    /** Starts measuring; while one goes on, that. */
    async measure(voice: Voice): Promise<Result<Run, ApiFailure>> {
      const begun = sending.get(voice.id)?.begun
      if (begun) return begun
      const going = runOf(voice.id)
      return going && !isOver(going.state) ? ok(going) : begin(voice, deps.newId())
    },

    async cancel(voiceId: string): Promise<Result<void, ApiFailure>> {
      const own = sending.get(voiceId)
      if (own) {
        own.stop.abort()
        const begun = await own.begun
        if (!begun.ok) return ok(undefined)
      }
      const run = runOf(voiceId)
      if (!run || isOver(run.state)) return ok(undefined)
      const answer = await api.cancelRun(run.id, null)
      if (!answer.ok) return answer
      followed.add(answer.value)
      return ok(undefined)
    },

    /** Its voice goes away: what is being sent for it is left. */
    async abandon(voiceId: string): Promise<void> {
      const own = sending.get(voiceId)
      own?.stop.abort()
      await own?.begun
    },

    /** Follows the measurings that go on, as the server tells its voices. */
    async track(voices: Voice[], late: () => boolean): Promise<void> {
      const going = voices.flatMap(({ runId }) => runId ?? [])
      const answers = await Promise.all(going.map(runId => api.run(runId, null)))
      if (!late())
        followed.set(
          answers.flatMap(answer => (answer.ok ? answer.value : [])),
          going,
        )
    },

    /** A measuring that a closed panel left at the sending of its words. `gone`: the server has no such voice. */
    async goOn(voiceOf: (voiceId: string) => Voice | 'gone' | 'unknown'): Promise<void> {
      const note = await local.get(NOTE)
      if (over || sending.size > 0 || !isNote(note)) return
      const voice = voiceOf(note.voiceId)
      if (voice === 'gone') await local.remove(NOTE)
      else if (voice !== 'unknown') await begin(voice, note.runId)
    },

    forget: () => followed.stop(),
    stop(): void {
      over = true
      for (const { stop } of sending.values()) stop.abort()
      followed.stop()
    },
  }
}

const blank: Omit<Run, 'id' | 'createdAt' | 'voiceId'> = {
  kind: 'profile',
  projectId: null,
  sourceId: null,
  state: 'queued',
  progress: null,
  error: null,
  resultId: null,
  lastSeq: 0,
  attempt: 0,
  startedAt: null,
  finishedAt: null,
}

const sendingWords = (waiting: number): string =>
  `Sending the words of ${waiting === 1 ? 'one video' : `${waiting} videos`} to your server first`

const unread = (error: unknown) =>
  err(
    failure('disk', error instanceof Error ? error.message : 'What is kept on this computer cannot be read.'),
  )
const STOPPED = failure('stopped', 'Measuring was stopped.')

const isNote = (note: unknown): note is { voiceId: string; runId: string } =>
  typeof note === 'object' &&
  note !== null &&
  typeof (note as { voiceId?: unknown }).voiceId === 'string' &&
  typeof (note as { runId?: unknown }).runId === 'string'
