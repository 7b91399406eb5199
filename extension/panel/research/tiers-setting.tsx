import './tier.css'
import { useRef, useState } from 'preact/hooks'
import type { TierRule } from '../../../core/contract/findings.ts'
import { usePanel } from '../panel-context.ts'
import { IconButton } from '../ui/button.tsx'
import { useAnswer } from '../use-answer.ts'
import { TierShape } from './tier-mark.tsx'
import { domainWords, tierNames } from './tier-rules.ts'

/** The creator's own rules on what sources are worth, to be looked through and taken back. */
export function TiersSetting() {
  const { world } = usePanel()
  const [rules] = useAnswer(() => world.research.tiers([]), [])
  const part = useRef<HTMLElement>(null)
  return (
    <section ref={part} class="settings__part" tabIndex={-1} aria-label="What sources are worth">
      <h3 class="settings__title">What sources are worth</h3>
      {rules.state === 'loading' && (
        <p class="settings__words" role="status">
          Looking up your rules…
        </p>
      )}
      {rules.state === 'failed' && <p class="settings__words">{rules.failure.message}</p>}
      {rules.state === 'there' && (
        // The row that was pressed goes: the focus stays in its part.
        <OwnRules all={rules.value.own} onTakenBack={() => part.current?.focus()} />
      )}
    </section>
  )
}

function OwnRules({ all, onTakenBack }: { all: TierRule[]; onTakenBack: () => void }) {
  const { world, feedback } = usePanel()
  const [own, setOwn] = useState(all)
  const [going, setGoing] = useState<string | null>(null)
  if (own.length === 0)
    return (
      <p class="settings__words">
        Ownwords’ own list counts. Where you see it otherwise, press “why?” beside a quote in Research.
      </p>
    )
  const takeBack = async (domain: string) => {
    if (going !== null) return
    setGoing(domain)
    const result = await world.research.setTier(domain, null)
    setGoing(null)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    setOwn(own.filter(rule => rule.domain !== domain))
    feedback.say(`Your rule for ${domainWords(domain)} is taken back`)
    onTakenBack()
  }
  return (
    <ul class="tier-rules">
      {own.map(({ domain, tier }) => (
        <li key={domain} class="tier-rules__rule">
          <bdi>{domainWords(domain)}</bdi>
          <span class="tier">
            <TierShape tier={tier} />
            {tierNames[tier]}
          </span>
          <IconButton
            icon="trash"
            label={`Take back your rule for ${domainWords(domain)}`}
            aria-disabled={going !== null ? 'true' : undefined}
            onClick={() => void takeBack(domain)}
          />
        </li>
      ))}
    </ul>
  )
}
