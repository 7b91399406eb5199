import { useState } from 'preact/hooks'
import type { Angle, Option } from '../../../core/contract/decision.ts'
import type { MixProps } from '../decisions/gate-setup.ts'
import { Button } from '../ui/button.tsx'

const parts = [
  { part: 'title', name: 'The angle in short' },
  { part: 'promise', name: 'What the viewer gets' },
  { part: 'audience', name: 'For whom' },
  { part: 'fresh', name: 'What is new' },
  { part: 'titles', name: 'Titles' },
] as const
type Part = (typeof parts)[number]['part']

const angleOf = ({ content }: Option): Angle | null => (content.gate === 'angle' ? content.angle : null)
const wordsOf = (angle: Angle, part: Part): string =>
  part === 'titles' ? angle.titles.join(' · ') : angle[part]

/** One angle of several: the promise of one, the titles of another. */
export function MixAngles({ options, busy, onDone, onLeave }: MixProps) {
  const angles = options.flatMap(({ name, option }) => {
    const angle = angleOf(option)
    return angle ? [{ name, option, angle }] : []
  })
  const first = angles[0]!.option.id
  const [chosen, setChosen] = useState<Record<Part, string>>({
    ...{ title: first, promise: first, audience: first, fresh: first, titles: first },
  })
  const from = (part: Part) => angles.find(({ option }) => option.id === chosen[part])!.angle
  const ids = [...new Set(parts.map(({ part }) => chosen[part]))]
  const mixed = (): Angle => ({
    title: from('title').title,
    promise: from('promise').promise,
    audience: from('audience').audience,
    fresh: from('fresh').fresh,
    titles: from('titles').titles,
    // What the channel has on any part of it counts for the whole.
    own: angles
      .filter(({ option }) => ids.includes(option.id))
      .flatMap(({ angle }) => angle.own)
      .slice(0, 20),
  })
  return (
    <form
      class="gate-form"
      onSubmit={event => {
        event.preventDefault()
        if (!busy) onDone({ gate: 'angle', angle: mixed() }, ids)
      }}
    >
      {parts.map(({ part, name }) => (
        <fieldset key={part} class="mix">
          <legend class="mix__part">{name}</legend>
          {angles.map(({ name: letter, option, angle }) => {
            const words = wordsOf(angle, part)
            return (
              <label key={option.id} class="mix__choice">
                <input
                  type="radio"
                  name={`mix-${part}`}
                  checked={chosen[part] === option.id}
                  onChange={() => setChosen({ ...chosen, [part]: option.id })}
                />
                <span>
                  <b class="mix__letter">{letter.replace('Option ', '')}</b>{' '}
                  <bdi>{words || 'nothing said'}</bdi>
                </span>
              </label>
            )
          })}
        </fieldset>
      ))}
      <div class="dialog__acts">
        <Button tone="quiet" onClick={onLeave}>
          Leave it
        </Button>
        <Button type="submit" tone="primary" busy={busy} held={ids.length < 2}>
          {ids.length < 2 ? 'Choose from two' : `Take this mix of ${ids.length}`}
        </Button>
      </div>
    </form>
  )
}
