import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import type { FieldName, Seen } from '../../studio/form.ts'
import { copied } from '../copied.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { fieldNames, triedWords, whyNot } from './studio-words.ts'

interface FieldPartProps {
  field: FieldName
  /** null: there is no form, and the text is for pasting. */
  seen: Seen<unknown> | null
  on: boolean
  onTurned: (on: boolean) => void
  /** The text as it is copied. */
  text: string
  children: ComponentChildren
}

/** One field of Studio's form: whether it is put, what it is made of, and its text to copy. */
export function FieldPart({ field, seen, on, onTurned, text, children }: FieldPartProps) {
  const { feedback } = usePanel()
  const id = useId()
  const name = fieldNames[field]
  const why = seen && whyNot(field, seen)
  return (
    <article class="studio__field" aria-labelledby={id}>
      <div class="studio__head">
        <h3 id={id} class="studio__name">
          {seen && !why ? (
            <label class="studio__check">
              <input type="checkbox" checked={on} onChange={event => onTurned(event.currentTarget.checked)} />
              {name}
            </label>
          ) : (
            name
          )}
        </h3>
        <Button
          small
          tone="quiet"
          icon="copy"
          held={!text}
          aria-label={`Copy the ${name.toLowerCase()}`}
          onClick={() => void copied(feedback, text, `${name} copied`)}
        >
          Copy
        </Button>
      </div>
      {why && (
        <p class="studio__why" title={seen && triedWords(seen)}>
          {why}
        </p>
      )}
      {children}
    </article>
  )
}
