import type { Page } from 'playwright-core'

interface Counted {
  clicks: number
  typed: string
}

/** What a creator does in the panel from now on, as the panel's page hears it: presses that are theirs, and words typed. */
export async function countWork(
  panel: Page,
): Promise<{ clicks(): Promise<number>; words(): Promise<number> }> {
  await panel.evaluate(() => {
    const counted: Counted = { clicks: 0, typed: '' }
    ;(globalThis as { counted?: Counted }).counted = counted
    let field: EventTarget | null = null
    const hear = (type: string, heard: (event: Event) => void) =>
      document.addEventListener(type, event => event.isTrusted && heard(event), { capture: true })
    hear('click', () => {
      counted.clicks++
    })
    hear('beforeinput', event => {
      if (event.target !== field) counted.typed += ' '
      field = event.target
      counted.typed += (event as InputEvent).data ?? ''
    })
  })
  const read = () => panel.evaluate(() => (globalThis as { counted?: Counted }).counted!)
  return {
    clicks: async () => (await read()).clicks,
    words: async () => ((await read()).typed.match(/\S+/g) ?? []).length,
  }
}
