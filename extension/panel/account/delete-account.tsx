import { useState } from 'preact/hooks'
import type { Account } from '../../../core/contract/account.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import type { AccountWorld } from './account-world.ts'

interface DeleteAccountProps {
  who: Account
  account: AccountWorld
  onClosed: () => void
}

/** Everything goes: what goes is said, and a word is typed for it. */
export function DeleteAccount({ who, account, onClosed }: DeleteAccountProps) {
  const wanted = who.email ?? 'delete'
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const isMeant = typed.trim().toLowerCase() === wanted.toLowerCase()
  return (
    <Dialog title="Delete your account?" onClosed={onClosed}>
      {close => (
        <form
          onSubmit={async event => {
            event.preventDefault()
            if (!isMeant || busy) return
            setBusy(true)
            const result = await account.delete()
            setBusy(false)
            if (!result.ok) return setError(result.error.message)
            close()
          }}
        >
          <p>
            Your projects with their sources, briefs and scripts, your channel and voices, your notes and
            model key go from the server, also for those whom you let into your projects. This cannot be
            undone. What waits on this computer stays here.
          </p>
          <Field
            label={`Type ${wanted} to delete it all`}
            value={typed}
            error={error}
            onText={text => {
              setTyped(text)
              setError(null)
            }}
          />
          <div class="dialog__acts">
            <Button tone="quiet" onClick={close}>
              Keep my account
            </Button>
            <Button tone="danger" type="submit" busy={busy} held={!isMeant}>
              Delete account
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
