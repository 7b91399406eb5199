import type { Gate } from '../../../core/contract/decision.ts'
import { Button } from '../ui/button.tsx'
import { gateWords } from './gate-words.ts'

/** What has to be decided before this, and the way there. */
export function Missing({
  gate,
  onGo,
  children,
}: {
  gate: Gate
  onGo: (() => void) | null
  children: string
}) {
  return (
    <div class="teach">
      <h3 class="teach__title">The {gateWords[gate].name} comes first</h3>
      <p>{children}</p>
      {onGo && (
        <Button tone="primary" icon="next" onClick={onGo}>
          To the {gateWords[gate].name}
        </Button>
      )}
    </div>
  )
}
