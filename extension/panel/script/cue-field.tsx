import { useState } from 'preact/hooks'
import { limitsOfScript, type Sentence } from '../../../core/contract/script.ts'
import { useDesk } from './desk.ts'

/** What is to be seen meanwhile. Kept when the field is left, or by Enter. */
export function CueField({ sentence }: { sentence: Sentence }) {
  const desk = useDesk()
  const [text, setText] = useState<string | null>(null)
  const shown = text ?? sentence.cue
  const keep = () => {
    if (text !== null && text.trim() !== sentence.cue)
      desk.edit([{ do: 'sentence.cue', sentenceId: sentence.id, cue: text.trim() }])
    setText(null)
  }
  return (
    <label class="cue">
      <span class="cue__label">Shot</span>
      <input
        class="field__input cue__input"
        value={shown}
        maxLength={limitsOfScript.cueChars}
        placeholder="What is seen meanwhile"
        dir="auto"
        autocomplete="off"
        onInput={event => setText(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={event => {
          if (event.key === 'Enter' && !event.isComposing) {
            keep()
            desk.focus(sentence.id)
          } else if (event.key === 'Escape') setText(null)
        }}
      />
    </label>
  )
}
