import { describe, expect, it } from 'vitest'
import { onceGranted } from '../../extension/browser/scripting.ts'

const refusal = new Error(
  'Cannot access contents of the page. Extension manifest must request permission to access the respective host.',
)

/** A page that refuses so many times before it lets in. */
function page(refusals: number, error = refusal) {
  let asked = 0
  const waits: number[] = []
  return {
    waits,
    asked: () => asked,
    run: async () => {
      if (++asked <= refusals) throw error
      return 'run'
    },
    pause: async (ms: number) => void waits.push(ms),
  }
}
const granted = async () => true
const refused = async () => false

describe('a grant on its way to the page', () => {
  it('runs at once where the page knows of it', async () => {
    const one = page(0)
    expect(await onceGranted(one.run, granted, one.pause)).toBe('run')
    expect(one.waits).toEqual([])
  })

  it('is waited for where the browser has granted it', async () => {
    const one = page(2)
    expect(await onceGranted(one.run, granted, one.pause)).toBe('run')
    expect(one.waits).toHaveLength(2)
  })

  it('is not waited for where there is none', async () => {
    const one = page(1)
    await expect(onceGranted(one.run, refused, one.pause)).rejects.toBe(refusal)
    expect(one.asked()).toBe(1)
  })

  it('is not waited for without end: the refusal stands within a second', async () => {
    const one = page(100)
    await expect(onceGranted(one.run, granted, one.pause)).rejects.toBe(refusal)
    expect(one.waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(1_000)
  })

  it('is no reason to ask twice of a tab that is gone or a page that broke', async () => {
    for (const words of [
      'No tab with id: 7',
      'Frame with ID 0 is showing error page',
      'Cannot access a chrome:// URL',
    ]) {
      const one = page(1, new Error(words))
      await expect(onceGranted(one.run, granted, one.pause)).rejects.toThrow(words)
      expect(one.asked()).toBe(1)
    }
  })
})
