import { tagsLength } from '../../../core/studio/tags.ts'
import type { Seen } from '../../studio/form.ts'
import { Field } from '../ui/field.tsx'
import { integer } from '../words/numbers.ts'
import { type Choice, type Composed, valueIn } from './compose.ts'
import { FieldPart } from './field-part.tsx'

interface TagsPartProps {
  seen: Seen<string[]> | null
  choice: Choice
  to: Composed['tags']
  change: (change: Partial<Choice>) => void
}

/** Tags beside those that are there. */
export function TagsPart({ seen, choice, to, change }: TagsPartProps) {
  const there = valueIn(seen ?? undefined, [])
  const added = to.tags.slice(there.length)
  return (
    <FieldPart
      field="tags"
      seen={seen}
      on={choice.put.tags}
      onTurned={tags => change({ put: { ...choice.put, tags } })}
      text={to.tags.join(', ')}
    >
      <Field
        label="Tags to add, with commas between them"
        value={choice.tags}
        hint={`${integer(tagsLength(to.tags))} of 500 characters, as YouTube counts them`}
        error={
          to.left.length > 0 ? `YouTube takes 500 characters. These did not fit: ${to.left.join(', ')}` : null
        }
        onText={tags => change({ tags })}
      />
      {seen?.state === 'there' && (
        <p class="studio__aside" dir="auto">
          {there.length > 0 && `What is there stays: ${there.join(', ')}. `}
          {added.length > 0 ? (
            <>
              These come: <ins>{added.join(', ')}</ins>
            </>
          ) : (
            'None is new.'
          )}
        </p>
      )}
    </FieldPart>
  )
}
