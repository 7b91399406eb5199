import type { ChannelView } from '../../../extension/panel/channel/channel-world.ts'
import { noChannel, ownChannel, queued, spoken, wordless } from './fake-channel.ts'
import { article, type Setting, settings } from './fake-world.ts'
import { present, three } from './samples.ts'

const own = {
  ...article,
  url: 'https://www.youtube.com/@waterunderthestreet',
  title: 'Water under the street - YouTube',
  kind: 'channel',
} as const
const videos = [
  spoken(1),
  spoken(2),
  spoken(4, 0.31),
  wordless(5),
  spoken(6, 0.95, { sent: false }),
  queued(8, { misses: 1 }),
  queued(9),
  queued(12),
]
const shown = (channel: Partial<ChannelView>, page: Setting['page'] = own) =>
  settings({ page, channel: { ...noChannel, ...channel }, work: { ...settings().work, sources: three } })

/** The creator's own channel, in each of its states. */
export const channelScenarios: Record<string, () => Setting> = {
  'channel-page': () => shown({}),
  'channel-listing': () =>
    shown({
      listing: { kind: 'video', title: 'Water under the street', found: 240, stopping: false, by: 'tab' },
    }),
  'channel-listed': () => shown({ channel: ownChannel() }),
  'channel-broken-off': () =>
    shown({
      channel: ownChannel({ complete: false, unread: [{ kind: 'live', continuation: null }] }),
      failure: 'YouTube asked to wait. What is listed so far is kept: go on in some minutes.',
    }),
  'channel-running': () =>
    shown({ channel: ownChannel(), queue: { state: 'running' }, videos, leftMs: 4 * 60_000 }, article),
  'channel-paused': () => shown({ channel: ownChannel(), queue: { state: 'paused' }, videos }),
  'channel-resting': () =>
    shown(
      {
        channel: ownChannel(),
        queue: { state: 'resting', why: 'refused', until: present + 600_000 },
        videos,
      },
      article,
    ),
  'channel-needs-tab': () => shown({ channel: ownChannel(), queue: { state: 'needs_tab' }, videos }, article),
  'channel-done': () =>
    shown({
      channel: ownChannel(),
      queue: { state: 'done' },
      videos: videos.filter(video => video.state === 'done'),
      files: {
        done: 14,
        all: 14,
        going: false,
        outcomes: [
          ...Array.from({ length: 11 }, (_, n) => ({
            path: `talks/${n}.srt`,
            state: 'taken' as const,
            videoId: `video${String(n).padStart(6, '0')}`,
            how: 'id' as const,
            part: false,
          })),
          {
            path: 'talks/2019/<b>A name</b> that no video of the channel has and that goes on for long.en.vtt',
            state: 'unmatched',
            why: 'No video of your channel has this name.',
          },
          {
            path: 'talks/page.srt',
            state: 'wrong',
            why: 'This is a web page, not a caption file. Download the captions themselves and choose that file.',
          },
        ],
      },
    }),
}
