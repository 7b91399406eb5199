import { make, mark } from './element.ts'
import type { Hold } from './hold.ts'
import { showsAdvert } from './shown-video.ts'

export const BUTTON_CLASS = 'ownwords-moment-button'

/** The quiet button among the player's own. It stands in the page, so that it looks as they do; it listens by itself. */
export function createPlayerButton(page: Document, hold: Hold, signal: AbortSignal) {
  const button = make(page, 'button', {
    type: 'button',
    class: `ytp-button ${BUTTON_CLASS}`,
    // The player's buttons are boxes of its own making: ours only puts its mark in the middle.
    style: 'display:inline-flex;align-items:center;justify-content:center;vertical-align:top;color:inherit',
  })
  button.append(mark(page, 24))
  name(null)
  const on = <Type extends keyof HTMLElementEventMap>(
    type: Type,
    heard: (event: HTMLElementEventMap[Type]) => void,
  ) => button.addEventListener(type, heard, { signal })

  // The focus stays where it was, and with it YouTube's own keys.
  on('mousedown', event => event.preventDefault())
  on('pointerdown', event => {
    if (event.button !== 0) return
    button.setPointerCapture(event.pointerId)
    hold.down()
  })
  on('pointerup', () => hold.up())
  on('pointercancel', () => hold.up())
  const isPress = ({ key }: KeyboardEvent) => key === 'Enter' || key === ' '
  on('keydown', event => {
    if (!isPress(event)) return
    event.preventDefault()
    event.stopPropagation()
    if (!event.repeat) hold.down()
  })
  on('keyup', event => {
    if (!isPress(event)) return
    event.preventDefault()
    event.stopPropagation()
    hold.up()
  })
  on('blur', () => hold.up())
  on('click', event => {
    event.stopPropagation()
    // A screen reader presses without any pointer or key.
    if (event.detail === 0 && event.isTrusted && !('pointerType' in event && event.pointerType)) {
      hold.down()
      hold.up()
    }
  })

  function name(shortcut: string | null): void {
    const words = `Clip this moment${shortcut ? ` (${shortcut})` : ''}`
    button.title = `${words}. Hold to mark a longer part`
    button.setAttribute('aria-label', words)
  }

  return {
    name,
    /** Puts it into the player's controls if it is not there. Cheap: it is asked a few times a second. */
    follow(player: HTMLElement | null): void {
      if (!player) {
        button.remove()
        return
      }
      const hidden = showsAdvert(player)
      if (button.hidden !== hidden) {
        button.hidden = hidden
        button.style.display = hidden ? 'none' : 'inline-flex'
      }
      if (button.isConnected && player.contains(button)) return
      const controls =
        player.querySelector('.ytp-right-controls-left') ?? player.querySelector('.ytp-right-controls')
      controls?.prepend(button)
    },
    remove: () => button.remove(),
  }
}
