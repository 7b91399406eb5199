import { coolDownMs, drawn, type Pace } from '../../core/channel/pace.ts'
import type { Alarms } from '../browser/alarms.ts'
import type { Announcements } from '../browser/announcements.ts'
import type { Locks } from '../browser/locks.ts'
import type { ChannelStore } from './channel-store.ts'
import type { QueuedVideo } from './queued-video.ts'
import { takeAnswer } from './take-answer.ts'
import type { YoutubeAnswer } from './youtube-answer.ts'
import type { YoutubeTabs } from './youtube-tabs.ts'

/** Rings while the queue goes on: for a worker that died, and for a tab of YouTube that nobody told us of. */
export const QUEUE_ALARM = 'ownwords.channel'
/** Rings at the end of a rest. */
export const REST_ALARM = 'ownwords.channel-rest'

const offlineMs = 60_000

export interface QueueDeps {
  store: ChannelStore
  youtube: YoutubeTabs
  locks: Locks
  alarms: Alarms
  announcements: Announcements
  /** Something is done that the server should have. */
  send: () => void
  pace: () => Promise<Pace>
  clock: () => number
  random: () => number
  wait: (ms: number) => Promise<void>
}

/**
 * Fetches the words of the chosen videos, one at a time and at a human pace, in whatever context it is called; only one
 * does so at once. Every step is on disk before the next: a context that dies is followed by the next one that wakes,
 * which keeps the pace, the rest and the pause of the one before.
 */
export function createQueue(deps: QueueDeps): () => Promise<void> {
  const { store, youtube, alarms, announcements, clock, random } = deps
  let going: Promise<void> | null = null
  let again = false

  async function drive(): Promise<void> {
    /** Tabs that did not answer since this drive began: a page that is being loaded may answer later. */
    const mute = new Set<number>()
    const pace = await deps.pace()
    for (;;) {
      const note = await store.note()
      const entry = note?.going ? await store.next(note.channelId) : null
      if (!note?.going || !entry) {
        if (note?.going) await store.noteDown({ channelId: note.channelId, going: false, needsTab: false })
        await alarms.clear(QUEUE_ALARM)
        await alarms.clear(REST_ALARM)
        return announcements.tell({ kind: 'channel' })
      }
      const { channelId } = note
      const rest = note.restUntil - clock()
      if (rest > 0) {
        await alarms.clear(QUEUE_ALARM)
        await alarms.once(REST_ALARM, rest / 60_000)
        return announcements.tell({ kind: 'channel' })
      }
      await alarms.every(QUEUE_ALARM, 0.5)
      // A clock that was set back makes nobody wait longer than the pace.
      const due = Math.min(note.nextAt - clock(), pace.videoMs[1])
      if (due > 0) {
        await deps.wait(due)
        // The creator may have paused, or changed the sample, meanwhile: look again.
        if (note.nextAt > clock() && due === pace.videoMs[1]) await store.noteDown({ channelId, nextAt: 0 })
        continue
      }
      const tabId = await youtube.find(mute)
      if (note.needsTab !== (tabId === null)) await store.noteDown({ channelId, needsTab: tabId === null })
      if (tabId === null) return announcements.tell({ kind: 'channel' })
      // Before the question, since a worker that dies in it must not ask again at once; and anew after its answer.
      const next = () => ({ channelId, nextAt: clock() + drawn(pace.videoMs, random()) })
      await store.noteDown({ ...next(), restFor: null, restUntil: 0 })
      const began = clock()
      const language = (await store.channel(channelId))?.language ?? null
      const answer = await youtube
        .ask(tabId, {
          ask: 'words',
          videoId: entry.videoId,
          hl: language,
          lengthMs: entry.video.durationMs ?? 0,
        })
        .catch((): YoutubeAnswer => ({ is: 'no_client' }))
      await store.noteDown(next())
      await took(channelId, entry, answer, { tabId, ms: clock() - began, mute, pace })
      announcements.tell({ kind: 'channel' })
    }
  }

  async function took(
    channelId: string,
    entry: QueuedVideo,
    answer: YoutubeAnswer,
    { tabId, ms, mute, pace }: { tabId: number; ms: number; mute: Set<number>; pace: Pace },
  ): Promise<void> {
    const now = clock()
    if (answer.is === 'refused') {
      const refusals = ((await store.note())?.refusals ?? 0) + 1
      const restUntil = now + coolDownMs(pace, refusals, answer.retryAfterMs)
      await store.noteDown({ channelId, refusals, restUntil, restFor: 'refused' })
    } else if (answer.is === 'unreached')
      await store.noteDown({
        channelId,
        restUntil: now + Math.min(offlineMs, pace.coolMs),
        restFor: 'offline',
      })
    else if (answer.is === 'words' || answer.is === 'unreadable') {
      const found =
        answer.is === 'words' ? answer.found : { outcome: 'error' as const, detail: answer.detail }
      const kept = await store.words(entry.videoId)
      const { next, words } = await takeAnswer(entry, kept, found, new Date(now).toISOString(), ms)
      await store.settle(entry, next, words)
      const answerMs = Math.round(((await store.note())?.answerMs ?? ms) * 0.7 + ms * 0.3)
      await store.noteDown({ channelId, refusals: 0, answerMs })
      if (next.state === 'done') deps.send()
    } else mute.add(tabId)
  }

  return async function run(): Promise<void> {
    // Who asks while it is about to end is not forgotten.
    again = true
    going ??= (async () => {
      try {
        while (again) {
          again = false
          await deps.locks.hold('ownwords.channel-queue', drive)
        }
      } finally {
        going = null
      }
    })()
    return going
  }
}
