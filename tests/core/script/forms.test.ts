import { describe, expect, test } from 'vitest'
import { emptyScript } from '../../../core/script/apply.ts'
import { avRows } from '../../../core/script/av.ts'
import { chapterLines, chapters } from '../../../core/script/forms/chapters.ts'
import { plainScript } from '../../../core/script/forms/plain-script.ts'
import { citedSources, sourceLines } from '../../../core/script/forms/source-list.ts'
import { subtitles } from '../../../core/script/forms/subtitles.ts'
import {
  longestBreath,
  paceOfVoice,
  type SpeakingPace,
  spokenMs,
  timeOf,
  usualPace,
} from '../../../core/script/timing.ts'
import { readVtt } from '../../../core/transcript/vtt.ts'
import { citation as cite, scriptOf as script } from '../../support/script.ts'

const pace: SpeakingPace = { speech: 120, overall: 100, pauseMs: 500, breathWords: 20, from: 'measured' }
const twenty = Array.from({ length: 20 }, (_, n) => `word${n}`).join(' ')

describe('timing', () => {
  test('is words over the speech rate, and the pause after each sentence', () => {
    expect(spokenMs(twenty, pace)).toBe(10_000 + 500)
    expect(spokenMs('  ', pace)).toBe(0)
    const state = script([{ title: 'One', says: [{ text: twenty }, { text: twenty }] }])
    expect(timeOf(state, pace)).toEqual({
      beats: [{ beatId: 'beat-0', words: 40, spokenMs: 21_000, wantedMs: 30_000 }],
      words: 40,
      spokenMs: 21_000,
      runningMs: 24_000,
    })
  })

  test('takes the creator’s own pace, and says where it is only the usual one', () => {
    const trait = (id: string, value: number) => ({ id, value }) as never
    const traits = [
      trait('local-pace', 180),
      trait('pace', 150),
      trait('pauses', 5),
      trait('pause-length', 0.8),
      trait('unit-length', 12),
    ]
    const own = paceOfVoice({ traits, videos: [] })
    // 5 pauses in 100 words are 0.6 in a sentence of 12, each 0.8 s.
    expect(own).toEqual({
      speech: 180,
      overall: 150,
      pauseMs: 480,
      breathWords: usualPace.breathWords,
      from: 'measured',
    })
    expect(paceOfVoice({ traits: [], videos: [] })).toBe(usualPace)
  })

  test('finds the longest breath between marks, and takes a hyphen for none', () => {
    expect(longestBreath('One two, three four five; six.')).toBe(3)
    expect(longestBreath('a well-known thing - and more')).toBe(3)
    expect(longestBreath('')).toBe(0)
  })
})

test('the plain script is what is spoken, a paragraph a beat', () => {
  const state = script([
    { title: 'One', says: [{ text: ' First. ' }, { text: 'Second.' }] },
    { title: 'Empty', says: [] },
    { title: 'Two', says: [{ text: 'Third.' }] },
  ])
  expect(plainScript(state)).toBe('First. Second.\n\nThird.\n')
})

test('an A/V row begins with each beat and each cue, and offers the clipped seconds', () => {
  const second = cite({
    startMs: 12_000,
    link: 'https://www.youtube.com/watch?v=abcdefghijk&t=12s',
    sourceKind: 'video',
  })
  const state = script([
    {
      title: 'One',
      says: [{ text: twenty, citations: [second, cite()] }, { text: twenty, cue: 'Map' }, { text: twenty }],
    },
    { title: 'Two', says: [{ text: twenty }] },
  ])
  const rows = avRows(state, pace)
  expect(rows.map(({ startMs, endMs, video, audio }) => [startMs, endMs, video, audio.length])).toEqual([
    [0, 10_500, '', 1],
    [10_500, 31_500, 'Map', 2],
    [31_500, 42_000, '', 1],
  ])
  expect(rows[0]!.shots).toEqual([{ title: 'A <paper>', link: second.link, startMs: 12_000 }])
})

describe('chapters', () => {
  const beat = (title: string) => ({ title, says: [{ text: twenty }, { text: twenty }] })
  test('begin at 0:00 and are as long as YouTube wants them', () => {
    const state = script([
      beat('One'),
      { title: 'Blink', says: [{ text: 'Now.' }] },
      beat('Two'),
      beat('Three'),
    ])
    expect(
      chapterLines(state, pace)
        .split('\n')
        .map(line => line.replace(/^\S+ /, '')),
    ).toEqual(['One', 'Two', 'Three'])
    expect(chapters(state, pace)[0]!.startMs).toBe(0)
  })
  test('are none where YouTube would show none', () => {
    expect(chapters(script([beat('One'), beat('Two')]), pace)).toEqual([])
  })
})

test('subtitles are WebVTT of two short lines, whose words and times are the script’s', () => {
  const state = script([{ title: 'One', says: [{ text: `${twenty} a < b & c` }, { text: 'End.' }] }])
  const vtt = subtitles(state, pace)
  const { cues } = readVtt(vtt)
  expect(cues.map(cue => cue.text.trim().replace(/\s+/g, ' ')).join(' ')).toBe(`${twenty} a < b & c End.`)
  for (const [n, cue] of cues.entries()) {
    expect(
      cue.text
        .trim()
        .split('\n')
        .every(line => line.length <= 42),
    ).toBe(true)
    expect(cue.startMs).toBeGreaterThanOrEqual(cues[n - 1]?.endMs ?? 0)
  }
  expect(subtitles(emptyScript(), pace)).toBe('WEBVTT\n\n')
})

test('the description’s sources are each there once, by the page and without our place in it', () => {
  const video = cite({
    sourceId: '0192f000-0000-7000-8000-000000000002',
    sourceTitle: 'A film',
    link: 'https://www.youtube.com/watch?v=abcdefghijk&t=12s',
  })
  const own = cite({
    sourceId: '0192f000-0000-7000-8000-000000000003',
    sourceKind: 'knowledge',
    link: 'ownwords:knowledge/x',
  })
  const state = script([
    {
      title: 'One',
      says: [
        { text: 'a', citations: [cite(), video] },
        { text: 'b', citations: [cite(), own] },
      ],
    },
  ])
  expect(citedSources(state)).toHaveLength(2)
  expect(sourceLines(state)).toBe(
    'A paper: https://example.org/a\nA film: https://www.youtube.com/watch?v=abcdefghijk',
  )
})
