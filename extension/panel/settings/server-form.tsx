import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { isThisComputer, safeUrl } from '../words/safe-url.ts'

/** Which server, and its token where it does not pair by itself. */
export function ServerForm({ onSaved }: { onSaved: () => void }) {
  const { world } = usePanel()
  const connection = world.connection.value
  const [address, setAddress] = useState(connection.server)
  const [token, setToken] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const refused = connection.state === 'needs_token' ? connection.refused : null
  const changed = address.trim() !== connection.server || token.trim() !== ''
  // On this computer the panel pairs by itself; anywhere else it asks for a token.
  const asksForToken = !isThisComputer(address.trim()) || connection.state === 'needs_token'
  return (
    <form
      class="server-form"
      onSubmit={async event => {
        event.preventDefault()
        if (busy) return
        const wanted = safeUrl(address.trim())
        if (!wanted) return setError('That is no web address. It looks like http://127.0.0.1:8787')
        setBusy(true)
        const result = await world.useServer(wanted.replace(/\/$/, ''), token.trim() || null)
        setBusy(false)
        if (!result.ok) return setError(result.error.message)
        setToken('')
        onSaved()
      }}
    >
      <Field
        label="Server address"
        type="url"
        value={address}
        error={error}
        onText={text => {
          setAddress(text)
          setError(null)
        }}
      />
      {asksForToken && (
        <Field
          label="Token"
          type="password"
          value={token}
          error={refused}
          hint="Whoever runs the server makes one with npm run token. It stays in this browser."
          onText={setToken}
        />
      )}
      <div>
        <Button small tone={changed ? 'primary' : 'plain'} type="submit" busy={busy} held={!changed}>
          Connect
        </Button>
      </div>
    </form>
  )
}
