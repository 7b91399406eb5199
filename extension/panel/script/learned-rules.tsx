import { useState } from 'preact/hooks'
import type { LearnedRule } from '../../../core/contract/draft.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { useAnswer } from '../use-answer.ts'
import { count } from '../words/numbers.ts'
import { useDesk } from './desk.ts'
import { DiffWords } from './diff-words.tsx'
import type { ScriptWorld } from './script-world.ts'

/** What the creator's own edits show three times: they say whether it is a rule of their voice. */
export function LearnedRules({ script }: { script: ScriptWorld }) {
  const desk = useDesk()
  const drafted = desk.document.drafting.value?.run.state
  // Asked once the script is open, and again when a draft ends: a machine's words are what edits are made of.
  const [answer] = useAnswer(() => script.rules(), [script, desk.document.branchId, drafted])
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set())
  if (answer.state !== 'there') return null
  const offered = answer.value.filter(rule => rule.state === 'offered' && !decided.has(rule.id))
  if (offered.length === 0) return null
  return (
    <section class="rules" aria-label="Rules that your edits suggest">
      <h3 class="theme__title">You keep changing this</h3>
      {offered.map(rule => (
        <RuleCard
          key={rule.id}
          rule={rule}
          script={script}
          onDecided={() => setDecided(new Set([...decided, rule.id]))}
        />
      ))}
    </section>
  )
}

interface RuleCardProps {
  rule: LearnedRule
  script: ScriptWorld
  onDecided: () => void
}

function RuleCard({ rule, script, onDecided }: RuleCardProps) {
  const desk = useDesk()
  const { feedback } = usePanel()
  const [busy, setBusy] = useState<'accepted' | 'refused' | null>(null)
  const decide = async (state: 'accepted' | 'refused') => {
    setBusy(state)
    const result = await script.decideRule(rule, state)
    setBusy(null)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    feedback.toast({
      tone: 'calm',
      text: state === 'accepted' ? 'A rule of your voice from now on' : 'It will not be asked again',
    })
    onDecided()
  }
  return (
    <article class="rule" aria-label={rule.text}>
      <p class="rule__text" dir="auto">
        {rule.text}
      </p>
      <details class="more">
        <summary>{count(rule.evidence.length, 'edit')} of yours</summary>
        <ul class="offered">
          {rule.evidence.map(({ sentenceId, was, became, at }) => (
            <li key={`${sentenceId} ${at}`}>
              <DiffWords was={was} became={became} language={desk.language.value} />
            </li>
          ))}
        </ul>
      </details>
      <div class="dock__acts">
        <Button small busy={busy === 'accepted'} onClick={() => void decide('accepted')}>
          Make it a rule
        </Button>
        <Button small tone="quiet" busy={busy === 'refused'} onClick={() => void decide('refused')}>
          No
        </Button>
      </div>
    </article>
  )
}
