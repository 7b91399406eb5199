import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ChannelListing, ServerTranscript } from '../../../core/contract/channel.ts'
import { root } from '../../support/stage.ts'
import { mintCaller, problemOf } from '../support/api.ts'
import { openYoutubeApi, type YoutubeStub } from '../support/youtube.ts'

const folder = join(root, '../shared/data/youtube')
const text = (file: string) => readFileSync(join(folder, file), 'utf8')
const CREATIVE_COMMONS = 'UCTwECeGqMZee77BjdoYtI2Q'

async function ask(path: string, json: unknown, stub: YoutubeStub) {
  const { token } = await mintCaller()
  const { api } = await openYoutubeApi(stub, undefined, () => Date.UTC(2026, 4, 21, 12))
  return api.ask(path, { method: 'POST', token, json })
}

/** YouTube's answer to a player question about the video that a recording is of. */
const words = (file: string, captions = '') => {
  const recorded = JSON.parse(text(file)) as { videoDetails?: { videoId: string } }
  return ask(
    '/youtube/transcripts',
    { videoId: recorded.videoDetails?.videoId ?? 'abcdefghijk', language: null },
    ({ path }) => (path.endsWith('/player') ? text(file) : captions),
  )
}

describe.skipIf(!existsSync(folder))(
  'recorded answers (skipped where they are not beside the repository)',
  () => {
    it('lists the recorded channel by its name: two pages of videos, its tab of shorts elsewhere', async () => {
      const set = 'setD-channel-creativecommons'
      const tokens: string[] = []
      const answer = await ask(
        '/youtube/channels',
        { address: 'https://www.youtube.com/user/creativecommons' },
        ({ path, body }) => {
          if (path.endsWith('/resolve_url')) return text(`${set}/resolve_url.json`)
          if (path.endsWith('.xml')) return text('channel-other/feed.videos.xml')
          // A second continuation is not recorded: the list breaks off there, as it may.
          if (body.continuation && tokens.push(body.continuation) > 1)
            return new Response('', { status: 500 })
          if (body.continuation) return text(`${set}/browse.videos.continuation.json`)
          return text(`${set}/browse.videos.json`)
        },
      )
      expect(answer.status).toBe(200)
      const listing = ChannelListing.parse(await answer.json())
      expect(listing).toMatchObject({
        id: CREATIVE_COMMONS,
        title: 'Creative Commons',
        handle: '@creativecommons',
      })
      expect(listing.videos).toHaveLength(60)
      expect(listing.videos.every(video => video.kind === 'video' && video.title && video.published)).toBe(
        true,
      )
      expect(new Set(tokens).size).toBe(2)
      expect(listing.complete).toBe(false)
    })

    it('lists the recorded tab of streams, and nothing of it as videos or shorts', async () => {
      const answer = await ask(
        '/youtube/channels',
        { address: 'UCR-DXc1voovS8nhAvccRZhg' },
        ({ path, body }) =>
          path.endsWith('.xml') || body.continuation
            ? new Response('', { status: 404 })
            : text('channel-other/livestreams.json'),
      )
      const listing = ChannelListing.parse(await answer.json())
      expect(listing.title).toBe('Jeff Geerling')
      expect(listing.videos.length).toBeGreaterThan(20)
      expect(new Set(listing.videos.map(video => video.kind))).toEqual(new Set(['live']))
    })

    it('says of the recorded closed channel that it is closed', async () => {
      const answer = await ask('/youtube/channels', { address: CREATIVE_COMMONS }, () =>
        text('channel-other/channel-terminated.json'),
      )
      expect(await problemOf(answer)).toMatchObject({ status: 404, code: 'not_found' })
    })

    it('does not take the recorded page for robots for an answer', async () => {
      const page = () => text('edge-html/too-many-requests.html')
      const answer = await ask('/youtube/channels', { address: CREATIVE_COMMONS }, page)
      expect(await problemOf(answer)).toMatchObject({ status: 502, code: 'youtube_failed' })
    })

    it.each([
      ['edge-players/age-restricted.json', 'login_required'],
      ['edge-players/bot-check.json', 'login_required'],
      ['edge-players/private.android.json', 'login_required'],
      ['edge-players/members-only.android.json', 'login_required'],
      ['edge-players/unavailable.json', 'unavailable'],
      ['edge-players/not-for-this-client.visionos.json', 'unavailable'],
      ['edge-players/captions-disabled.json', 'disabled'],
      ['edge-players/live-now-no-captions.visionos.json', 'live_pending'],
      ['edge-players/pot-required.json', 'gated'],
    ])('says of %s: %s', async (file, outcome) => {
      const answer = await words(file)
      expect(ServerTranscript.parse(await answer.json())).toMatchObject({ outcome, transcript: null })
    })

    it.each([
      ['setA-video-M4gD1WSo5mA/player.visionos.json', 'en', 'manual', 'timedtext/json3.manual.json', 151],
      ['setB-video-KI7fMGRg0Wk/player.visionos.json', 'de', 'auto', 'timedtext/json3.asr.json', 1_050],
    ])('reads the open track of %s', async (file, language, kind, captions, segments) => {
      const found = ServerTranscript.parse(await (await words(file, text(captions))).json())
      expect(found).toMatchObject({ transcript: { language, kind } })
      expect(found.transcript!.segments.length).toBeGreaterThan(segments * 0.95)
    })
  },
)
