import { useState } from 'preact/hooks'
import type { Hook } from '../../../core/contract/decision.ts'
import type { FormProps } from '../decisions/gate-setup.ts'
import { WordsField } from '../decisions/words-field.tsx'
import { Button } from '../ui/button.tsx'
import { MOST_SENTENCES, sentencesOf } from './hook-sentences.ts'
import { StandingMark } from './standing-mark.tsx'

/** The first sentences in the creator's own words, a line each. */
export function HookForm({ value, busy, onDone, onLeave }: FormProps<Hook>) {
  const [text, setText] = useState(value?.sentences.map(each => each.text).join('\n') ?? '')
  const sentences = sentencesOf(text, value?.sentences ?? [])
  return (
    <form
      class="gate-form"
      onSubmit={event => {
        event.preventDefault()
        if (sentences.length > 0 && !busy) onDone({ kind: value?.kind ?? 'own', sentences })
      }}
    >
      <WordsField
        label="What is said first"
        rows={7}
        maxLength={8_000}
        hint={`A sentence a line, ${MOST_SENTENCES} at most. What you leave as it is keeps what backs it.`}
        value={text}
        onText={setText}
      />
      {sentences.length > 0 && (
        <ol class="hook__sentences" aria-label="As it will stand">
          {sentences.map((each, at) => (
            <li key={`${at} ${each.text}`} class="hook__standing">
              <StandingMark ledger={each.ledger} /> <span dir="auto">{each.text}</span>
            </li>
          ))}
        </ol>
      )}
      <div class="dialog__acts">
        <Button tone="quiet" onClick={onLeave}>
          Leave it
        </Button>
        <Button type="submit" tone="primary" busy={busy} held={sentences.length === 0}>
          Take it so
        </Button>
      </div>
    </form>
  )
}
