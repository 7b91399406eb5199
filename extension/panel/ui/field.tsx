import { useId } from 'preact/hooks'

interface FieldProps {
  label: string
  value: string
  type?: 'text' | 'url' | 'password'
  maxLength?: number
  hint?: string
  /** Said at once by screen readers when it comes. */
  error?: string | null
  onText: (text: string) => void
}

export function Field({ label, value, type = 'text', maxLength, hint, error, onText }: FieldProps) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="field__input"
        type={type as 'text'}
        value={value}
        maxLength={maxLength}
        dir="auto"
        autocomplete="off"
        spellcheck={type === 'text'}
        aria-describedby={described || undefined}
        aria-invalid={error ? 'true' : undefined}
        onInput={event => onText(event.currentTarget.value)}
      />
      {hint && (
        <p id={`${id}-hint`} class="field__hint">
          {hint}
        </p>
      )}
      <p id={`${id}-error`} class="field__error" role="alert">
        {error}
      </p>
    </div>
  )
}
