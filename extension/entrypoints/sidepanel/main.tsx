import { render } from 'preact'
import { Panel } from '../../panel/panel.tsx'
import { openWorld } from '../../world/open-world.ts'

/** Milliseconds after which the panel is shown whatever is not known yet. */
const LONGEST_WAIT_MS = 60

const world = openWorld()
addEventListener('pagehide', () => world.stop(), { once: true })

// Drawn while the browser answers what is in front, and put on the page with that answer, so that nothing jumps.
const panel = document.createElement('div')
panel.id = 'panel'
render(<Panel world={world} />, panel)
const show = () => document.body.append(panel)
void Promise.race([world.ready, new Promise(resolve => setTimeout(resolve, LONGEST_WAIT_MS))]).then(show)
