import { useId } from 'preact/hooks'
import { bytesOf } from '../../../core/studio/limits.ts'
import type { Seen } from '../../studio/form.ts'
import { count, integer } from '../words/numbers.ts'
import { type Choice, type Composed, valueIn } from './compose.ts'
import { FieldPart } from './field-part.tsx'
import { leftWords } from './studio-words.ts'
import type { StudioMaterial } from './studio-world.ts'
import { WillBe } from './will-be.tsx'

interface DescriptionPartProps {
  material: StudioMaterial
  seen: Seen<string> | null
  /** What the form has that is not Ownwords'. */
  below: string
  choice: Choice
  to: Composed['description']
  change: (change: Partial<Choice>) => void
}

/** The description: own text, chapters, sources, and what is there already below them or not. */
export function DescriptionPart({ material, seen, below, choice, to, change }: DescriptionPartProps) {
  const id = useId()
  const { chapters, sources } = material
  const left = leftWords(to.left)
  const there = seen?.state === 'there'
  return (
    <FieldPart
      field="description"
      seen={seen}
      on={choice.put.description}
      onTurned={description => change({ put: { ...choice.put, description } })}
      text={to.text}
    >
      <div class="field">
        <label class="field__label" for={id}>
          Your own text
        </label>
        <textarea
          id={id}
          class="field__input studio__own"
          rows={4}
          dir="auto"
          value={choice.own}
          aria-describedby={`${id}-hint`}
          onInput={event => change({ own: event.currentTarget.value })}
        />
        <p id={`${id}-hint`} class="field__hint">
          Above everything else. {integer(bytesOf(to.text))} of 5,000 bytes in all.
        </p>
      </div>
      <label class="studio__check">
        <input
          type="checkbox"
          checked={choice.chapters && chapters !== ''}
          disabled={chapters === ''}
          onChange={event => change({ chapters: event.currentTarget.checked })}
        />
        {chapters
          ? `${count(chapters.split('\n').length, 'chapter')}, by your pace: check them against the cut`
          : 'Chapters: none yet'}
      </label>
      <label class="studio__check">
        <input
          type="checkbox"
          checked={choice.sources && sources.length > 0}
          disabled={sources.length === 0}
          onChange={event => change({ sources: event.currentTarget.checked })}
        />
        {sources.length > 0 ? count(sources.length, 'source') : 'Sources: none yet'}
      </label>
      {there && below && (
        <fieldset class="studio__titles">
          <legend class="field__label">What Studio has already</legend>
          {(['above', 'instead'] as const).map(how => (
            <label key={how} class="studio__check">
              <input
                type="radio"
                name="studio-how"
                checked={choice.how === how}
                onChange={() => change({ how })}
              />
              {how === 'above' ? 'stays, below this' : 'goes: this takes its place'}
            </label>
          ))}
        </fieldset>
      )}
      {left.length > 0 && <p class="studio__why">YouTube takes 5,000 bytes. {left.join(' ')}</p>}
      {there ? (
        <WillBe before={valueIn(seen, '')} after={to.text} />
      ) : (
        to.text && (
          <p class="studio__text" dir="auto">
            {to.text}
          </p>
        )
      )}
    </FieldPart>
  )
}
