import { describe, expect, test, vi } from 'vitest'
import { keyAct, type PressedKey } from '../../extension/teleprompter/keys.ts'
import { placeAt, promptLines } from '../../extension/teleprompter/lines.ts'
import { keptLooks, usualLooks } from '../../extension/teleprompter/looks.ts'
import { acted, leftMs, type PrompterState, ran } from '../../extension/teleprompter/prompter.ts'
import { stayAwake } from '../../extension/teleprompter/stay-awake.ts'
import { scriptOf } from '../support/script.ts'

const pace = { speech: 60, overall: 50, pauseMs: 0, breathWords: 20, from: 'measured' as const }
// One word a second: sentences of two, four and one seconds, in two beats.
const lines = promptLines(
  scriptOf([
    { title: 'One', says: [{ text: 'Two words.' }, { text: 'It is four words.' }, { text: '  ' }] },
    { title: 'None', says: [] },
    { title: 'Two', says: [{ text: 'End.' }] },
  ]),
  pace,
)
const still: PrompterState = { running: false, atMs: 0, speed: 1 }
const running = { ...still, running: true }

describe('the lines', () => {
  test('have their time by the words and the pace, and say where a beat begins', () => {
    expect(lines.map(({ startMs, endMs, heading }) => [startMs, endMs, heading])).toEqual([
      [0, 2_000, 'One'],
      [2_000, 6_000, null],
      [6_000, 7_000, 'Two'],
    ])
  })
  test('are found by the time that was spoken, to the end and beyond', () => {
    expect(placeAt(lines, 0)).toEqual({ line: 0, share: 0 })
    expect(placeAt(lines, 3_000)).toEqual({ line: 1, share: 0.25 })
    expect(placeAt(lines, 6_000)).toEqual({ line: 2, share: 0 })
    expect(placeAt(lines, 99_000)).toEqual({ line: 2, share: 1 })
    expect(placeAt([], 5)).toEqual({ line: 0, share: 0 })
  })
})

describe('the prompter', () => {
  test('runs by the creator’s speed times theirs, and stops at the end', () => {
    expect(ran(still, lines, 1_000)).toBe(still)
    expect(ran(running, lines, 1_000).atMs).toBe(1_000)
    expect(ran({ ...running, speed: 1.5 }, lines, 1_000).atMs).toBe(1_500)
    expect(ran(running, lines, 60_000)).toEqual({ running: false, atMs: 7_000, speed: 1 })
    expect(leftMs({ ...still, atMs: 1_000, speed: 2 }, lines)).toBe(3_000)
  })
  test('begins anew when it is started at its end', () => {
    expect(acted({ ...still, atMs: 7_000 }, lines, 'toggle')).toEqual({ running: true, atMs: 0, speed: 1 })
    expect(acted({ ...running, atMs: 3_000 }, lines, 'toggle')).toEqual({ ...still, atMs: 3_000 })
    expect(acted(still, [], 'toggle').running).toBe(false)
  })
  test('goes by sentences and beats, forth and back, never beyond its ends', () => {
    const at = (atMs: number, act: Parameters<typeof acted>[2]) => acted({ ...still, atMs }, lines, act).atMs
    expect(at(0, 'next')).toBe(2_000)
    expect(at(6_500, 'next')).toBe(6_000)
    expect(at(3_000, 'back')).toBe(2_000)
    expect(at(2_100, 'back')).toBe(0)
    expect(at(100, 'back')).toBe(0)
    expect(at(100, 'next_beat')).toBe(6_000)
    expect(at(6_500, 'next_beat')).toBe(6_500)
    expect(at(6_500, 'last_beat')).toBe(6_000)
    expect(at(6_000, 'last_beat')).toBe(0)
    expect(at(6_000, 'start')).toBe(0)
  })
  test('is never faster than twice and never slower than half', () => {
    const often = (act: 'faster' | 'slower') =>
      Array.from({ length: 100 }).reduce<PrompterState>(state => acted(state, lines, act), still).speed
    expect(often('faster')).toBe(2)
    expect(often('slower')).toBe(0.5)
    expect(acted(still, lines, 'faster').speed).toBe(1.05)
  })
})

describe('a key', () => {
  const press = (key: string, over: Partial<PressedKey> = {}) =>
    keyAct({ key, ctrlKey: false, metaKey: false, altKey: false, within: null, ...over })
  test('of a presenter remote moves and pauses', () => {
    expect(['PageDown', 'PageUp', 'b', 'B', '.', 'F5', ' '].map(key => press(key))).toEqual([
      ...['next', 'back', 'toggle', 'toggle', 'toggle', 'toggle', 'toggle'],
    ])
    expect(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].map(key => press(key))).toEqual([
      ...['faster', 'slower', 'back', 'next'],
    ])
  })
  test('is left to the browser with a modifier, and to the button that has the focus', () => {
    expect(press('b', { ctrlKey: true })).toBeNull()
    expect(press(' ', { within: 'button' })).toBeNull()
    expect(press('PageDown', { within: 'button' })).toBe('next')
    expect(press('m', { within: 'field' })).toBeNull()
    expect(press('x')).toBeNull()
  })
})

test('what is kept of its looks is taken only where it is sound', async () => {
  const read = (kept: unknown) => keptLooks({ get: async () => kept })
  expect(await read({ mirrored: true, size: 80, speed: 1.2 })).toEqual({
    mirrored: true,
    size: 80,
    speed: 1.2,
  })
  for (const kept of [undefined, null, 'x', { mirrored: 'yes', size: 9_000, speed: Number.NaN }])
    expect(await read(kept)).toEqual(usualLooks)
})

describe('the screen', () => {
  const page = () =>
    Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  test('is kept awake until it is ended, and again when the page is seen again', async () => {
    const release = vi.fn(async () => {})
    const request = vi.fn(async () => ({ release }))
    const shown = page()
    const end = stayAwake({ wakeLock: { request } }, shown)
    await vi.waitFor(() => expect(request).toHaveBeenCalledTimes(1))
    shown.dispatchEvent(new Event('visibilitychange'))
    await vi.waitFor(() => expect(request).toHaveBeenCalledTimes(2))
    end()
    await vi.waitFor(() => expect(release).toHaveBeenCalled())
    shown.dispatchEvent(new Event('visibilitychange'))
    expect(request).toHaveBeenCalledTimes(2)
  })
  test('that cannot be kept awake stops nothing', async () => {
    stayAwake({ wakeLock: { request: () => Promise.reject(new Error('low battery')) } }, page())()
    stayAwake({}, page())()
  })
})
