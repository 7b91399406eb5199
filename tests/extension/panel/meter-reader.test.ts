import { describe, expect, test } from 'vitest'
import type { MeterReading } from '../../../core/voice/reading.ts'
import { createReader } from '../../../extension/panel/meter/reader.ts'
import type { OpenMeter } from '../../../extension/panel/voice/voice-world.ts'
import { cpuMs } from '../../support/cpu-ms.ts'
import { fakeReading } from './fake-meter.ts'

const settled = () => new Promise(resolve => setTimeout(resolve))

/** A reader with a meter that answers when it is let, and frames that come when they are called. */
function setUp(over: { refuse?: string; broken?: boolean } = {}) {
  const frames: (() => void)[] = []
  const asked: { text: string; answer: () => void; die: (why: Error) => void }[] = []
  let loads = 0
  const setting = { ...over }
  const meter: OpenMeter = {
    read: text =>
      new Promise<MeterReading>((resolve, reject) => {
        asked.push({ text, answer: () => resolve(fakeReading(text)), die: reject })
      }),
  }
  const reader = createReader({
    load: async () => {
      loads += 1
      return setting.refuse
        ? { ok: false, error: { code: 'offline', message: setting.refuse } }
        : { ok: true, value: meter }
    },
    frame: run => frames.push(run),
  })
  const frame = async () => {
    frames.shift()?.()
    await settled()
  }
  return { reader, asked, frames, frame, setting, loads: () => loads, now: () => reader.state.peek() }
}

describe('reading what is typed', () => {
  test('happens once a frame, with the newest text', async () => {
    const { reader, asked, frames, frame, now, loads } = setUp()
    for (const text of ['s', 'so', 'so it']) reader.write(text)
    expect(frames).toHaveLength(1)
    expect(now().state).toBe('loading')
    await frame()
    expect(asked.map(({ text }) => text)).toEqual(['so it'])
    asked[0]!.answer()
    await settled()
    expect(now()).toMatchObject({ state: 'read', last: { text: 'so it', reading: { words: 2 } } })
    expect(loads()).toBe(1)
  })

  test('never asks twice at a time, keeps the last answer meanwhile, and ends with the newest', async () => {
    const { reader, asked, frame, frames, now } = setUp()
    reader.write('one')
    await frame()
    reader.write('one two')
    reader.write('one two three')
    await frame()
    expect(asked).toHaveLength(1)
    asked[0]!.answer()
    await settled()
    expect(now()).toMatchObject({ state: 'reading', text: 'one two three', last: { text: 'one' } })
    await frame()
    expect(asked.map(({ text }) => text)).toEqual(['one', 'one two three'])
    asked[1]!.answer()
    await settled()
    expect(now()).toMatchObject({ state: 'read', last: { text: 'one two three' } })
    expect(frames).toHaveLength(0)
  })

  test('shows nothing of a text that was taken away while it was read', async () => {
    const { reader, asked, frame, frames, now } = setUp()
    reader.write('one')
    await frame()
    reader.write('  \n ')
    asked[0]!.answer()
    await settled()
    expect(now()).toMatchObject({ state: 'idle', last: null })
    expect(frames).toHaveLength(0)
  })

  test('of nothing loads nothing, unless the field is entered', async () => {
    const { reader, frames, loads } = setUp()
    reader.write('')
    reader.write('   ')
    expect([frames.length, loads()]).toEqual([0, 0])
    reader.warm()
    reader.warm()
    await settled()
    expect(loads()).toBe(1)
  })
})

describe('a text that cannot be read', () => {
  test('of a million words is refused with words, and the next one is read', async () => {
    const { reader, asked, frame, frames, now } = setUp()
    const before = cpuMs()
    reader.write('so it goes on '.repeat(250_000))
    expect(cpuMs() - before).toBeLessThan(500)
    expect(now()).toMatchObject({ state: 'refused', last: null })
    expect(now().refusal).toMatch(/1,000,000 words/)
    expect(frames).toHaveLength(0)
    reader.write('so it goes')
    await frame()
    expect(asked).toHaveLength(1)
    expect(now().refusal).toBeNull()
  })

  test('of a million letters without a space is refused too; 20,000 words are not', () => {
    const { reader } = setUp()
    expect(reader.refuses('x'.repeat(1_000_000))).toMatch(/far too long/)
    expect(reader.refuses('so '.repeat(20_000))).toBeNull()
    expect(reader.refuses('so '.repeat(20_001))).toMatch(/20,001 words/)
  })

  test('an answer that comes after the refusal is not shown', async () => {
    const { reader, asked, frame, now } = setUp()
    reader.write('one')
    await frame()
    reader.write('so '.repeat(20_001))
    asked[0]!.answer()
    await settled()
    expect(now()).toMatchObject({ state: 'refused', last: null })
  })
})

describe('a meter that fails', () => {
  test('to open says why, and opens on the next try', async () => {
    const { reader, asked, frame, now, setting, loads } = setUp({ refuse: 'Start your server.' })
    reader.write('one')
    await frame()
    expect(now()).toMatchObject({ state: 'failed', failure: { message: 'Start your server.' } })
    setting.refuse = undefined
    reader.again()
    await frame()
    asked[0]!.answer()
    await settled()
    expect(now()).toMatchObject({ state: 'read', failure: null })
    expect(loads()).toBe(2)
  })

  test('on a text says why, and is opened anew by the next letter', async () => {
    const { reader, asked, frame, now, loads } = setUp()
    reader.write('one')
    await frame()
    asked[0]!.die(new Error('The meter stopped on this text.'))
    await settled()
    expect(now()).toMatchObject({ state: 'failed', failure: { message: 'The meter stopped on this text.' } })
    reader.write('one more')
    await frame()
    asked[1]!.answer()
    await settled()
    expect(now()).toMatchObject({ state: 'read', last: { text: 'one more' } })
    expect(loads()).toBe(2)
  })

  test('before there is anything to read is not told', async () => {
    const { reader, now } = setUp({ refuse: 'Start your server.' })
    reader.warm()
    await settled()
    expect(now()).toMatchObject({ state: 'idle', failure: null })
  })
})
