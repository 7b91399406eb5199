import { render } from 'preact'
import { Panel } from '../../panel/panel.tsx'
import { openWorld } from '../../world/open-world.ts'

const { promise: shown, resolve: isShown } = Promise.withResolvers<void>()
const world = openWorld('workspace', shown)
addEventListener('pagehide', () => world.stop(), { once: true })
render(<Panel world={world} place="tab" />, document.getElementById('panel')!)
isShown()
