export interface FirstPresses {
  /**
   * Puts the panel in place of the first picture, with the focus on the same thing, and presses there what was
   * pressed here. What the page in front does not offer after all is let go: the panel says why.
   * @param known resolves when the panel knows what is in front
   */
  passTo: (panel: HTMLElement, known: Promise<unknown>) => void
  /** Says on the first picture that no panel will come, and lets nothing be pressed there any more. */
  giveUp: () => void
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
    giveUp() {
      for (const button of first.querySelectorAll<HTMLButtonElement>('[data-press]')) {
        button.removeAttribute('aria-busy')
        button.disabled = true
      }
      const words = first.querySelector('.status__words')!
      words.role = 'alert'
      words.textContent = 'The panel could not be loaded. Nothing is lost: close it and open it again.'
    },
  }
}
