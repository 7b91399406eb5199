import { markPanelOpen } from '../../browser/side-panel.ts'
import { firstPresses } from '../../panel/first-presses.ts'

/** Milliseconds after which the panel is loaded though the browser shows no picture: a page that is hidden. */
const LONGEST_WAIT_MS = 100
/** Milliseconds after which a page that could not load the panel says so. */
const GIVE_UP_MS = 500

const presses = firstPresses(document.getElementById('first')!)
// Not first when the panel is loaded: the icon, clicked beside a panel that stands already, clips.
void markPanelOpen()

// The picture first: loading the panel takes the same processor from it.
let loading = false
const load = () => {
  if (loading) return
  loading = true
  void import('./main.tsx').then(({ openPanel }) => openPanel(presses), notLoaded)
}
requestAnimationFrame(() => setTimeout(load))
setTimeout(load, LONGEST_WAIT_MS)

/** A page that is closed while it loads is told the same, and is gone before it says so. */
function notLoaded(cause: unknown): void {
  setTimeout(() => {
    presses.giveUp()
    console.error(cause)
  }, GIVE_UP_MS)
}
