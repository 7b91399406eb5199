import { useState } from 'preact/hooks'
import type { Gate } from '../../../core/contract/decision.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { WhatLeaves } from '../usage/what-leaves.tsx'
import { gateWords } from './gate-words.ts'

interface AskOthersProps {
  gate: Gate
  busy: boolean
  /** Why it is not possible now; null: it is. */
  blocked: string | null
  onAsk: (wish: string | null) => void
}

/** Three more options, with a wish or without one. Those that are there stay. */
export function AskOthers({ gate, busy, blocked, onAsk }: AskOthersProps) {
  const [wish, setWish] = useState('')
  return (
    <form
      class="ask-others"
      onSubmit={event => {
        event.preventDefault()
        if (busy || blocked) return
        onAsk(wish.trim() || null)
        setWish('')
      }}
    >
      <Field label="A wish, if you have one" value={wish} maxLength={1_000} onText={setWish} />
      <p class="ask-others__foot">{blocked ?? <WhatLeaves kind={gate} text={wish.trim()} />}</p>
      <Button small type="submit" icon="retry" busy={busy} held={blocked !== null}>
        {gateWords[gate].suggest.replace('three', 'three other')}
      </Button>
    </form>
  )
}
