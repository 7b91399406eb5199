export interface FirstPresses {
  /**
   * Puts the panel in place of the first picture, with the focus on the same thing, and presses there what was
   * pressed here. What the page in front does not offer after all is let go: the panel says why.
   * @param known resolves when the panel knows what is in front
   */
  passTo: (panel: HTMLElement, known: Promise<unknown>) => void
}

/**
 * What is pressed on the first picture, which stands in the page before any script has run. Each button of it is the
 * panel's button with the same `data-press`.
 */
export function firstPresses(first: HTMLElement): FirstPresses {
  const pressed = new Set<string>()
  first.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('[data-press]')
    if (!button) return
    pressed.add(button.dataset.press!)
    button.setAttribute('aria-busy', 'true')
  })
  return {
    passTo(panel, known) {
      const focused = (document.activeElement as HTMLElement | null)?.dataset.press
      first.replaceWith(panel)
      const same = (press: string) => panel.querySelector<HTMLElement>(`[data-press="${press}"]`)
      if (focused) same(focused)?.focus()
      void known.then(() => {
        for (const press of pressed) same(press)?.click()
      })
    },
  }
}
