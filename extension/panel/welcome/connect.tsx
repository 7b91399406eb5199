import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { later } from '../ui/later.tsx'

const ComeBack = later(() => import('../servers/come-back.tsx').then(part => part.ComeBack))

const commands = 'npm ci && npm start'

/** How to be connected: nothing to do where the server runs here, two commands where it does not, else a token. */
export function Connect() {
  const { world, feedback } = usePanel()
  const connection = world.connection.value
  const [trying, setTrying] = useState(false)
  if (connection.state === 'needs_token') return <ComeBack />
  if (connection.state === 'online') return <p>Connected.</p>
  // Laid out as what it may turn to, so that the steps below stay where they are.
  const looking = connection.state === 'connecting'
  return (
    <div class="connect">
      {looking && <p class="connect__looking">Looking for it… there is nothing to type.</p>}
      <div class="connect__offline" inert={looking}>
        <p>It does not answer yet. Start it in the folder of Ownwords; the panel then connects by itself.</p>
        <div class="command">
          <code>{commands}</code>
          <Button
            small
            tone="quiet"
            icon="copy"
            onClick={async () => {
              await navigator.clipboard.writeText(commands).catch(() => undefined)
              feedback.say('Copied')
            }}
          >
            Copy
          </Button>
        </div>
        <div>
          <Button
            small
            icon="retry"
            busy={trying}
            onClick={async () => {
              setTrying(true)
              await world.reconnect()
              setTrying(false)
            }}
          >
            Look again
          </Button>
        </div>
      </div>
    </div>
  )
}
