import { useEffect, useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { useLate } from '../use-late.ts'
import { count } from '../words/numbers.ts'
import type { Connection } from '../world.ts'
import { AddServer } from './add-server.tsx'
import { CodeCard } from './code-card.tsx'
import { ComeBack } from './come-back.tsx'
import { NameServer, RemoveServer } from './server-dialogs.tsx'
import { addressName, serverName } from './server-words.ts'
import type { KnownServer } from './servers-world.ts'

/** Which servers there are and which is worked with, and the way into another. */
export function ServersPart() {
  const { world } = usePanel()
  const servers = useLate('servers')
  const [adding, setAdding] = useState(false)
  const [open, setOpen] = useState<{ is: 'rename' | 'remove'; server: KnownServer } | null>(null)
  const connection = world.connection.value
  const known = world.knownServers.value
  useEffect(() => void servers?.count(), [servers])
  const code = servers?.code.value ?? null
  return (
    <section class="settings__part" aria-label="Server">
      <h3 class="settings__title">{known.length > 1 ? 'Servers' : 'Server'}</h3>
      <ul class="servers">
        {known.map(server => (
          <li key={server.id} class="servers__row">
            <span class="servers__tick">{server.current && <Icon name="check" />}</span>
            <div class="servers__words">
              <p class="servers__name" dir="auto">
                {serverName(server)}
                {server.current && <span class="unseen"> (worked with now)</span>}
              </p>
              <p class="settings__words">{asideWords(server, connection)}</p>
            </div>
            <div class="servers__acts">
              {!server.current && (
                <Button small onClick={() => void servers?.use(server.id)}>
                  Switch
                </Button>
              )}
              <Menu
                label={`More for ${serverName(server)}`}
                triggerClass="icon-button"
                trigger={<Icon name="dots" />}
                items={[
                  { label: 'Rename…', icon: 'pen', act: () => setOpen({ is: 'rename', server }) },
                  {
                    label: 'Remove…',
                    icon: 'trash',
                    danger: true,
                    act: () => setOpen({ is: 'remove', server }),
                  },
                ]}
              />
            </div>
          </li>
        ))}
      </ul>
      {connection.state === 'needs_token' ? (
        <ComeBack />
      ) : code && servers ? (
        <CodeCard code={code} servers={servers} />
      ) : adding && servers ? (
        <AddServer servers={servers} onDone={() => setAdding(false)} />
      ) : (
        <div>
          <Button small icon="plus" onClick={() => setAdding(true)}>
            Add a server…
          </Button>
        </div>
      )}
      {open?.is === 'rename' && servers && (
        <NameServer server={open.server} servers={servers} onClosed={() => setOpen(null)} />
      )}
      {open?.is === 'remove' && servers && (
        <RemoveServer server={open.server} servers={servers} onClosed={() => setOpen(null)} />
      )}
    </section>
  )
}

function asideWords(server: KnownServer, connection: Connection): string {
  const words = [
    server.label !== null && addressName(server.server),
    server.account,
    server.current && stateWords(connection),
    server.waiting > 0 && `${count(server.waiting, 'change')} kept here for it`,
  ]
  return words.filter(Boolean).join(' · ')
}

function stateWords({ state }: Connection): string {
  if (state === 'online') return 'Paired with this browser and connected'
  if (state === 'connecting') return 'Looking for it…'
  if (state === 'offline') return 'Does not answer just now: the panel keeps looking'
  return 'Does not let this browser in'
}
