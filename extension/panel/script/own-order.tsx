import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { useDesk } from './desk.ts'

/** "My own order": what the creator wants of these sentences, in their words. */
export function OwnOrder({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  const desk = useDesk()
  const id = useId()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const wish = text.trim()
  return (
    <form
      class="own-order"
      onSubmit={event => {
        event.preventDefault()
        if (!wish) return
        onDone()
        void desk.rewrite(ids, 'own_order', wish)
      }}
    >
      <label class="field__label" for={id}>
        What shall be otherwise?
      </label>
      <div class="own-order__line">
        <input
          ref={field}
          id={id}
          class="field__input"
          value={text}
          maxLength={1_000}
          dir="auto"
          autocomplete="off"
          placeholder="Say it as a question"
          onInput={event => setText(event.currentTarget.value)}
          onKeyDown={event => event.key === 'Escape' && onDone()}
        />
        <Button small tone="primary" type="submit" held={!wish}>
          Rewrite
        </Button>
        <Button small tone="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
