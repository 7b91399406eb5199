import { useEffect, useState } from 'preact/hooks'
import { ok } from '../../../core/contract/result.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { count } from '../words/numbers.ts'
import { addressName, serverName } from './server-words.ts'
import type { KnownServer, ServersWorld } from './servers-world.ts'

interface ServerDialogProps {
  server: KnownServer
  servers: ServersWorld
  onClosed: () => void
}

export function NameServer({ server, servers, onClosed }: ServerDialogProps) {
  const [name, setName] = useState(server.label ?? '')
  return (
    <Dialog title="Rename server" onClosed={onClosed}>
      {close => (
        <form
          onSubmit={async event => {
            event.preventDefault()
            await servers.rename(server.id, name)
            close()
          }}
        >
          <Field
            label="What you call it"
            value={name}
            maxLength={100}
            hint={`Left empty, it is called ${addressName(server.server)}.`}
            onText={setName}
          />
          <div class="dialog__acts">
            <Button tone="quiet" onClick={close}>
              Cancel
            </Button>
            <Button tone="primary" type="submit">
              Rename
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}

export function RemoveServer({ server, servers, onClosed }: ServerDialogProps) {
  const [waiting, setWaiting] = useState(server.waiting)
  useEffect(() => void servers.unsent(server.id).then(setWaiting), [servers, server.id])
  return (
    <Confirm
      title="Remove this server?"
      keep="Keep it"
      act={waiting > 0 ? 'Remove it and lose them' : 'Remove server'}
      onAct={async () => ok(await servers.remove(server.id))}
      onClosed={onClosed}
    >
      <p dir="auto">
        <b>{serverName(server)}</b>
      </p>
      <p>
        This browser is signed out of it, and what it keeps of it on this computer is removed. What is on the
        server stays there.
      </p>
      {waiting > 0 && (
        <p role="alert">
          {count(waiting, 'change')} {waiting === 1 ? 'is' : 'are'} kept on this computer alone, waiting for
          it. Removed now, {waiting === 1 ? 'it is' : 'they are'} gone.
        </p>
      )}
    </Confirm>
  )
}
