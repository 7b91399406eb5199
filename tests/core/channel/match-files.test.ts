import { describe, expect, it } from 'vitest'
import { channelAddress, channelPage, writtenChannel } from '../../../core/channel/address.ts'
import { captionName, isCaptionName } from '../../../core/channel/caption-name.ts'
import { fileMatcher } from '../../../core/channel/match-files.ts'
import type { ChannelVideo } from '../../../core/contract/channel.ts'
import { cpuMs } from '../../support/cpu-ms.ts'

const video = (videoId: string, title: string): ChannelVideo => ({
  videoId,
  title,
  kind: 'video',
  published: null,
  exact: false,
  durationMs: null,
  views: null,
})
const channel = [
  video('abcdefghij1', 'How the tide turns'),
  video('abc-efg_ij2', 'How the tide turns, part 2'),
  video('Kx9_-PqRs3t', 'Why your street floods: an engineer answers'),
  video('programming', 'What rivers remember'),
  video('zzzzzzzzzz5', 'Été à Orléans – l’eau'),
  video('zzzzzzzzzz6', '潮の満ち引きはなぜ起きるのか'),
  video('-startsWith', 'Begins with a dash'),
]
const match = fileMatcher(channel)
const idOf = (name: string) => {
  const found = match(name)
  return found.how === 'none' ? found.why : `${found.how} ${found.videoId}`
}

describe('a file’s video', () => {
  it.each([
    ['How the tide turns [abcdefghij1].en.vtt', 'id abcdefghij1'],
    ['talks/2020/Some other title (abc-efg_ij2).srt', 'id abc-efg_ij2'],
    ['abcdefghij1.srt', 'id abcdefghij1'],
    ['Kx9_-PqRs3t.de-DE.json3', 'id Kx9_-PqRs3t'],
    ['Old downloader-Kx9_-PqRs3t.en.srv3.xml', 'id Kx9_-PqRs3t'],
    ['captions -startsWith.sbv', 'id -startsWith'],
    ['x [-startsWith].sbv', 'id -startsWith'],
  ])('is told by the id in %s', (name, expected) => expect(idOf(name)).toBe(expected))

  it.each([
    ['How the tide turns.srt', 'title abcdefghij1'],
    ['003 - How the Tide Turns (Part 2).vtt', 'title abc-efg_ij2'],
    ['why_your_street_floods_an_engineer_answers.txt', 'title Kx9_-PqRs3t'],
    ['2024-01-05 Why your street floods.en.srt', 'title Kx9_-PqRs3t'],
    ['ETE A ORLEANS l eau.ttml', 'title zzzzzzzzzz5'],
    ['潮の満ち引きはなぜ起きるのか.ja.srt', 'title zzzzzzzzzz6'],
    ['captions What rivers remember final.srt', 'title programming'],
  ])('is told by the title in %s', (name, expected) => expect(idOf(name)).toBe(expected))

  it.each([
    ['abcdefghij1 and abc-efg_ij2.srt', 'ambiguous'],
    ['[abcdefghij1] [abc-efg_ij2].srt', 'ambiguous'],
    ['A talk of somebody else [Zq8_kLm2nO9].en.vtt', 'other'],
    ['programmings of a year.srt', 'unknown'],
    ['the.srt', 'unknown'],
    ['.srt', 'unknown'],
    ['', 'unknown'],
    ['captions.srt', 'unknown'],
    ['001.srt', 'unknown'],
  ])('is not guessed from %s', (name, expected) => expect(idOf(name)).toBe(expected))

  it('is not guessed between two of one title', () => {
    const twins = fileMatcher([
      video('aaaaaaaaaa1', 'Live questions'),
      video('aaaaaaaaaa2', 'Live questions'),
    ])
    expect(twins('Live questions.srt')).toMatchObject({ how: 'none', why: 'ambiguous' })
  })

  it('survives hostile names and long lists', () => {
    const long = Array.from({ length: 20_000 }, (_, i) =>
      video(String(i).padStart(11, '0'), `Episode ${i}: the ${i % 97} words`),
    )
    const began = cpuMs()
    const match = fileMatcher(long)
    const hostile = [
      '../../../../etc/passwd',
      '\u202etrs.exe\u0000.srt',
      '['.repeat(100_000),
      `${'a-'.repeat(100_000)}.srt`,
      '__proto__.srt',
      'constructor.en.srt',
      '%00%2e%2e%2f.srt',
      `${'\u0301'.repeat(50_000)}.srt`,
    ]
    for (const name of hostile) expect(match(name).how).toBe('none')
    for (let i = 0; i < 300; i++) match(`Episode ${i}: the words.srt`)
    expect(cpuMs() - began).toBeLessThan(4_000)
    expect(match('Episode 19999 the 17 words.srt')).toMatchObject({ videoId: '00000019999' })
  })
})

describe('a caption file’s name', () => {
  it.each([
    ['talk.en.vtt', 'talk', 'en'],
    ['talk.pt-BR.srt', 'talk', 'pt-BR'],
    ['talk.en-orig.json3', 'talk', 'en-orig'.replace('-orig', '')],
    ['a/b\\talk.de.srv3.xml', 'talk', 'de'],
    ['Fig. vs.zzz.srt', 'Fig. vs.zzz', null],
    ['talk.srt', 'talk', null],
  ])('%s', (name, base, language) => expect(captionName(name)).toEqual({ base, language }))

  it('is told from other files by its ending', () => {
    for (const name of ['a.srt', 'a.VTT', 'a.json', 'a.srv1']) expect(isCaptionName(name)).toBe(true)
    for (const name of ['a.mp4', 'a.srt.zip', 'srt', '.DS_Store']) expect(isCaptionName(name)).toBe(false)
  })
})

describe('a channel’s address', () => {
  const id = 'UCTwECeGqMZee77BjdoYtI2Q'
  it.each([
    ['@tides', { by: 'url', url: 'https://www.youtube.com/@tides' }],
    [' https://www.youtube.com/@tides/videos?x=1 ', { by: 'url', url: 'https://www.youtube.com/@tides' }],
    ['youtube.com/@мир', { by: 'url', url: `https://www.youtube.com/@${encodeURIComponent('мир')}` }],
    [`https://m.youtube.com/channel/${id}/about`, { by: 'id', id }],
    [id, { by: 'id', id }],
    ['https://www.youtube.com/c/Tides', { by: 'url', url: 'https://www.youtube.com/c/Tides' }],
    ['www.youtube.com/user/tides', { by: 'url', url: 'https://www.youtube.com/user/tides' }],
  ])('%s', (text, expected) => expect(channelAddress(text)).toEqual(expected))

  it.each([
    '',
    'tides',
    '@',
    '@a b',
    '@<x>',
    'https://evil.example/@tides',
    'https://www.youtube.com/watch?v=abcdefghij1',
    'https://www.youtube.com/channel/UCx',
    'javascript:alert(1)',
    'https://www.youtube.com.evil.example/@a',
  ])('is none in “%s”', text => expect(channelAddress(text)).toBeNull())

  it('of the oldest form counts where a creator wrote it, never of a tab', () => {
    expect(writtenChannel('youtube.com/tides')).toEqual({ by: 'url', url: 'https://www.youtube.com/tides' })
    for (const page of ['feed', 'watch', 'results', 'premium'])
      expect(writtenChannel(`https://www.youtube.com/${page}`)).toBeNull()
    expect(channelPage('https://www.youtube.com/tides')).toBeNull()
    expect(channelPage('https://www.youtube.com/@tides')).not.toBeNull()
    expect(channelPage('@tides')).toBeNull()
  })
})
