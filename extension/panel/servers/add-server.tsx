import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { serverName } from './server-words.ts'
import type { FoundServer, KnownServer, ServersWorld } from './servers-world.ts'

interface AddServerProps {
  servers: ServersWorld
  /** One that lets us in no more: its address stands. */
  again?: KnownServer
  onDone: () => void
}

/** The way into a server: its address first, then what it asks for. */
export function AddServer({ servers, again, onDone }: AddServerProps) {
  const { world, feedback } = usePanel()
  const [address, setAddress] = useState(again?.server ?? '')
  const [token, setToken] = useState('')
  const [found, setFound] = useState<FoundServer | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const connection = world.connection.value
  const refused = again && connection.state === 'needs_token' ? connection.refused : null
  const asksForToken = found?.pairing === 'token' || (again !== undefined && again.pairing !== 'code')

  async function enter(): Promise<string | null> {
    let way = found
    if (!way && !token.trim()) {
      const looked = await servers.look(address)
      if (!looked.ok) return looked.error.message
      way = looked.value
      setFound(way)
      if (way.pairing === 'code') {
        void servers.pairByCode(way.server)
        return null
      }
      if (way.pairing === 'token') return null
    }
    if (asksForToken && !token.trim()) return null
    const came = await servers.comeIn(way?.server ?? address, token.trim() || null)
    if (!came.ok) return came.error.message
    feedback.toast({ tone: 'calm', text: 'Connected' })
    onDone()
    return null
  }

  return (
    <form
      class="server-form"
      onSubmit={async event => {
        event.preventDefault()
        if (busy) return
        setBusy(true)
        const why = await enter()
        setBusy(false)
        setError(why)
      }}
    >
      {again && (
        <p class="settings__words" role="status">
          {again.isNew ? newWords(again) : `${serverName(again)} does not let this browser in any more.`} What
          you clip is kept here, and goes as soon as it does.
        </p>
      )}
      {again?.pairing !== 'code' && (
        <Field
          label="Server address"
          type="url"
          value={address}
          error={asksForToken ? null : error}
          hint={again ? undefined : 'The one that you open it by, such as https://words.example.org'}
          onText={text => {
            setAddress(text)
            setFound(null)
            setError(null)
          }}
        />
      )}
      {asksForToken && (
        <Field
          label="Token"
          type="password"
          value={token}
          error={error ?? refused}
          hint="Whoever runs the server makes one with npm run token. It stays in this browser."
          onText={text => {
            setToken(text)
            setError(null)
          }}
        />
      )}
      {again?.pairing === 'code' && error && (
        <p class="field__error" role="alert">
          {error}
        </p>
      )}
      <div class="server-form__acts">
        <Button small tone="primary" type="submit" busy={busy} held={!address.trim()}>
          {again?.pairing === 'code'
            ? again.isNew
              ? 'Show a code'
              : 'Pair again'
            : asksForToken
              ? 'Connect'
              : 'Go on'}
        </Button>
        {!again && (
          <Button small tone="quiet" onClick={onDone}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  )
}

/** Of one that has never let this browser in. */
const newWords = (server: KnownServer): string =>
  server.pairing === 'code'
    ? `${serverName(server)} lets this browser in once you approve a code there.`
    : `${serverName(server)} lets this browser in by a token.`
