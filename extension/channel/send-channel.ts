import type { ChannelListing, ChannelTranscript } from '../../core/contract/channel.ts'
import type { Result } from '../../core/contract/result.ts'
import { backoffMs } from '../api/backoff.ts'
import type { Pairing } from '../api/pairing.ts'
import type { ApiFailure, Credentials, Request } from '../api/request.ts'
import type { Alarms } from '../browser/alarms.ts'
import type { Announcements } from '../browser/announcements.ts'
import type { Locks } from '../browser/locks.ts'
import { meaningOf } from '../outbox/retry.ts'
import type { ChannelStore } from './channel-store.ts'
import type { ListedChannel, QueuedVideo } from './queued-video.ts'

/** Rings while something of the channel waits for the server. */
export const CHANNEL_SEND_ALARM = 'ownwords.channel-send'

export interface ChannelSenderDeps {
  store: ChannelStore
  pairing: Pairing
  send: (credentials: Credentials, request: Request) => Promise<Result<unknown, ApiFailure>>
  locks: Locks
  alarms: Alarms
  announcements: Announcements
  clock: () => number
  random: () => number
}

/**
 * Sends lists, then the words of their videos, then what was taken away; one at a time, in one context. All of it is a PUT
 * or DELETE under the channel's own ids: what was sent twice changes nothing, and what got no answer is sent again.
 * @returns whether nothing is left to send
 */
export function createChannelSender(deps: ChannelSenderDeps) {
  const { store, pairing, locks, alarms, announcements, clock, random } = deps
  let next: Promise<boolean> | null = null
  let eager = false
  let notBefore = 0
  let failures = 0

  async function round(now: boolean): Promise<boolean> {
    if (!(await anything())) return true
    if (!now && clock() < notBefore) return false
    const paired = await pairing.pair()
    if (!paired.ok) return false
    let credentials = paired.value
    let renewed = false

    /** What the answer means for the rest of the round. */
    async function put(
      request: Request,
    ): Promise<'sent' | 'later' | 'stop' | 'unknown' | { refused: string }> {
      const answer = await deps.send(credentials, request)
      if (answer.ok) {
        failures = 0
        return 'sent'
      }
      const meaning = meaningOf(answer.error)
      if (meaning === 'unpaired' && !renewed) {
        renewed = true
        const anew = await pairing.renew(credentials.token)
        if (!anew.ok) return 'stop'
        credentials = anew.value
        return put(request)
      }
      if (meaning === 'refused') return { refused: answer.error.message }
      if (meaning === 'unknown') return 'unknown'
      failures++
      notBefore = clock() + Math.max(answer.error.retryAfterMs ?? 0, backoffMs(failures, random))
      if (answer.error.status === null) announcements.tell({ kind: 'unreached' })
      return meaning === 'later' ? 'later' : 'stop'
    }

    for (const id of await store.gone()) {
      const sent = await put({ method: 'DELETE', path: `/channels/${id}` })
      if (sent === 'stop') return false
      if (sent !== 'later') await store.goneIsGone(id)
    }
    for (const channel of await store.channels()) {
      if (!(await sendList(channel, put))) return false
      for (const entry of await store.unsent(channel.id)) {
        const words = await store.words(entry.videoId)
        let sent = await put(videoRequest(entry, words))
        // Another database than the one that knew the list: give it the list again.
        if (sent === 'unknown') {
          const anew = await store.channel(channel.id)
          if (anew && (await put(listRequest(anew))) === 'sent') sent = await put(videoRequest(entry, words))
        }
        if (sent === 'stop') return false
        if (sent === 'sent') await store.acknowledge(entry.videoId, entry.revision)
        else if (sent === 'unknown')
          await store.refuse(
            entry.videoId,
            entry.revision,
            'The server does not have this video in the channel’s list.',
          )
        else if (typeof sent === 'object') await store.refuse(entry.videoId, entry.revision, sent.refused)
        announcements.tell({ kind: 'channel' })
      }
    }
    return !(await anything())
  }

  async function sendList(
    channel: ListedChannel,
    put: (request: Request) => Promise<'sent' | 'later' | 'stop' | 'unknown' | { refused: string }>,
  ): Promise<boolean> {
    if (channel.sent) return true
    if (channel.refused !== null) return true
    const sent = await put(listRequest(channel))
    if (sent === 'sent') await store.markList(channel.id, channel.revision, { sent: true })
    else if (typeof sent === 'object')
      await store.markList(channel.id, channel.revision, { sent: false, refused: sent.refused })
    // Without its list the server knows none of its videos.
    return sent === 'sent' || typeof sent === 'object'
  }

  async function anything(): Promise<boolean> {
    if ((await store.gone()).length) return true
    for (const channel of await store.channels())
      if ((!channel.sent && channel.refused === null) || (await store.unsent(channel.id)).length) return true
    return false
  }

  return async function flush({ now = false }: { now?: boolean } = {}): Promise<boolean> {
    eager ||= now
    next ??= locks.hold('ownwords.channel-send', async () => {
      const all = eager
      next = null
      eager = false
      const empty = await round(all)
      if (empty) await alarms.clear(CHANNEL_SEND_ALARM)
      else await alarms.every(CHANNEL_SEND_ALARM, 1)
      return empty
    })
    return next
  }
}

export type ChannelSender = ReturnType<typeof createChannelSender>

function listRequest(channel: ListedChannel): Request {
  const { id, title, handle, url, listedAt, complete, videos } = channel
  const body: ChannelListing = { id, title, handle, url, listedAt, complete, videos }
  return { method: 'PUT', path: `/channels/${id}`, body }
}

function videoRequest(
  { channelId, videoId, answer }: QueuedVideo,
  words: { transcript: ChannelTranscript['transcript']; chapters: ChannelTranscript['chapters'] } | null,
): Request {
  const kept = answer!.contentHash === null ? null : words
  const body: ChannelTranscript = {
    ...answer!,
    transcript: kept?.transcript ?? null,
    chapters: kept?.chapters ?? [],
  }
  return { method: 'PUT', path: `/channels/${channelId}/videos/${videoId}`, body }
}
