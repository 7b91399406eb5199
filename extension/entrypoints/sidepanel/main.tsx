import { render } from 'preact'
import { Panel } from '../../panel/panel.tsx'
import { openWorld } from '../../world/open-world.ts'

const world = openWorld()
addEventListener('pagehide', () => world.stop(), { once: true })
render(<Panel world={world} />, document.getElementById('panel')!)
