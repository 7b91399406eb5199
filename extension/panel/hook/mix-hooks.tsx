import { useState } from 'preact/hooks'
import type { MixProps } from '../decisions/gate-setup.ts'
import { Button } from '../ui/button.tsx'
import { count } from '../words/numbers.ts'
import { MOST_SENTENCES } from './hook-sentences.ts'
import { StandingMark } from './standing-mark.tsx'

/** One beginning of the sentences of several, in the order in which they are chosen. */
export function MixHooks({ options, busy, onDone, onLeave }: MixProps) {
  const hooks = options.flatMap(({ name, option }) =>
    option.content.gate === 'hook' ? [{ name, id: option.id, hook: option.content.hook }] : [],
  )
  /** "option sentence", in the order of the presses. */
  const [taken, setTaken] = useState<string[]>([])
  const all = new Map(
    hooks.flatMap(({ id, hook }) =>
      hook.sentences.map((each, at) => [`${id} ${at}`, { ...each, id, kind: hook.kind }]),
    ),
  )
  const picked = taken.map(key => all.get(key)!)
  const ids = [...new Set(picked.map(each => each.id))]
  const ready = ids.length > 1 && picked.length <= MOST_SENTENCES
  return (
    <form
      class="gate-form"
      onSubmit={event => {
        event.preventDefault()
        if (!ready || busy) return
        const sentences = picked.map(({ text, ledger }) => ({ text, ledger }))
        // It begins as its first sentence does.
        onDone({ gate: 'hook', hook: { kind: picked[0]!.kind, sentences } }, ids)
      }}
    >
      {hooks.map(({ name, id, hook }) => (
        <fieldset key={id} class="mix">
          <legend class="mix__part">{name}</legend>
          {hook.sentences.map((sentence, at) => {
            const key = `${id} ${at}`
            const place = taken.indexOf(key)
            return (
              <label key={key} class="mix__choice">
                <input
                  type="checkbox"
                  checked={place >= 0}
                  onChange={event =>
                    setTaken(
                      event.currentTarget.checked ? [...taken, key] : taken.filter(each => each !== key),
                    )
                  }
                />
                <span>
                  {place >= 0 && <b class="mix__letter numbers">{place + 1}. </b>}
                  <bdi>{sentence.text}</bdi> <StandingMark ledger={sentence.ledger} />
                </span>
              </label>
            )
          })}
        </fieldset>
      ))}
      <p class="mix__sum" role="status">
        {picked.length === 0
          ? 'Choose sentences in the order in which they are to be said.'
          : `${count(picked.length, 'sentence')}, in the order of your choice.`}
      </p>
      <div class="dialog__acts">
        <Button tone="quiet" onClick={onLeave}>
          Leave it
        </Button>
        <Button type="submit" tone="primary" busy={busy} held={!ready}>
          {ids.length < 2 ? 'Choose from two' : `Take these ${picked.length}`}
        </Button>
      </div>
    </form>
  )
}
