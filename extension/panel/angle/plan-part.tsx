import { useId, useState } from 'preact/hooks'
import type { Plan } from '../../../core/contract/decision.ts'
import type { DecisionsWorld } from '../decisions/decisions-world.ts'
import { told } from '../decisions/gate-words.ts'
import { usePanel } from '../panel-context.ts'
import { clockTime } from '../words/numbers.ts'
import { useMayWrite, useShared } from '../writing.tsx'
import { minutesOf, minutesText } from './minutes.ts'

interface PlanPartProps {
  plan: Plan
  acts: DecisionsWorld
  held: boolean
}

/** How long the video is to be and whose voice it is written in. */
export function PlanPart(props: PlanPartProps) {
  const { targetSeconds } = props.plan
  if (useMayWrite()) return <PlanFields {...props} />
  return (
    <section class="plan" aria-label="Plan">
      <p class="plan__read">
        {targetSeconds === 0 ? 'No length is aimed at.' : `${clockTime(targetSeconds * 1_000)} aimed at.`}
      </p>
    </section>
  )
}

/** Kept as it is typed: there is nothing to press. */
function PlanFields({ plan, acts, held }: PlanPartProps) {
  const { world, feedback } = usePanel()
  const id = useId()
  const { voices } = world.voice.list.value
  const shared = useShared()
  /** null: as it is kept, wherever it was set. */
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? minutesText(plan.targetSeconds)
  const minutes = minutesOf(text)
  const keep = async (change: Partial<Plan>) => {
    const kept = await told(feedback, acts.setPlan(change))
    // What was typed meanwhile stays.
    if (kept) setTyped(now => (now === typed ? null : now))
  }
  return (
    <section class="plan" aria-label="Plan">
      <div class="plan__fields">
        <div class="field">
          <label class="field__label" for={`${id}-minutes`}>
            Minutes
          </label>
          <input
            id={`${id}-minutes`}
            class="field__input plan__minutes"
            inputMode="decimal"
            autocomplete="off"
            maxLength={7}
            value={text}
            readOnly={held}
            aria-describedby={`${id}-said`}
            aria-invalid={minutes.ok ? undefined : 'true'}
            onInput={event => setTyped(event.currentTarget.value)}
            onChange={() => {
              if (minutes.ok && minutes.seconds !== plan.targetSeconds)
                void keep({ targetSeconds: minutes.seconds })
            }}
          />
        </div>
        {shared ? (
          <div class="field plan__voice">
            <p class="field__label">Voice</p>
            <p class="plan__whose">
              {plan.voiceId ? `A voice of ${shared.owner}` : 'None chosen yet'}. Only {shared.owner} can
              choose it.
            </p>
          </div>
        ) : (
          <div class="field plan__voice">
            <label class="field__label" for={`${id}-voice`}>
              Voice
            </label>
            <select
              id={`${id}-voice`}
              class="field__input"
              value={plan.voiceId ?? ''}
              disabled={held}
              onChange={event => void keep({ voiceId: event.currentTarget.value || null })}
            >
              <option value="">{voices.length > 0 ? 'None' : 'None measured yet'}</option>
              {voices.map(voice => (
                <option key={voice.id} value={voice.id} selected={voice.id === plan.voiceId}>
                  {voice.name}
                </option>
              ))}
            </select>
          </div>
        )}
      </div>
      <p
        id={`${id}-said`}
        class={minutes.ok ? 'field__hint' : 'field__error'}
        role={minutes.ok ? undefined : 'alert'}
      >
        {minutes.ok ? said(minutes.seconds) : minutes.why}
      </p>
    </section>
  )
}

function said(seconds: number): string {
  if (seconds === 0) return 'No length is aimed at: the outline gets no times to keep to.'
  if (seconds < 30) return 'That is very short: a hook and hardly more.'
  if (seconds > 7_200) return 'Over two hours: beats of many minutes, and a draft that takes its time.'
  return 'What the outline adds up to. You can change it at any time.'
}
