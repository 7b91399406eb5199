import { useState } from 'preact/hooks'
import type { CheckFinding, CheckKind } from '../../../core/contract/check.ts'
import type { ScriptState } from '../../../core/contract/script.ts'
import { Button } from '../ui/button.tsx'
import { integer } from '../words/numbers.ts'
import { FindingCard } from './finding-card.tsx'
import { kindWords } from './finding-words.ts'
import type { Mending } from './use-mending.tsx'

/** Shown before a press: of many the rest would hide the next group. */
const atOnce = 4

interface FindingGroupProps {
  kind: CheckKind
  findings: readonly CheckFinding[]
  state: ScriptState
  mending: Mending
}

export function FindingGroup({ kind, findings, state, mending }: FindingGroupProps) {
  const [all, setAll] = useState(false)
  const { title, says } = kindWords[kind]
  const heading = `check-${kind}`
  return (
    <section class="check-group" aria-labelledby={heading}>
      <h3 id={heading} class="check-group__title">
        {title}
        {findings.length > 1 && <span class="check-group__count numbers">{integer(findings.length)}</span>}
      </h3>
      {says && <p class="check-aside">{says}</p>}
      <ul class="check-group__list">
        {(all ? findings : findings.slice(0, atOnce)).map(finding => (
          <li key={finding.id}>
            <FindingCard finding={finding} state={state} mending={mending} />
          </li>
        ))}
      </ul>
      {!all && findings.length > atOnce && (
        <Button small tone="quiet" onClick={() => setAll(true)}>
          Show all {integer(findings.length)}
        </Button>
      )}
    </section>
  )
}
