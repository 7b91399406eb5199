import { useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useAnswer } from '../use-answer.ts'
import { useLate } from '../use-late.ts'
import type { AccountWorld } from './account-world.ts'

/** A model by the creator's own key; nothing where the server takes none. */
export function ModelKeyPart() {
  const account = useLate('account')
  return account && <Shown account={account} />
}

function Shown({ account }: { account: AccountWorld }) {
  const { feedback } = usePanel()
  const [answer, again] = useAnswer(() => account.modelKey(), [account])
  const [setting, setSetting] = useState(false)
  if (answer.state !== 'there' || !answer.value.takesKeys) return null
  const { key } = answer.value
  return (
    <section class="settings__part" aria-label="Your own model key">
      <h3 class="settings__title">Your own model key</h3>
      <p class="settings__words">
        {key ? (
          <>
            <b>{key.model}</b> at <b>{key.host}</b> is asked with your key, which ends with {key.endsWith}.
            You pay it there.
          </>
        ) : (
          'None: the model of the server is asked. With a key of your own, yours is asked instead, and you pay it there.'
        )}
      </p>
      {setting ? (
        <KeyForm
          account={account}
          onDone={() => {
            setSetting(false)
            again()
          }}
        />
      ) : (
        <div class="server-form__acts">
          <Button small onClick={() => setSetting(true)}>
            {key ? 'Use another key…' : 'Use my own key…'}
          </Button>
          {key && (
            <Button
              small
              tone="quiet"
              onClick={async () => {
                const result = await account.deleteModelKey()
                if (!result.ok) feedback.toast({ tone: 'bad', text: result.error.message })
                again()
              }}
            >
              Remove it
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

function KeyForm({ account, onDone }: { account: AccountWorld; onDone: () => void }) {
  const [baseUrl, setBaseUrl] = useState('')
  const [model, setModel] = useState('')
  const [apiKey, setApiKey] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const isWhole = [baseUrl, model, apiKey].every(text => text.trim())
  return (
    <form
      class="server-form"
      onSubmit={async event => {
        event.preventDefault()
        if (busy || !isWhole) return
        setBusy(true)
        const result = await account.putModelKey({
          baseUrl: baseUrl.trim(),
          model: model.trim(),
          apiKey: apiKey.trim(),
        })
        setBusy(false)
        if (!result.ok) return setError(result.error.message)
        onDone()
      }}
    >
      <Field
        label="Address of the model’s API"
        type="url"
        value={baseUrl}
        hint="Such as https://api.openai.com/v1"
        onText={setBaseUrl}
      />
      <Field label="Model" value={model} onText={setModel} />
      <Field
        label="Key"
        type="password"
        value={apiKey}
        error={error}
        hint="It goes to your Ownwords server, is kept there encrypted, and is never shown again."
        onText={setApiKey}
      />
      <div class="server-form__acts">
        <Button small tone="primary" type="submit" busy={busy} held={!isWhole}>
          Use this key
        </Button>
        <Button small tone="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
