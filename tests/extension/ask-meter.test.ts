import { describe, expect, it, vi } from 'vitest'
import type { MeterReading } from '../../core/voice/reading.ts'
import { type MeterThread, meterIn } from '../../extension/meter/ask-meter.ts'
import { type Meter, type MeterWord, serveMeter } from '../../extension/meter/meter-worker.ts'
import { versionOf } from './support/voice-api.ts'

const version = versionOf('voice', 1)
const readingOf = (text: string) => ({ words: text.length }) as MeterReading

/** A worker's two sides, joined; what is sent arrives a moment later, as it does there. */
function thread(
  open: (...given: unknown[]) => Meter,
): MeterThread & { ended: ReturnType<typeof vi.fn>; say: (word: MeterWord) => void } {
  let heard: (event: MessageEvent) => void = () => {}
  const ended = vi.fn()
  const one: ReturnType<typeof thread> = {
    onmessage: null,
    onerror: null,
    ended,
    terminate: ended,
    postMessage: order => queueMicrotask(() => heard({ data: structuredClone(order) } as MessageEvent)),
    say: word => one.onmessage?.({ data: word } as MessageEvent),
  }
  serveMeter(
    {
      addEventListener: (_, listener) => {
        heard = listener
      },
      postMessage: word => queueMicrotask(() => one.say(structuredClone(word))),
    },
    async (...given) => open(...given),
  )
  return one
}

describe('the meter in its worker', () => {
  it('reads texts by the voice that it was opened with, each answer with its own question', async () => {
    const open = vi.fn(() => ({ read: readingOf }))
    const meter = await meterIn(thread(open), version)
    expect(open).toHaveBeenCalledWith(version.profile.model, version.profile.language)
    const read = await Promise.all(['a', 'bb', 'ccc'].map(text => meter.read(text)))
    expect(read.map(({ words }) => words)).toEqual([1, 2, 3])
  })

  it('says in words why it cannot be opened, and is ended', async () => {
    const one = thread(() => {
      throw new Error('Measure this voice again: it was measured beside an older background.')
    })
    await expect(meterIn(one, version)).rejects.toThrow('Measure this voice again')
    expect(one.ended).toHaveBeenCalledOnce()
  })

  it('goes on after a text that it could not read', async () => {
    const read = vi.fn(readingOf).mockImplementationOnce(() => {
      throw new Error('This text cannot be read.')
    })
    const meter = await meterIn(
      thread(() => ({ read })),
      version,
    )
    await expect(meter.read('x')).rejects.toThrow('This text cannot be read.')
    expect(await meter.read('yy')).toMatchObject({ words: 2 })
    expect(meter.isOpen()).toBe(true)
  })

  it('refuses what is being read when it dies or is closed, and everything after', async () => {
    const one = thread(() => ({ read: readingOf }))
    const meter = await meterIn(one, version)
    const reading = meter.read('x')
    one.onerror?.({} as ErrorEvent)
    await expect(reading).rejects.toThrow('The meter stopped on this text')
    await expect(meter.read('y')).rejects.toThrow('The meter stopped on this text')
    expect(meter.isOpen()).toBe(false)

    const closed = await meterIn(
      thread(() => ({ read: readingOf })),
      version,
    )
    const open = closed.read('x')
    closed.close()
    await expect(open).rejects.toThrow('The meter was closed')
  })
})
