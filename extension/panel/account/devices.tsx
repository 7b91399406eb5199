import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { useAnswer } from '../use-answer.ts'
import { ago } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { count } from '../words/numbers.ts'
import type { AccountWorld } from './account-world.ts'

/** What has a token of the account's, and how it is taken away. */
export function Devices({ account }: { account: AccountWorld }) {
  const { feedback } = usePanel()
  const [answer, again] = useAnswer(() => account.devices(), [account])
  if (answer.state !== 'there') return null
  const told = (result: { ok: boolean; error?: { message: string } }) => {
    if (!result.ok && result.error) feedback.toast({ tone: 'bad', text: result.error.message })
  }
  return (
    <details class="more">
      <summary>{count(answer.value.length, 'device')}</summary>
      <ul class="people">
        {answer.value.map(device => (
          <li key={device.id} class="people__row">
            <p class="people__words">
              <b dir="auto">{device.label}</b>
              {device.current && ', this one'}
              <br />
              {device.lastUsedAt ? `used ${ago(device.lastUsedAt, now.value)}` : 'not used yet'}
            </p>
            {!device.current && (
              <Button
                small
                onClick={async () => {
                  told(await account.revoke(device.id))
                  again()
                }}
              >
                Revoke
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button small onClick={async () => told(await account.signOutEverywhere())}>
        Sign out everywhere
      </Button>
    </details>
  )
}
