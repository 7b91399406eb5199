import { useState } from 'preact/hooks'
import type { Tier, TierRule, Tiers } from '../../../core/contract/findings.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { NotOpened } from '../ui/not-opened.tsx'
import { useAnswer } from '../use-answer.ts'
import { useShared } from '../writing.tsx'
import type { AskedTier } from './ask-tier.ts'
import { TierShape } from './tier-mark.tsx'
import { domainsOf, domainWords, tierNames, tiers, tierWords } from './tier-rules.ts'

/** What a domain's tier is, by which rule, and the creator's own say on it. */
export function TierDialog({ asked, onClosed }: { asked: AskedTier; onClosed: () => void }) {
  const { world } = usePanel()
  const [rules, again] = useAnswer(() => world.research.tiers([asked.domain]), [asked.domain])
  return (
    <Dialog title={`What is ${domainWords(asked.domain)} worth?`} onClosed={onClosed}>
      {close => (
        <>
          {rules.state === 'loading' && <p role="status">Looking up its rule…</p>}
          {rules.state === 'failed' && (
            <NotOpened title="Its rule could not be looked up" failure={rules.failure} again={again} />
          )}
          {rules.state === 'there' && <Choice asked={asked} rules={rules.value} close={close} />}
        </>
      )}
    </Dialog>
  )
}

function Choice({ asked, rules, close }: { asked: AskedTier; rules: Tiers; close: () => void }) {
  const { world, feedback } = usePanel()
  const shared = useShared()
  const { rule = null } = rules.asked[0] ?? {}
  const domains = domainsOf(asked.domain)
  const [domain, setDomain] = useState(rule && domains.includes(rule.domain) ? rule.domain : domains[0]!)
  const now = rule?.tier ?? 'unknown'
  const [tier, setTier] = useState<Tier>(now)
  const [busy, setBusy] = useState<'save' | 'back' | null>(null)
  const own = rules.own.find(each => each.domain === domain) ?? null

  const change = async (to: Tier | null) => {
    setBusy(to ? 'save' : 'back')
    const result = await world.research.setTier(domain, to)
    setBusy(null)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    feedback.toast({
      tone: 'calm',
      text: to
        ? `${domainWords(domain)} is ${tierNames[to]} from now on`
        : `For ${domainWords(domain)} Ownwords’ own list counts again`,
    })
    close()
  }

  return (
    <form
      class="tier-form"
      onSubmit={event => {
        event.preventDefault()
        if (busy === null) void change(tier)
      }}
    >
      <p class="tier-form__rule">
        <TierShape tier={now} /> <b>{tierNames[now]}</b>, {ruleWords(rule, asked.domain, shared?.owner)}
      </p>
      <fieldset class="tier-form__tiers">
        <legend class="field__label">For you it is</legend>
        {tiers.map(each => (
          <label key={each} class="tier-form__tier">
            <input type="radio" name="tier" checked={each === tier} onChange={() => setTier(each)} />
            <span>
              <b>
                <TierShape tier={each} /> {tierNames[each]}
              </b>
              <span class="tier-form__words">{tierWords[each]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {domains.length > 1 && (
        <label class="field">
          <span class="field__label">It counts for</span>
          <select
            class="field__input"
            value={domain}
            onChange={event => setDomain(event.currentTarget.value)}
          >
            {domains.map(each => (
              <option key={each} value={each}>
                {each === asked.domain && each.includes('/') ? domainWords(each) : `everything under ${each}`}
              </option>
            ))}
          </select>
        </label>
      )}
      <p class="tier-form__words">
        {shared
          ? `In all of your own projects. In this one counts what ${shared.owner} says.`
          : 'In all of your projects, for what was found already and for what is found next.'}
      </p>
      <div class="dialog__acts">
        {own && (
          <Button
            tone="quiet"
            busy={busy === 'back'}
            held={busy === 'save'}
            onClick={() => void change(null)}
          >
            Back to Ownwords’ rule
          </Button>
        )}
        <Button
          tone="primary"
          type="submit"
          busy={busy === 'save'}
          held={busy === 'back' || (own ? own.tier === tier : rule?.domain === domain && rule.tier === tier)}
        >
          Save
        </Button>
      </div>
    </form>
  )
}

function ruleWords(rule: TierRule | null, place: string, owner = 'you'): string {
  if (!rule) return 'because it is on no list.'
  const whose = rule.by === 'own' ? `${owner} said so` : 'by Ownwords’ list'
  return rule.domain === place ? `${whose}.` : `${whose} for everything under ${rule.domain}.`
}
