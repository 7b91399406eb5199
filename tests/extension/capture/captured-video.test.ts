import { expect, test } from 'vitest'
import { capturedVideo } from '../../../extension/capture/captured-video.ts'
import type { PlayerFacts } from '../../../extension/capture/youtube/player-facts.ts'

const facts: PlayerFacts = {
  videoId: 'aqz-KE-bpKQ',
  title: 'How  rivers meander',
  author: 'Field Notes',
  lengthSeconds: 90,
  published: '2024-03-01T08:00:00Z',
  status: 'OK',
  reason: null,
  isLive: false,
  isUpcoming: false,
  tracks: [],
  captionsListed: true,
  clientVersion: null,
  defaultTrack: null,
  chapters: [],
}
const capture = (changed: { facts?: PlayerFacts | null; pageTitle?: string }) =>
  capturedVideo(
    {
      videoId: 'aqz-KE-bpKQ',
      facts,
      reading: { legs: [], by: null, transcript: null, sounds: 0 },
      chapters: [{ title: 'Source', startMs: 0 }],
      pageTitle: 'The title of the page',
      ...changed,
    },
    'project',
    { now: () => Date.UTC(2026, 0, 2), newId: () => 'id' },
  )

test('a video is kept as its player tells it', async () => {
  expect(await capture({})).toMatchObject({
    kind: 'video',
    id: 'id',
    projectId: 'project',
    canonicalUrl: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ',
    title: 'How rivers meander',
    author: 'Field Notes',
    published: '2024-03-01T08:00:00Z',
    capturedAt: '2026-01-02T00:00:00.000Z',
    durationMs: 90_000,
    transcript: null,
    chapters: [{ title: 'Source', startMs: 0 }],
  })
})

test.each([
  ['the page’s title', 'The title of the page', 'The title of the page'],
  ['its number', ' ', 'YouTube video aqz-KE-bpKQ'],
])('a video whose player says nothing is called by %s', async (_, pageTitle, title) => {
  const nothing = { title, author: null, published: null, durationMs: null }
  expect(await capture({ facts: null, pageTitle })).toMatchObject(nothing)
})

test.each([
  ['no date', 'yesterday', null],
  [
    '40 characters of a date at most',
    `March 1, 2024 (${'x'.repeat(60)})`,
    `March 1, 2024 (${'x'.repeat(25)}`,
  ],
])('of the day of publishing, %s', async (_, published, kept) => {
  expect((await capture({ facts: { ...facts, published } })).published).toBe(kept)
})
