import type { ChannelVideoDetail } from '../../core/contract/channel.ts'
import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Api } from '../api/client.ts'
import { type ApiFailure, failure } from '../api/request.ts'
import type { Announcements } from '../browser/announcements.ts'
import { channelStore } from '../channel/channel-store.ts'
import type { QueuedVideo } from '../channel/queued-video.ts'
import type { OpenDatabase } from '../outbox/database.ts'

export interface OwnWordsDeps {
  open: OpenDatabase
  /** Wakes the worker, which sends. */
  wake: () => Promise<void>
  announcements: Announcements
  api: Pick<Api, 'channelVideo'>
  clock: () => number
  setTimer: (run: () => void, ms: number) => () => void
}

/** The worker tells when a video is sent; for what it does not tell we look this often. */
const LOOK_MS = 400
/** Nothing moved for so long: it does not go by itself. */
const PATIENCE_MS = 30_000

/**
 * The words of the own videos on their way: a voice is measured by the server, and words may still wait on this
 * computer for it.
 */
export function ownWords(deps: OwnWordsDeps) {
  const { wake, announcements, api, clock, setTimer } = deps
  const store = channelStore(deps.open, clock)

  /** Hears of what moves from now on, also between two looks. */
  function movement() {
    let unreached = false
    let moved = () => {}
    const off = announcements.onTold(told => {
      if (told.kind === 'unreached') unreached = true
      if (told.kind === 'unreached' || told.kind === 'channel') moved()
    })
    return {
      /** Resolves when something may have changed; false: the server was not reached. */
      async next(): Promise<boolean> {
        if (!unreached)
          await new Promise<void>(resolve => {
            const cancel = setTimer(resolve, LOOK_MS)
            moved = () => {
              cancel()
              resolve()
            }
          })
        return !unreached
      },
      stop: off,
    }
  }

  return {
    /**
     * Resolves when the server has the channel's list and the words of these videos, as far as it takes them. A
     * channel that this computer does not have is none of its business.
     * @param left told whenever it changes: so many of the videos wait, of so many
     */
    async send(
      channelId: string,
      videoIds: string[],
      left: (waiting: number, total: number) => void,
      signal: AbortSignal,
    ): Promise<Result<void, ApiFailure>> {
      const wanted = new Set(videoIds)
      const moves = movement()
      let before = ''
      let since = clock()
      let total = 0
      try {
        while (!signal.aborted) {
          const channel = await store.channel(channelId)
          if (!channel) return ok(undefined)
          if (channel.refused !== null)
            return err(
              failure(
                'list_refused',
                `Your server did not take the list of this channel: ${channel.refused}`,
              ),
            )
          const unsent = await store.unsent(channelId)
          const waiting = unsent.filter(({ videoId }) => wanted.has(videoId)).length
          if (channel.sent && waiting === 0) return ok(undefined)
          const now = `${channel.sent} ${unsent.length}`
          if (now !== before) {
            before = now
            since = clock()
            total = Math.max(total, waiting)
            left(waiting, total)
          } else if (clock() - since >= PATIENCE_MS) return err(stuck(waiting))
          void wake()
          if (!(await moves.next())) return err(UNREACHED)
        }
        return err(failure('stopped', 'Measuring was stopped.'))
      } finally {
        moves.stop()
      }
    },

    /** A video with its words: as the server has them, else as they are on this computer. */
    async video(channelId: string, videoId: string): Promise<Result<ChannelVideoDetail, ApiFailure>> {
      const answer = await api.channelVideo(channelId, videoId)
      if (answer.ok && answer.value.transcript) return answer
      const [queue, words] = await Promise.all([store.queue(channelId), store.words(videoId)])
      const entry = queue.find(each => each.videoId === videoId)
      if (!entry || !words) return answer
      return ok({ video: stateOf(entry), transcript: words.transcript, chapters: words.chapters })
    },
  }
}

export type OwnWords = ReturnType<typeof ownWords>

const stateOf = ({ video, answer }: QueuedVideo): ChannelVideoDetail['video'] => ({
  ...video,
  outcome: answer?.outcome ?? null,
  receipt: answer?.receipt ?? null,
  fetchedAt: answer?.fetchedAt ?? null,
})

const stuck = (waiting: number): ApiFailure =>
  failure(
    'words_wait',
    waiting === 0
      ? 'The list of your channel waits on this computer and does not reach your server. Try again in a minute.'
      : `The words of ${waiting === 1 ? 'one video wait' : `${waiting} videos wait`} on this computer and do not reach your server. Try again in a minute.`,
  )
const UNREACHED = failure(
  'network',
  'The words of your videos have to go to your server first, and it cannot be reached. Start it with `npm start`, then measure again.',
)
