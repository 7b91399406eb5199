import { describe, expect, it } from 'vitest'
import type { BrowseList } from '../../core/channel/browse-list.ts'
import { humanPace } from '../../core/channel/pace.ts'
import type { ChannelVideo } from '../../core/contract/channel.ts'
import { ChannelTranscript } from '../../core/contract/channel.ts'
import { type GivenFile, takeFile, takeFiles } from '../../extension/channel/caption-files.ts'
import {
  goOnListing,
  type ListDeps,
  listByAddress,
  type ReadList,
} from '../../extension/channel/list-channel.ts'
import type { ChannelWords, QueuedVideo } from '../../extension/channel/queued-video.ts'
import type { YoutubeAnswer, YoutubeQuestion } from '../../extension/channel/youtube-answer.ts'

const id = 'UCaaaaaaaaaaaaaaaaaaaaaa'
const video = (videoId: string, over: Partial<ChannelVideo> = {}): ChannelVideo => ({
  videoId,
  title: `Talk ${videoId}`,
  kind: 'video',
  published: '2024-01-01T00:00:00.000Z',
  exact: false,
  durationMs: 600_000,
  views: 1,
  ...over,
})
const page = (over: Partial<BrowseList>): YoutubeAnswer => ({
  is: 'list',
  list: {
    outcome: 'list',
    channel: { id, title: 'Tides', handle: '@tides', url: `https://www.youtube.com/channel/${id}` },
    tab: null,
    videos: [],
    continuation: null,
    skipped: 0,
    alert: null,
    ...over,
  },
})

/** A YouTube that answers each question by its name: resolve, video, live, short, feed, or a token. */
function youtube(answers: Record<string, YoutubeAnswer | YoutubeAnswer[]>) {
  const asked: string[] = []
  const saved: ReadList[] = []
  const waits: number[] = []
  const deps: ListDeps & { stop: boolean } = {
    stop: false,
    async ask(question: YoutubeQuestion) {
      const name =
        question.ask === 'feed'
          ? 'feed'
          : question.ask === 'list'
            ? question.question.ask === 'more'
              ? question.question.continuation
              : question.question.ask === 'list'
                ? question.question.kind
                : 'resolve'
            : 'words'
      asked.push(name)
      const answer = answers[name]
      const one = Array.isArray(answer) ? answer.shift() : answer
      if (!one) throw new Error('No tab answers.')
      return one
    },
    save: async list => void saved.push(structuredClone(list)),
    told: () => {},
    stopped: () => deps.stop,
    pace: humanPace,
    random: () => 0.5,
    wait: async ms => void waits.push(ms),
    clock: () => Date.UTC(2026, 10, 22),
  }
  return { deps, asked, saved, waits }
}
const whole = {
  resolve: { is: 'channel', id, elsewhere: null } as YoutubeAnswer,
  video: page({ videos: [video('aaaaaaaaaa1')], continuation: 'more' }),
  more: page({ channel: null, videos: [video('aaaaaaaaaa2')] }),
  live: page({ videos: [video('aaaaaaaaaa3', { kind: 'live' })] }),
  short: page({ videos: [video('aaaaaaaaaa4', { kind: 'short' })] }),
  feed: {
    is: 'feed',
    feed: {
      channelId: id,
      title: 'Tides',
      entries: [{ videoId: 'aaaaaaaaaa1', title: 'x', published: '2024-03-05T10:11:12.000Z', views: 3 }],
    },
  } as YoutubeAnswer,
}

describe('listing a channel', () => {
  it('reads every list to its end, one question at a time with a pause, and the newest dates exactly', async () => {
    const { deps, asked, waits, saved } = youtube(whole)
    const found = await listByAddress('@tides', deps)
    expect(found).toMatchObject({ ok: true, value: { id, title: 'Tides', complete: true, unread: [] } })
    expect(asked).toEqual(['resolve', 'video', 'more', 'live', 'short', 'feed'])
    expect(waits.length).toBeGreaterThanOrEqual(asked.length - 1)
    for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(1_000)
    const list = saved.at(-1)!
    expect(list.videos.map(each => each.kind)).toEqual(['video', 'video', 'live', 'short'])
    expect(list.videos[0]).toMatchObject({ published: '2024-03-05T10:11:12.000Z', exact: true })
  })

  it('is not taken in by the front page, which answers for a tab that a channel lacks, nor by a circle', async () => {
    const { deps, asked } = youtube({
      ...whole,
      video: page({ videos: [video('aaaaaaaaaa1')], continuation: 'round' }),
      round: page({ videos: [video('aaaaaaaaaa1')], continuation: 'round' }),
      live: page({
        tab: 'other',
        videos: [video('aaaaaaaaaa1'), video('bbbbbbbbbbb')],
        continuation: 'front',
      }),
    })
    const found = await listByAddress('@tides', deps)
    expect(asked).toEqual(['resolve', 'video', 'round', 'live', 'short', 'feed'])
    expect(found.ok && found.value.videos.map(each => each.videoId)).toEqual(['aaaaaaaaaa1', 'aaaaaaaaaa4'])
  })

  it('keeps what it has when YouTube refuses, and goes on there', async () => {
    const { deps, asked, saved } = youtube({
      ...whole,
      more: [{ is: 'refused', status: 429, retryAfterMs: null }, whole.more],
    })
    const broken = await listByAddress('@tides', deps)
    expect(broken).toMatchObject({ ok: false, error: { code: 'refused' } })
    expect(saved.at(-1)).toMatchObject({ complete: false, videos: [{ videoId: 'aaaaaaaaaa1' }] })
    asked.length = 0
    const whole2 = await goOnListing(saved.at(-1)!, deps)
    expect(asked).toEqual(['more', 'live', 'short', 'feed'])
    expect(whole2).toMatchObject({ ok: true, value: { complete: true } })
    expect(whole2.ok && whole2.value.videos).toHaveLength(4)
  })

  it('begins a list anew whose token is of another day', async () => {
    const { deps, saved } = youtube({ ...whole, more: { is: 'refused', status: 400, retryAfterMs: null } })
    await listByAddress('@tides', deps)
    expect(saved.at(-1)!.unread[0]).toEqual({ kind: 'video', continuation: null })
  })

  it('stops when the creator says so, and keeps what is there', async () => {
    const { deps, saved } = youtube(whole)
    const { save } = deps
    deps.save = async list => {
      await save(list)
      deps.stop = true
    }
    expect(await listByAddress(id, deps)).toMatchObject({ ok: true, value: { complete: false } })
    expect(saved.at(-1)!.unread.map(each => each.kind)).toEqual(['video', 'live', 'short'])
  })

  it('says what is wrong: no address, no such channel, gone, no tab, a form unknown', async () => {
    const code = async (written: string, answers: Parameters<typeof youtube>[0]) => {
      const found = await listByAddress(written, youtube(answers).deps)
      return found.ok ? 'ok' : found.error.code
    }
    expect(await code('https://evil.example/@tides', {})).toBe('bad_address')
    expect(await code('@tides', { resolve: { is: 'channel', id: null, elsewhere: null } })).toBe('not_found')
    expect(await code('@tides', {})).toBe('no_tab')
    expect(await code(id, { video: page({ outcome: 'unavailable', alert: 'Removed.' }) })).toBe('unavailable')
    expect(await code(id, { video: page({ outcome: 'unknown' }) })).toBe('unreadable')
    const moved = [
      { is: 'channel', id: null, elsewhere: 'https://www.youtube.com/@new' } as YoutubeAnswer,
      whole.resolve,
    ]
    expect(await code('youtube.com/c/old', { ...whole, resolve: moved })).toBe('ok')
  })
})

describe('caption files in bulk', () => {
  const srt = (words: string) => `1\n00:00:01,000 --> 00:00:04,000\n${words}\n`
  const file = (path: string, body: string): GivenFile => {
    const bytes = new TextEncoder().encode(body)
    return { path, file: { size: bytes.length, arrayBuffer: async () => bytes.buffer as ArrayBuffer } }
  }
  function files() {
    const kept = new Map<string, { answer: NonNullable<QueuedVideo['answer']>; words: ChannelWords }>()
    const progress: string[] = []
    return {
      kept,
      progress,
      deps: {
        language: 'en',
        put: async (video: ChannelVideo, answer: NonNullable<QueuedVideo['answer']>, words: ChannelWords) =>
          void kept.set(video.videoId, { answer, words }),
        told: (done: number, all: number) => void progress.push(`${done}/${all}`),
        stopped: () => false,
        now: () => '2026-11-22T12:00:00.000Z',
      },
    }
  }
  const channel = [
    video('abcdefghij1', { title: 'How the tide turns', durationMs: 5_000 }),
    video('abcdefghij2', { title: 'What rivers remember', durationMs: 3_600_000 }),
  ]

  it('finds each video, keeps its words, and says of the others why not', async () => {
    const { deps, kept, progress } = files()
    const outcomes = await takeFiles(
      [
        file('talks/How the tide turns [abcdefghij1].de.srt', srt('auf Deutsch')),
        file('talks/How the tide turns [abcdefghij1].en.srt', srt('in English')),
        file('What rivers remember.srt', srt('a few words')),
        file('Something else.srt', srt('x')),
        file('notes.docx', 'no captions'),
      ],
      channel,
      deps,
    )
    expect(outcomes.map(each => [each.path.split('/').at(-1), each.state])).toEqual([
      ['Something else.srt', 'unmatched'],
      ['How the tide turns [abcdefghij1].en.srt', 'taken'],
      ['How the tide turns [abcdefghij1].de.srt', 'wrong'],
      ['What rivers remember.srt', 'taken'],
    ])
    expect(kept.get('abcdefghij1')!.words.transcript.segments[0]!.text).toBe('in English')
    expect(kept.get('abcdefghij2')!.answer.outcome).toBe('truncated')
    for (const { answer, words } of kept.values()) {
      const sent = { ...answer, transcript: words.transcript, chapters: words.chapters }
      expect(ChannelTranscript.parse(sent)).toEqual(sent)
    }
    expect(progress.at(-1)).toBe('4/4')
  })

  it('names the reason of a wrong file, takes the next one for its video, and lives on', async () => {
    const { deps, kept } = files()
    const outcomes = await takeFiles(
      [
        file('abcdefghij1.en.srt', '<!doctype html><html></html>'),
        file('abcdefghij1.srt', srt('the words')),
        { path: 'abcdefghij2.srt', file: { size: 5, arrayBuffer: () => Promise.reject(new Error('gone')) } },
      ],
      channel,
      deps,
    )
    expect(outcomes.map(each => each.state)).toEqual(['wrong', 'taken', 'wrong'])
    expect(outcomes[0]).toMatchObject({ why: expect.stringContaining('web page') })
    expect(outcomes[2]).toMatchObject({ why: expect.stringContaining('choose it again') })
    expect([...kept.keys()]).toEqual(['abcdefghij1'])
  })

  it('does not read a file that is too large', async () => {
    const { deps } = files()
    const huge = {
      path: 'abcdefghij1.srt',
      file: { size: 1e9, arrayBuffer: () => Promise.reject(new Error('read')) },
    }
    const outcome = await takeFile(huge, channel[0]!, 'hand', deps)
    expect(outcome).toMatchObject({ state: 'wrong', why: expect.stringContaining('too large') })
  })
})
