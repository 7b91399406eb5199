import type { Page } from 'playwright-core'

/**
 * Presses all that can be pressed in the stage that shows, and in each menu and dialog that opens by it, once each;
 * what leads to another stage is gone back from. Fields are written in.
 * @returns what was pressed, in that order
 */
export async function pressAll(page: Page): Promise<string[]> {
  let loading = 0
  page.on('request', () => loading++)
  page.on('requestfinished', () => loading--)
  page.on('requestfailed', () => loading--)
  const pressed: string[] = []
  for (;;) {
    const next = await page.evaluate(pressNext, pressed)
    // Parts of the panel come when they are first wanted.
    while (loading > 0) await page.evaluate(twoFrames)
    if (next === null) return pressed
    pressed.push(next)
  }
}

const twoFrames = () =>
  new Promise<void>(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))

/**
 * Runs in the page. Presses the first that was not yet, or closes the menu or dialog that has nothing left, and waits
 * until the panel is drawn anew. null: all is done.
 */
async function pressNext(before: string[]): Promise<string | null> {
  const drawn = () =>
    new Promise<void>(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))
  const done = new Set(before)
  const menu = document.querySelector<HTMLElement>('[role="menu"]:popover-open')
  const dialog = [...document.querySelectorAll<HTMLDialogElement>('dialog[open]')].at(-1)
  const roots = menu
    ? [menu]
    : dialog
      ? [dialog]
      : [...document.querySelectorAll('.this-page, .work__scroll, .build-bar, .talk-dock')]
  const place = dialog ? `${dialog.querySelector('h2')?.textContent}: ` : ''
  const wordsOf = (each: HTMLElement) => {
    // Of what is there many times over, one of a kind.
    if (each.matches('.cite, .gap__second')) return 'a citation'
    if (each.matches('.receipt > summary')) return 'a receipt'
    const tile = each.matches('.source__menu') && each.closest('.source')?.querySelector('.tile')
    if (tile) return `the menu of a ${tile.className}`
    return each.ariaLabel || each.textContent?.trim() || each.getAttribute('name') || each.id
  }
  const trigger = menu && document.querySelector<HTMLElement>(`[popovertarget="${menu.id}"]`)!
  const nameOf = (each: HTMLElement) => `${place}${trigger ? `${wordsOf(trigger)} › ` : ''}${wordsOf(each)}`
  const isLeft = (each: HTMLElement) => {
    const name = nameOf(each)
    // A menu is opened until each of its items was pressed.
    return !done.has(name) || (each.hasAttribute('popovertarget') && !done.has(`${name}: all`))
  }
  const left = roots
    .flatMap(root => [...root.querySelectorAll<HTMLElement>('button, summary, input, select, textarea')])
    .filter(each => each.checkVisibility() && each.ariaDisabled !== 'true' && !each.matches(':disabled'))
    .filter(each => !each.matches('.dialog__head button') && isLeft(each))
  // What shows something else, or nothing more, goes last: what shows now is pressed before.
  const turns = (each: HTMLElement) =>
    each.matches('[role="tab"], .kind-filter__choice, [aria-label^="Hide"]')
  const next = left.find(each => !turns(each)) ?? left[0]
  const stage = document.querySelector<HTMLElement>('[id^="stage-tab-"][aria-selected="true"]')!
  if (!next) {
    if (!menu && !dialog) return null
    menu?.hidePopover()
    if (!menu) dialog?.close()
    await drawn()
    return trigger ? `${place}${wordsOf(trigger)}: all` : `${place}closed`
  }
  const name = nameOf(next)
  const tell = (...events: string[]) => {
    for (const each of events) next.dispatchEvent(new Event(each, { bubbles: true }))
  }
  if (next instanceof HTMLSelectElement) {
    next.selectedIndex = 1
    tell('change')
  } else if (
    next instanceof HTMLTextAreaElement ||
    (next instanceof HTMLInputElement && !/radio|checkbox|file/.test(next.type))
  ) {
    next.value += ' 9'
    tell('input', 'change')
  } else next.click()
  await drawn()
  if (stage.ariaSelected !== 'true') {
    stage.click()
    await drawn()
  }
  return name
}
