import { useId } from 'preact/hooks'

interface WordsFieldProps {
  label: string
  value: string
  rows?: number
  maxLength?: number
  hint?: string
  onText: (text: string) => void
}

/** More than a line of the creator's own words. */
export function WordsField({ label, value, rows = 3, maxLength = 2_000, hint, onText }: WordsFieldProps) {
  const id = useId()
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {label}
      </label>
      <textarea
        id={id}
        class="field__input"
        rows={rows}
        maxLength={maxLength}
        dir="auto"
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={event => onText(event.currentTarget.value)}
      />
      {hint && (
        <p id={`${id}-hint`} class="field__hint">
          {hint}
        </p>
      )}
    </div>
  )
}
