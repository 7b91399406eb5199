import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { beatId, sentenceId } from '../../extension/panel/script-samples.ts'

/** The script as its document has it: what is said in a beat, in order. */
export const spoken = (page: Page, beat: number) =>
  page.evaluate(async id => {
    const { state } = (await window.fake.world.script()).document.value!
    return Object.values(state.value.sentences)
      .filter(each => each.beatId === id && !each.removed)
      .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id < b.id ? -1 : 1))
      .map(each => each.text)
  }, beatId(beat))
export const sentence = (page: Page, n: number) =>
  page.evaluate(async id => {
    const { state } = (await window.fake.world.script()).document.value!
    return state.value.sentences[id]!
  }, sentenceId(n))

/** The lines that show in a beat's editor. */
export const shown = (page: Page, beat: number) =>
  page.locator(`[data-beat="${beatId(beat)}"] .sentence__words`).allTextContents()
export const both = async (page: Page, beat: number, lines: string[]) => {
  await expect.poll(() => spoken(page, beat)).toEqual(lines)
  await expect.poll(() => shown(page, beat)).toEqual(lines)
}
