import type { CheckFinding } from '../../../core/contract/check.ts'
import type { ScriptState } from '../../../core/contract/script.ts'
import { Button } from '../ui/button.tsx'
import { integer } from '../words/numbers.ts'
import { kindWords } from './finding-words.ts'

interface LeftPartProps {
  findings: readonly CheckFinding[]
  state: ScriptState
  onTakeUp: (finding: CheckFinding) => void
}

/** What the creator leaves as it is, folded: it is no more to be mended, and what is open is exported as open. */
export function LeftPart({ findings, state, onTakeUp }: LeftPartProps) {
  if (findings.length === 0) return null
  return (
    <details class="check-left">
      <summary>Left as they are ({integer(findings.length)})</summary>
      <p class="check-aside">On this computer. What is open among them is still marked and listed as open.</p>
      <ul class="check-group__list">
        {findings.map(finding => {
          const said = state.sentences[finding.sentenceIds[0] ?? '']?.text
          return (
            <li key={finding.id}>
              <article class="finding finding--left">
                <span class="finding__which">{kindWords[finding.kind].title}</span>
                {said && (
                  <p class="finding__said" dir="auto">
                    {said}
                  </p>
                )}
                <p class="finding__why" dir="auto">
                  {finding.why}
                </p>
                <div class="finding__acts">
                  <Button small tone="quiet" onClick={() => onTakeUp(finding)}>
                    Take it up again
                  </Button>
                </div>
              </article>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
