import type { Seen } from '../../studio/form.ts'
import { Field } from '../ui/field.tsx'
import { count } from '../words/numbers.ts'
import { type Choice, type Composed, valueIn } from './compose.ts'
import { FieldPart } from './field-part.tsx'
import { shortened } from './studio-words.ts'
import { WillBe } from './will-be.tsx'

interface TitlePartProps {
  titles: string[]
  seen: Seen<string> | null
  choice: Choice
  to: Composed['title']
  change: (change: Partial<Choice>) => void
}

/** The title: one of the angle's, or the creator's own words. */
export function TitlePart({ titles, seen, choice, to, change }: TitlePartProps) {
  return (
    <FieldPart
      field="title"
      seen={seen}
      on={choice.put.title}
      onTurned={title => change({ put: { ...choice.put, title } })}
      text={to.text}
    >
      {titles.length > 1 && (
        <fieldset class="studio__titles">
          <legend class="field__label">Titles you have</legend>
          {titles.map(title => (
            <label key={title} class="studio__check" dir="auto">
              <input
                type="radio"
                name="studio-title"
                checked={choice.title === title}
                onChange={() => change({ title })}
              />
              {title}
            </label>
          ))}
        </fieldset>
      )}
      <Field
        label="The title"
        value={choice.title}
        hint={`${count(to.text.length, 'character')} of 100`}
        error={to.cut ? `YouTube takes 100 characters: “${shortened(to.cut)}” is cut off.` : null}
        onText={title => change({ title })}
      />
      {seen?.state === 'there' && <WillBe before={valueIn(seen, '')} after={to.text} />}
    </FieldPart>
  )
}
