import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { serverName, shownServer } from '../servers/server-words.ts'
import type { KnownServer } from '../servers/servers-world.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { later } from '../ui/later.tsx'
import { timeOfDay } from '../words/dates.ts'
import { count } from '../words/numbers.ts'
import type { Connection, WaitingClip } from '../world.ts'

const Settings = later(() => import('../settings/settings.tsx').then(part => part.Settings))

/** One line on where the work stands between this computer and the server. */
export function StatusLine() {
  const { world } = usePanel()
  const [settings, setSettings] = useState(false)
  const [trying, setTrying] = useState(false)
  const connection = world.connection.value
  const { waiting } = world.work.value
  const known = world.knownServers.value
  const shown = shownServer(known)
  const current = known.find(each => each.current)
  const elsewhere = known.filter(each => !each.current && each.waiting > 0)
  return (
    <footer class="status">
      <div class="status__inner">
        <p class={`status__words status__words--${connection.state}`}>
          <span class="status__mark" aria-hidden="true" />
          <span role="status">
            <b>{stateWords(connection, current)}</b>
            {shown && <span dir="auto"> · {serverName(shown)}</span>}
            {asideWords(connection, waiting)}
            {elsewhere.map(each => ` · ${count(each.waiting, 'change')} kept here for ${serverName(each)}`)}
          </span>
        </p>
        {(connection.state === 'offline' || (connection.state === 'online' && waiting.some(isWaiting))) && (
          <Button
            small
            tone="quiet"
            busy={trying}
            onClick={async () => {
              setTrying(true)
              await world.reconnect()
              setTrying(false)
            }}
          >
            Retry
          </Button>
        )}
        {connection.state === 'needs_token' && (
          <Button small tone="quiet" onClick={() => setSettings(true)}>
            {current?.pairing === 'token' ? 'Enter token' : current?.isNew ? 'Pair' : 'Pair again'}
          </Button>
        )}
        <IconButton icon="gear" label="Settings" data-press="settings" onClick={() => setSettings(true)} />
      </div>
      {settings && <Settings onClosed={() => setSettings(false)} />}
    </footer>
  )
}

const isWaiting = (clip: WaitingClip) => clip.state === 'waiting'

function stateWords(connection: Connection, current: KnownServer | undefined): string {
  if (connection.state === 'online') return 'Connected'
  if (connection.state === 'connecting') return 'Connecting…'
  if (connection.state === 'needs_token') {
    if (current?.pairing === 'token') return 'Token needed'
    return current?.isNew ? 'Not paired yet' : 'Not let in'
  }
  return `Offline since ${timeOfDay(connection.since)}`
}

function asideWords(connection: Connection, waiting: WaitingClip[]): string {
  const refused = waiting.filter(clip => clip.state === 'refused').length
  const going = waiting.length - refused
  if (connection.state === 'offline')
    return going > 0
      ? ` · ${count(going, 'clip')} kept here, to go when the server is back`
      : ' · Everything you clip is kept here and goes when the server is back'
  const parts = [
    going > 0 && ` · ${count(going, 'clip')} waiting`,
    refused > 0 && ` · ${count(refused, 'clip')} refused`,
    connection.state === 'needs_token' && going === 0 && ' · clips are kept here meanwhile',
  ]
  return parts.filter(Boolean).join('')
}
