import { useState } from 'preact/hooks'
import type { Outline } from '../../../core/contract/decision.ts'
import { limitsOfScript } from '../../../core/contract/script.ts'
import { beatNames } from '../../../core/script/forms/form.ts'
import type { MixProps } from '../decisions/gate-setup.ts'
import { Button } from '../ui/button.tsx'
import { count } from '../words/numbers.ts'
import { lengthText } from './length.ts'
import { inOrder, type Picked } from './mixed-outline.ts'
import { secondsIn } from './planned-beats.ts'

/** One outline of the beats of several: those of the first are taken to begin with. */
export function MixOutlines({ options, busy, onDone, onLeave }: MixProps) {
  const outlines = options.flatMap(({ name, option }) =>
    option.content.gate === 'outline' ? [{ name, id: option.id, outline: option.content.outline }] : [],
  )
  const [taken, setTaken] = useState(
    () => new Set(outlines[0]!.outline.beats.map((_, at) => `${outlines[0]!.id} ${at}`)),
  )
  const picked: Picked[] = outlines.flatMap(({ id, outline }) =>
    outline.beats.flatMap((beat, at) =>
      taken.has(`${id} ${at}`) ? [{ beat, optionId: id, at, of: outline.beats.length }] : [],
    ),
  )
  const ids = [...new Set(picked.map(each => each.optionId))]
  const beats = inOrder(picked)
  const ready = ids.length > 1 && beats.length <= limitsOfScript.beats
  const mixed = (): Outline => ({
    title: outlines
      .filter(({ id }) => ids.includes(id))
      .map(({ outline }) => outline.title)
      .join(' + ')
      .slice(0, 200),
    beats,
  })
  return (
    <form
      class="gate-form"
      onSubmit={event => {
        event.preventDefault()
        if (ready && !busy) onDone({ gate: 'outline', outline: mixed() }, ids)
      }}
    >
      {outlines.map(({ name, id, outline }) => (
        <fieldset key={id} class="mix">
          <legend class="mix__part">
            {name}: <bdi>{outline.title}</bdi>
          </legend>
          {outline.beats.map((beat, at) => {
            const key = `${id} ${at}`
            return (
              <label key={key} class="mix__choice">
                <input
                  type="checkbox"
                  checked={taken.has(key)}
                  onChange={event => {
                    const next = new Set(taken)
                    if (event.currentTarget.checked) next.add(key)
                    else next.delete(key)
                    setTaken(next)
                  }}
                />
                <span>
                  <span class="outline__kind">{beatNames[beat.kind]}</span> <bdi>{beat.title}</bdi>{' '}
                  {beat.seconds > 0 && <span class="outline__time numbers">{lengthText(beat.seconds)}</span>}
                </span>
              </label>
            )
          })}
        </fieldset>
      ))}
      <p class="mix__sum" role="status">
        {count(beats.length, 'beat')}, {lengthText(secondsIn(beats))}. You can put them in another order once
        they are taken.
      </p>
      <div class="dialog__acts">
        <Button tone="quiet" onClick={onLeave}>
          Leave it
        </Button>
        <Button type="submit" tone="primary" busy={busy} held={!ready}>
          {ids.length < 2 ? 'Choose from two' : `Take these ${beats.length}`}
        </Button>
      </div>
    </form>
  )
}
