import { render } from 'preact'
import '../../panel/rest.css'
import type { FirstPresses } from '../../panel/first-presses.ts'
import { Panel } from '../../panel/panel.tsx'
import { openWorld } from '../../world/open-world.ts'

/** Milliseconds after which the panel is shown whatever is not known yet. */
const LONGEST_WAIT_MS = 60

/** Puts the panel in place of the page's first picture, and does what was pressed there. */
export function openPanel(presses: FirstPresses): void {
  const { promise: shown, resolve: isShown } = Promise.withResolvers<void>()
  const world = openWorld('panel', shown)
  addEventListener('pagehide', () => world.stop(), { once: true })

  // Drawn while the browser answers what is in front, and put on the page with that answer, so that nothing jumps.
  const panel = document.createElement('div')
  panel.id = 'panel'
  render(<Panel world={world} />, panel)
  const show = () => {
    presses.passTo(panel, world.ready)
    isShown()
  }
  void Promise.race([world.ready, new Promise(resolve => setTimeout(resolve, LONGEST_WAIT_MS))]).then(show)
}
