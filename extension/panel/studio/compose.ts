import { type FittedDescription, fittedDescription } from '../../../core/studio/description.ts'
import { addedTags, cleanTag } from '../../../core/studio/tags.ts'
import { type FittedTitle, fittedTitle } from '../../../core/studio/title.ts'
import type { Changes, FieldName, Seen, StudioForm } from '../../studio/form.ts'
import type { KeptPut, StudioMaterial } from './studio-world.ts'

/** What the creator chose of the material. */
export interface Choice {
  title: string
  own: string
  chapters: boolean
  sources: boolean
  /** Where the description has something already. */
  how: 'above' | 'instead'
  /** As they are typed, with commas. */
  tags: string
  put: Record<FieldName, boolean>
}

export const firstChoice = (material: StudioMaterial): Choice => ({
  title: material.titles[0] ?? '',
  own: material.own,
  chapters: true,
  sources: true,
  how: 'above',
  tags: material.tags.join(', '),
  put: { title: true, description: true, tags: true },
})

export interface Composed {
  title: FittedTitle
  description: FittedDescription
  tags: { tags: string[]; left: string[] }
}

export const valueIn = <Value>(seen: Seen<Value> | undefined, none: Value): Value =>
  seen?.state === 'there' ? seen.value : none

/**
 * What the fields shall have.
 * @param form null where there is none: then the texts are for pasting
 * @param last what was put there before: it is drawn anew, not put above itself
 */
export function composed(
  material: StudioMaterial,
  choice: Choice,
  form: StudioForm | null,
  last: KeptPut | null,
): Composed {
  return {
    title: fittedTitle(choice.title),
    description: fittedDescription({
      own: choice.own,
      chapters: choice.chapters ? material.chapters : '',
      sources: choice.sources ? material.sources : [],
      below: choice.how === 'above' ? belowOf(form, last) : '',
    }),
    tags: addedTags(valueIn(form?.tags, []), choice.tags.split(/[,\n]/).map(cleanTag).filter(Boolean)),
  }
}

/** What the description has that is not ours. */
export function belowOf(form: StudioForm | null, last: KeptPut | null): string {
  const there = valueIn(form?.description, '')
  const ours = last?.changes.description
  return (ours && there.trim() === ours.after.trim() ? ours.before : there).trim()
}

/** What would be written: fields that are chosen, there, and not so already. */
export function changesOf(form: StudioForm, { put }: Choice, to: Composed): Changes {
  const { title, description, tags } = form
  return {
    ...(put.title && title.state === 'there' && to.title.text && title.value !== to.title.text
      ? { title: { before: title.value, after: to.title.text } }
      : {}),
    ...(put.description &&
    description.state === 'there' &&
    to.description.text &&
    description.value !== to.description.text
      ? { description: { before: description.value, after: to.description.text } }
      : {}),
    ...(put.tags && tags.state === 'there' && to.tags.tags.length > tags.value.length
      ? { tags: { before: tags.value, after: to.tags.tags } }
      : {}),
  }
}
