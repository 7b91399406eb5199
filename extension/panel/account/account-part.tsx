import { useState } from 'preact/hooks'
import type { Account } from '../../../core/contract/account.ts'
import { usePanel } from '../panel-context.ts'
import { saveFile } from '../save-file.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useAnswer } from '../use-answer.ts'
import { useLate } from '../use-late.ts'
import { integer } from '../words/numbers.ts'
import type { AccountWorld } from './account-world.ts'
import { DeleteAccount } from './delete-account.tsx'
import { Devices } from './devices.tsx'

/** Who the creator is to the server, what has a token of theirs, and what of them is there. */
export function AccountPart() {
  const account = useLate('account')
  return account && <Shown account={account} />
}

function Shown({ account }: { account: AccountWorld }) {
  const { feedback } = usePanel()
  const [answer, again] = useAnswer(() => account.read(), [account])
  const [busy, setBusy] = useState<'export' | 'out' | null>(null)
  const [deleting, setDeleting] = useState(false)
  const failed = (text: string) => feedback.toast({ tone: 'bad', text })
  return (
    <section class="settings__part" aria-label="Your account">
      <h3 class="settings__title">Your account</h3>
      {answer.state === 'failed' && (
        <p class="field__error" role="alert">
          {answer.failure.message}
        </p>
      )}
      {answer.state === 'there' && (
        <>
          {answer.value.email && <p class="settings__words">Signed in as {answer.value.email}</p>}
          <NameForm key={answer.value.name} who={answer.value} account={account} onSaved={again} />
        </>
      )}
      <QuotaWords account={account} />
      <Devices account={account} />
      <div class="server-form__acts">
        <Button
          small
          icon="file"
          busy={busy === 'export'}
          onClick={async () => {
            setBusy('export')
            const result = await account.export()
            setBusy(null)
            if (!result.ok) return failed(result.error.message)
            saveFile('ownwords-account.zip', 'application/zip', result.value)
          }}
        >
          Save all that is mine
        </Button>
        <Button
          small
          busy={busy === 'out'}
          onClick={async () => {
            setBusy('out')
            const result = await account.signOut()
            setBusy(null)
            if (!result.ok) failed(result.error.message)
          }}
        >
          Sign out here
        </Button>
        <Button small tone="quiet" icon="trash" onClick={() => setDeleting(true)}>
          Delete account…
        </Button>
      </div>
      {deleting && answer.state === 'there' && (
        <DeleteAccount who={answer.value} account={account} onClosed={() => setDeleting(false)} />
      )}
    </section>
  )
}

function NameForm({ who, account, onSaved }: { who: Account; account: AccountWorld; onSaved: () => void }) {
  const [name, setName] = useState(who.name ?? '')
  const [error, setError] = useState<string | null>(null)
  const changed = name.trim() !== '' && name.trim() !== who.name
  return (
    <form
      class="server-form"
      onSubmit={async event => {
        event.preventDefault()
        if (!changed) return
        const result = await account.rename(name.trim())
        if (!result.ok) return setError(result.error.message)
        onSaved()
      }}
    >
      <Field
        label="Your name"
        value={name}
        maxLength={100}
        error={error}
        hint="Others see it in projects that you share."
        onText={setName}
      />
      <div>
        <Button small type="submit" held={!changed}>
          Keep this name
        </Button>
      </div>
    </form>
  )
}

/** How much of what is allowed is used; nothing where nothing is limited. */
function QuotaWords({ account }: { account: AccountWorld }) {
  const [answer] = useAnswer(() => account.quota(), [account])
  if (answer.state !== 'there') return null
  const { projects, sources, bytes } = answer.value
  const lines = [
    projects.limit !== null && `${integer(projects.used)} of ${integer(projects.limit)} projects`,
    sources.limit !== null && `${integer(sources.used)} of ${integer(sources.limit)} sources`,
    bytes.limit !== null && `${megabytes(bytes.used)} of ${megabytes(bytes.limit)} MB`,
  ].filter(Boolean)
  return lines.length > 0 ? <p class="settings__words numbers">{lines.join(' · ')}</p> : null
}

const megabytes = (bytes: number) => integer(Math.ceil(bytes / 1_000_000))
