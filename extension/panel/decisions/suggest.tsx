import type { Gate } from '../../../core/contract/decision.ts'
import { Button } from '../ui/button.tsx'
import { WhatLeaves } from '../usage/what-leaves.tsx'
import { gateWords } from './gate-words.ts'

interface SuggestProps {
  gate: Gate
  /** Why it is not possible now; null: it is. */
  blocked: string | null
  busy: boolean
  primary: boolean
  onAsk: () => void
}

/** Three options, after it was said who reads what for them. */
export function Suggest({ gate, blocked, busy, primary, onAsk }: SuggestProps) {
  return (
    <>
      <p class="teach__aside">{blocked ?? <WhatLeaves kind={gate} />}</p>
      <Button
        tone={primary ? 'primary' : 'plain'}
        icon="fork"
        busy={busy}
        held={blocked !== null}
        onClick={onAsk}
      >
        {gateWords[gate].suggest}
      </Button>
    </>
  )
}
